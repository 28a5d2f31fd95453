import type { Language } from '../../../../kernel/language/contract.ts'
import { findCandidates } from '../../../../kernel/people/web/find-people.ts'
import type { ApplicationPage } from '../../application/contract.ts'

/** Who may be of a visit's team: whoever may visit there, but neither the applicant nor the proposed head. */
export function findVisitors(
  language: Language,
  { org, applicant, proposed_head }: Pick<ApplicationPage, 'org' | 'applicant' | 'proposed_head'>,
) {
  const search = findCandidates(language, org.id, 'establishment.visit.edit')
  const barred = [applicant.id, proposed_head?.id]
  return async (text: string, signal: AbortSignal) =>
    (await search(text, signal)).filter(({ value }) => !barred.includes(value))
}
