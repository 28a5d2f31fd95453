import { useWords } from '../../../../kernel/language/web/words.tsx'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { listPeople } from '../../../../kernel/people/contract.ts'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { useMay } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'

/** Who is to head it; where there is nobody to choose, what comes first. */
export function HeadFields({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const organisation = useCall(readOrganisation, { params: { id: org_id } })
  // Two, for one of them may be the head of today.
  const people = useCall(listPeople, { query: { limit: 2 } })
  const head = organisation.data?.head?.person_id
  const nobody = organisation.data && people.data?.items.every(({ id }) => id === head)
  if (nobody) return <NobodyYet />
  return (
    <Field
      name={['proposal', 'head_id']}
      label={t('establishment.change.field.head')}
      help={t('establishment.change.form.head_help')}
    >
      <PersonSelect />
    </Field>
  )
}

/** An empty list of names would leave the reader guessing. */
function NobodyYet() {
  const { t } = useWords()
  const may = useMay()
  const enters = may('people.person.create')
  return (
    <div className="notice" role="status">
      <h3>{t('establishment.change.form.nobody_to_head')}</h3>
      <p className="notice-text">
        {t(
          enters
            ? 'establishment.change.form.nobody_to_head_enter'
            : 'establishment.change.form.nobody_to_head_ask',
        )}
      </p>
      <div className="notice-actions">
        <GoButton type="primary" to={enters ? '/people/new' : '/people'}>
          {t(enters ? 'people.people.enter' : 'establishment.change.form.see_people')}
        </GoButton>
      </div>
    </div>
  )
}
