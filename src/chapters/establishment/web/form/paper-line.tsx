import { useId, useState } from 'react'
import { acceptedFiles } from '../../../../kernel/files/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { attachDocument, detachDocument, type Paper } from '../../application/papers/contract.ts'
import { PaperFiles } from '../papers/paper-files.tsx'
import { PaperHead } from '../papers/paper-head.tsx'

type Props = { application_id: string; paper: Paper; wanted: boolean }

/** One line of the checklist in the form: what it is for, what is there, and a place for more. */
export function PaperLine({ application_id, paper, wanted }: Props) {
  const { t } = useWords()
  const dayId = useId()
  const confirm = useConfirm()
  const detach = useSave(detachDocument)
  const [valid_until, setValidUntil] = useState<string | null>(null)
  const { document_type, title, hint, asks_validity } = paper
  const id = application_id
  const remove = async (document_id: string) => {
    const sure = await confirm({
      title: t('establishment.form.paper.remove_title'),
      verb: t('establishment.form.paper.remove'),
      danger: true,
    })
    if (sure !== undefined) await detach.save({ params: { id, document_id } })
  }
  return (
    <li className="paper-item" id={`form_documents_${document_type}`}>
      <PaperHead paper={paper} wanted={wanted} />
      {hint && <p className="paper-hint">{hint}</p>}
      <PaperFiles application_id={id} paper={paper} remove={(one) => void remove(one)} />
      <div className="paper-add">
        {asks_validity && (
          <div className="paper-validity">
            <label htmlFor={dayId}>
              <span className="visually-hidden">{title}</span> {t('establishment.form.paper.valid_until')}
            </label>
            <DayField id={dayId} value={valid_until} onChange={setValidUntil} />
          </div>
        )}
        <FileDrop
          endpoint={attachDocument}
          input={{ params: { id }, body: { document_type, ...(valid_until ? { valid_until } : {}) } }}
          onDone={() => setValidUntil((typed) => (typed === valid_until ? null : typed))}
          accept={acceptedFiles}
          camera
          disabled={asks_validity && !valid_until}
          label={
            asks_validity && !valid_until
              ? t('establishment.form.paper.valid_first')
              : t('establishment.form.paper.upload')
          }
        />
      </div>
    </li>
  )
}
