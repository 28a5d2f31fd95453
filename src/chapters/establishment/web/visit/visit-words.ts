import type { Language } from '../../../../kernel/language/contract.ts'
import { nameIn } from '../../../../kernel/language/contract.ts'
import type { Words } from '../../../../kernel/language/web/words.tsx'
import type { SiteVisit } from '../../application/visit/contract.ts'

type Say = Words['t']

/** How far a visit is: planned, signed by one of its team, completed. */
export function visitWord(t: Say, { completed_at, visitors }: SiteVisit): string {
  if (completed_at) return t('establishment.record.visit.done')
  const signed = visitors.some(({ signed_at }) => signed_at !== null)
  return t(signed ? 'establishment.record.visit.half_signed' : 'establishment.record.visit.planned')
}

/** One of the team, and whether they signed. */
export function visitorName(t: Say, language: Language, visitor: SiteVisit['visitors'][number]): string {
  const name = nameIn(language, visitor)
  return visitor.signed_at ? t('establishment.record.visit.signed_by', { name }) : name
}
