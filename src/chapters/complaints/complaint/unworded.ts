import type { Ctx } from '../../../kernel/http/context.ts'
import { type Language, languages } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { readTitles } from '../terms/rows.ts'
import type { Complaint } from './life/row.ts'

type About = Pick<Complaint, 'kind' | 'kind_version' | 'service_key' | 'service_version'>
type Named = About & Pick<Complaint, 'subject' | 'worded'>
type Titles = Awaited<ReturnType<typeof readTitles>>

/** The language the company is run in: in it a subject is stored. */
const companys = 'zh-CN'

/**
 * The subject of what customers entered themselves until a handler words it: kind and service. Invariant: no word of the
 * customer's, for a subject outlives who complained, in lists and in the trail.
 */
export async function unwordedSubject(
  { tx }: Pick<Ctx, 'tx'>,
  about: About,
  language: Language = companys,
): Promise<string> {
  const title = await readTitles({ tx, language })
  return translate(language, 'complaints.complaint.unworded', { matter: matterOf(title, about) })
}

/** Whether a subject is one of these, in whichever language it was read. */
export async function isUnworded(ctx: Pick<Ctx, 'tx'>, about: About, subject: string): Promise<boolean> {
  for (const language of languages) if (subject === (await unwordedSubject(ctx, about, language))) return true
  return false
}

/** What a complaint is called to whoever works here: titles in their language. */
export function subjectIn(language: Language, title: Titles, complaint: Named): string {
  if (complaint.worded) return complaint.subject
  return translate(language, 'complaints.complaint.unworded', { matter: matterOf(title, complaint) })
}

/** What it is called to the customer: that it is a complaint they know. */
export async function subjectToCustomer(
  { tx }: Pick<Ctx, 'tx'>,
  language: Language,
  complaint: Named,
): Promise<string> {
  if (complaint.worded) return complaint.subject
  return matterOf(await readTitles({ tx, language }), complaint)
}

const matterOf = (title: Titles, about: About) =>
  [
    title('kind', about.kind, about.kind_version),
    about.service_key && title('service', about.service_key, about.service_version),
  ]
    .filter(Boolean)
    .join(' · ')
