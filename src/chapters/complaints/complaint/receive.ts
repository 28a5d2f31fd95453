import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { issueNumber } from '../../../kernel/numbering/issue.ts'
import { getOrganisation } from '../../../kernel/org/organisation.ts'
import { hashOfCode, makeCode } from '../../../kernel/pages/secret-code.ts'
import { indexEntry } from '../../../kernel/search/index-entry.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import { noteCounts } from '../analysis/tally/note.ts'
import { startClocks } from '../clocks/keep.ts'
import type { Complainant, Facts } from './contract.ts'
import { checkFacts } from './facts.ts'
import { giveTo, letSuperiorsAssign } from './handling/give.ts'
import { recordOn } from './life/move.ts'
import { type Complaint, linkOf, lockComplaint, subjectType } from './life/row.ts'
import { numberOf } from './number.ts'
import { unwordedSubject } from './unworded.ts'
import type { Channel } from './words/contract.ts'

export type Received = Omit<Facts, 'cause_key' | 'subject'> & {
  /** Null where the customer entered it: it is called by its kind and service until a handler words it. */
  subject: string | null
  org_id: string
  channel: Channel
  description: string
  complainant: Complainant
  handler_id?: string | null
  /** When the customer said it; now unless told. */
  received_at?: Date
}

/**
 * Takes a complaint in, whichever way it came: five channels lead to one number. Its clocks start, and it waits for its
 * handler, or for somebody to name one. The code is given to the customer and kept nowhere.
 */
export async function receiveComplaint(
  ctx: Ctx,
  { org_id, complainant, handler_id = null, received_at = ctx.now, subject, ...given }: Received,
): Promise<{ id: string; number: string; code: string }> {
  const organisation = await getOrganisation(ctx, org_id)
  const { service_version, kind_version } = await checkFacts(ctx, organisation, given)
  const terms = { service_version, kind_version }
  const { currency } = await readCompanySettings(ctx.tx)
  const id = newId()
  const year = dayIn(organisation.time_zone, received_at).slice(0, 4)
  const { text: number } = await issueNumber(ctx, {
    ...{ series: subjectType, period: year, subject_type: subjectType, subject_id: id },
    format: (n) => numberOf(year, n),
  })
  const code = makeCode()
  await ctx.tx
    .insertInto('complaints.complaint')
    .values({
      ...{ org_id, id, number, state: 'received', currency, ...given, ...terms },
      ...{
        subject: subject ?? (await unwordedSubject(ctx, { ...given, ...terms })),
        worded: subject !== null,
      },
      ...{ received_at, received_by: ctx.actor.person_id, tracking_hash: hashOfCode(number, code) },
    })
    .execute()
  await ctx.tx
    .insertInto('complaints.complainant')
    .values({ org_id, complaint_id: id, ...complainant })
    .execute()
  const complaint = await lockComplaint(ctx, { id })
  await noteCounts(ctx, null, complaint)
  recordOn(ctx, complaint, 'create', {
    diff: { channel: [null, given.channel], severity: [null, given.severity] },
  })
  await startClocks(ctx, complaint)
  await indexComplaint(ctx, complaint)
  if (handler_id) await giveTo(ctx, complaint, handler_id)
  else await letSuperiorsAssign(ctx, complaint)
  return { id, number, code }
}

/** Found by number and by what it says; never by who complained. */
export async function indexComplaint(ctx: Ctx, { org_id, id, number, ...complaint }: Complaint) {
  await indexEntry(ctx, {
    ...{ org_id, id, subject_type: subjectType, number, link: linkOf(id) },
    ...{ title: complaint.subject, text: complaint.description, came_at: complaint.received_at },
    title_en: complaint.worded ? null : await unwordedSubject(ctx, complaint, 'en'),
  })
}
