import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import type { PremisesFacts } from '../../registry/contract.ts'
import type { ChangeKind } from '../kinds/contract.ts'

/** What a filing is called: what it is about, and which organisation. */
export function useChangeTitle() {
  const { t } = useWords()
  const named = useOrganisationName()
  return (kind: ChangeKind, org: Parameters<typeof named>[0]) =>
    t('establishment.change.page.titled', { kind: t(`establishment.change.kind.${kind}`), name: named(org) })
}

export type ChangeField =
  | keyof PremisesFacts
  | 'name'
  | 'name_en'
  | 'parent'
  | 'head'
  | 'effective_on'
  | 'life'
  | 'closed_on'
  | 'custodian'
  | 'records_place'

/** A value of a field as it is read. */
export function useChangeValue(): (field: string, value: unknown) => ReactNode {
  const { t, formats } = useWords()
  return (field, value) => {
    if (value === null || value === undefined || value === '') return '—'
    if (field === 'tenure') return t(`establishment.registry.tenures.${value as 'owned' | 'leased' | 'lent'}`)
    if (field === 'life') return t(`org.life.${value as OrganisationLife}`)
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return formats.date(value)
    if (typeof value === 'number') return formats.number(value)
    return String(value)
  }
}
