import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { NotNow } from '../../../../kernel/web/pieces/not-now.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readApplication } from '../../application/contract.ts'
import { ApplicationForm } from './application-form.tsx'

/** The guided form of an application, while it may be changed. */
export function EditApplicationPage() {
  const { t } = useWords()
  const id = useParam('id')
  const query = useCall(readApplication, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(application) =>
        application.can.includes('edit') ? (
          <ApplicationForm key={id} application={application} />
        ) : (
          <NotNow
            title={t('establishment.form.not_editable')}
            text={t('establishment.form.not_editable_text')}
            to={`/establishment/applications/${id}`}
            open={t('establishment.form.open')}
          />
        )
      }
    </Loaded>
  )
}
