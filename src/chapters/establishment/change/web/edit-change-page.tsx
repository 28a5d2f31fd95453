import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { NotNow } from '../../../../kernel/web/pieces/not-now.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ChangePage, readChange } from '../contract.ts'
import type { Proposal } from '../kinds/contract.ts'
import { ChangeForm } from './change-form.tsx'

/** A draft, or what was sent back, while its applicant may change it. */
export function EditChangePage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readChange, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(change) =>
        change.can.includes('edit') ? (
          <ChangeForm key={id} org={change.org} {...about(change)} today={change.today} draft={change} />
        ) : (
          <NotNow
            title={t('establishment.change.form.not_editable')}
            text={t('establishment.change.form.not_editable_text')}
            to={`/establishment/changes/${id}`}
            open={t('establishment.change.form.open')}
          />
        )
      }
    </Loaded>
  )
}

/** What the fields are about, and which filing is corrected. */
function about({ kind, proposal }: ChangePage) {
  if (kind !== 'correction') return { kind }
  const { corrects, is } = proposal as Proposal<'correction'>
  return { kind: is.kind, corrects }
}
