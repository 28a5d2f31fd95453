import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { NotNow } from '../../../../kernel/web/pieces/not-now.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readChange } from '../contract.ts'
import type { Correctable } from '../kinds/contract.ts'
import { ChangeForm } from './change-form.tsx'

/** Begins the correction of a filing that took effect, with what it said. */
export function CorrectChangePage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readChange, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(change) =>
        change.correctable ? (
          <ChangeForm
            key={id}
            org={change.org}
            kind={change.kind as Correctable}
            corrects={id}
            today={change.today}
            holds={{ on: change.effective_on, proposal: change.proposal }}
          />
        ) : (
          <NotNow
            title={t('establishment.change.form.not_offered')}
            text={t('establishment.change.errors.corrects_nothing')}
            to={`/establishment/changes/${id}`}
            open={t('establishment.change.form.open')}
          />
        )
      }
    </Loaded>
  )
}
