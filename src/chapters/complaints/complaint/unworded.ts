import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { readTitles } from '../terms/rows.ts'
import type { Complaint } from './life/row.ts'

type About = Pick<Complaint, 'kind' | 'kind_version' | 'service_key' | 'service_version'>

/** The language the company is run in. */
const language = 'zh-CN'

/**
 * The subject of what customers entered themselves until a handler words it: kind and service. Invariant: no word of the
 * customer's, for a subject outlives who complained, in lists and in the trail.
 */
export async function unwordedSubject({ tx }: Ctx, about: About): Promise<string> {
  const title = await readTitles({ tx, language })
  const matter = [
    title('kind', about.kind, about.kind_version),
    about.service_key && title('service', about.service_key, about.service_version),
  ]
  return translate(language, 'complaints.complaint.unworded', { matter: matter.filter(Boolean).join(' · ') })
}
