import { CloseCircleFilled } from '@ant-design/icons'
import { useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'

/** `allowClear` of a field: a button that says in the reader's language what it does. */
export function useClearing() {
  const { t } = useWords()
  const label = t('web.form.clear')
  return useMemo(
    () => ({
      label,
      clearIcon: (
        <>
          <CloseCircleFilled aria-hidden="true" />
          <span className="visually-hidden">{label}</span>
        </>
      ),
    }),
    [label],
  )
}
