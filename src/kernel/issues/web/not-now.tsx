import { useWords } from '../../language/web/words.tsx'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'

/** What can't be changed in the state the issue is in now, with the way back. */
export function NotNow({ id }: { id: string }) {
  const { t } = useWords()
  return (
    <EmptyState
      page
      title={t('issues.form.not_now')}
      text={t('issues.form.not_now_text')}
      action={
        <GoButton type="primary" to={`/issues/${id}`}>
          {t('issues.form.open_issue')}
        </GoButton>
      }
    />
  )
}
