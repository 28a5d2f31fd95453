import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { countTasksOf } from '../contract.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import './hand-over.css'

type Props = { person: { id: string; name: string; name_en?: string | null } }

/** How much waits for a person and where, and handing it over. For whoever holds `tasks.task.hand_over`. */
export function HandOverSection({ person }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const count = useCall(countTasksOf, { params: { person_id: person.id } })
  return (
    <Loaded of={count} kind="rows" rows={1}>
      {({ open: waiting, organisations }) => (
        <>
          {waiting === 0 ? (
            <p className="faint">{t('tasks.hand_over.none')}</p>
          ) : (
            <div className="hand-over">
              <p>{t('tasks.hand_over.open', { count: waiting })}</p>
              <Button onClick={() => setOpen(true)}>{t('tasks.hand_over.start')}</Button>
            </div>
          )}
          {open && (
            <HandOverDialog person={person} organisations={organisations} onClose={() => setOpen(false)} />
          )}
        </>
      )}
    </Loaded>
  )
}
