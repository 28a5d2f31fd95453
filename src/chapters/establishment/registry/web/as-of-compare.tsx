import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type OrganisationPage, readOrganisation } from '../../../../kernel/org/contract.ts'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ChangeField, useChangeValue } from '../../change/web/change-words.tsx'
import { type Premises, type PremisesFacts, readPremises } from '../contract.ts'
import '../../web/plan/plan.css'

type Told = { organisation: OrganisationPage; premises: Premises | null }
const ofPremises = [
  ...(['address', 'province', 'city', 'postcode', 'phone', 'area'] as const),
  ...(['tenure', 'tenure_until', 'scope'] as const),
] satisfies (keyof PremisesFacts)[]

/** What of the day that is shown is different today, beside each other. */
export function AsOfCompare({ organisation, on }: { organisation: OrganisationPage; on: string }) {
  const params = { id: organisation.id }
  const now = useCall(readOrganisation, { params, query: {} })
  const premises = useCall(readPremises, { params, query: {} })
  const then = useCall(readPremises, { params, query: { on } })
  return (
    <Loaded of={then} kind="rows" rows={2}>
      {({ current: before }) => (
        <Loaded of={premises} kind="rows" rows={2}>
          {({ current: after }) => (
            <Loaded of={now} kind="rows" rows={2}>
              {(today) => (
                <Differences
                  before={{ organisation, premises: before }}
                  after={{ organisation: today, premises: after }}
                  day={on}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type Compared = { before: Told; after: Told; day: string }

function Differences({ before, after, day }: Compared) {
  const { t, formats } = useWords()
  const say = useTold()
  const [was, is] = [say(before), say(after)]
  const fields = (Object.keys(was) as ChangeField[]).filter((field) => was[field] !== is[field])
  // Of a day ahead what is decided was told before.
  const ahead = day > after.organisation.today
  if (fields.length === 0) return !ahead && <p>{t('establishment.registry.as_of_same')}</p>
  const columns = [
    t('establishment.change.page.field'),
    formats.date(day),
    t('establishment.registry.as_of_today'),
  ]
  return (
    <table className="plan-table as-of-compare">
      <caption>{t('establishment.registry.as_of_compare')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <td data-title={columns[0]}>{t(`establishment.change.field.${field}`)}</td>
            <td data-title={columns[1]}>
              <strong>{was[field]}</strong>
            </td>
            <td data-title={columns[2]}>{is[field]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is told of an organisation on a day, as it is read. */
function useTold(): (told: Told) => Partial<Record<ChangeField, ReactNode>> {
  const named = useOrganisationName()
  const say = useChangeValue()
  return ({ organisation: { name, name_en, above, head, life }, premises }) => {
    const parent = above.at(-1)
    return {
      name,
      name_en: say('name_en', name_en),
      parent: parent ? named(parent) : '—',
      head: head ? named(head) : '—',
      life: say('life', life),
      ...Object.fromEntries(ofPremises.map((field) => [field, say(field, premises?.[field])])),
    }
  }
}
