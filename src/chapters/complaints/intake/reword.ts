import { sql } from 'kysely'
import { retitleRequests } from '../../../kernel/approvals/request/forget-words.ts'
import type { Ctx, Kernel } from '../../../kernel/http/context.ts'
import { asSystem } from '../../../kernel/http/open-context.ts'
import { retitleIssues } from '../../../kernel/issues/forget-found.ts'
import { retitleLetters } from '../../../kernel/mail/retitle.ts'
import { type Renamed, retitleTasks } from '../../../kernel/tasks/retitle.ts'
import { recordOn } from '../complaint/life/move.ts'
import { type Complaint, subjectType, typed } from '../complaint/life/row.ts'
import { indexComplaint } from '../complaint/receive.ts'
import { unwordedSubject } from '../complaint/unworded.ts'
import { rulingType } from '../ruling/row.ts'

type Import = { org_id: string; id: string }
type Brought = { line: number; org_id: string; complaint_id: string }

/**
 * An earlier release took the customer's first words where a file gave no subject. What nobody put into words since is
 * called by its kind and service, also in its tasks, approvals, issues and letters to staff, as what comes in today; the trail, which is
 * never changed, keeps what it said then. Run daily, each import once; a set in a transaction of its own. Gives how many
 * complaints there were.
 */
export async function rewordImported(kernel: Kernel, { set = 200 } = {}): Promise<number> {
  let count = 0
  for (;;) {
    const found = await asSystem(kernel, findNext, { readOnly: true })
    if (!found) return count
    let after = 0
    for (;;) {
      const rows = await asSystem(kernel, (ctx) => readBrought(ctx, found, { after, set }), {
        readOnly: true,
      })
      if (rows.length > 0) count += await asSystem(kernel, (ctx) => rewordThese(ctx, rows))
      if (rows.length < set) break
      after = rows.at(-1)!.line
    }
    await asSystem(kernel, (ctx) => note(ctx, found), { untrailed: 'Nothing of the import itself changes.' })
  }
}

const findNext = ({ tx }: Ctx): Promise<Import | undefined> =>
  tx
    .selectFrom('complaints.import')
    .select(['org_id', 'id'])
    .where('first_words', '=', true)
    .limit(1)
    .executeTakeFirst()

const note = ({ tx }: Ctx, { org_id, id }: Import) =>
  tx
    .updateTable('complaints.import')
    .set({ first_words: false })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()

/** Rows that became complaints and had no subject of their own. */
async function readBrought(
  { tx }: Ctx,
  { org_id, id }: Import,
  { after, set }: { after: number; set: number },
) {
  const { rows } = await sql<Brought>`
    select r.line, r.of_org_id org_id, r.complaint_id from complaints.import_row r
    join complaints.import i on i.org_id = r.org_id and i.id = r.import_id
    where r.org_id = ${org_id} and r.import_id = ${id} and r.does = 'create' and r.complaint_id is not null
      and (r.subject = '' or i.mapping -> 'columns' ->> 'subject' is null) and r.line > ${after}
    order by r.line limit ${set}`.execute(tx)
  return rows
}

async function rewordThese(ctx: Ctx, rows: Brought[]): Promise<number> {
  let count = 0
  for (const [org_id, ones] of Map.groupBy(rows, (row) => row.org_id)) {
    const ids = ones.map(({ complaint_id }) => complaint_id)
    const first = await readFirstWords(ctx, org_id, ids)
    count += await rewordAt(ctx, org_id, first)
  }
  if (count === 0) ctx.unchanged()
  return count
}

/** What each was called when it came in: its trail says so for good. */
async function readFirstWords({ tx }: Ctx, org_id: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('kernel.trail_entry')
    .select(['subject_id', 'subject_title'])
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subjectType)
    .where('subject_id', 'in', ids)
    .where('action', '=', 'complaints.complaint.import')
    .execute()
  return new Map(rows.map(({ subject_id, subject_title }) => [subject_id, subject_title ?? '']))
}

async function rewordAt(ctx: Ctx, org_id: string, first: Map<string, string>): Promise<number> {
  if (first.size === 0) return 0
  const ids = [...first.keys()]
  await lockRequests(ctx, org_id, ids)
  const rows = await ctx.tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const renamed: Renamed = []
  let count = 0
  for (const complaint of rows.map(typed)) {
    const was = first.get(complaint.id)!
    const unworded = complaint.worded && complaint.subject === was
    if (unworded) count++
    // What was opened before somebody worded it still says the first words.
    renamed.push({
      subject_id: complaint.id,
      was,
      is: unworded ? await reword(ctx, complaint) : complaint.subject,
    })
    // It went on at another organisation under the same name.
    if (complaint.state === 'transferred' && complaint.went_to)
      count += await rewordElsewhere(ctx, complaint.went_to, was)
  }
  await retitle(ctx, org_id, renamed)
  return count
}

/** Requests come before what they are about, so that nobody who decides one waits in a ring. */
async function lockRequests({ tx }: Ctx, org_id: string, complaint_ids: string[]): Promise<void> {
  const rulings = await rulingsOf({ tx }, org_id, complaint_ids)
  if (rulings.length === 0) return
  await tx
    .selectFrom('kernel.approval_request')
    .select('id')
    .where('org_id', '=', org_id)
    .where('subject_type', '=', rulingType)
    .where(
      'subject_id',
      'in',
      rulings.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
}

const rulingsOf = ({ tx }: Pick<Ctx, 'tx'>, org_id: string, complaint_ids: string[]) =>
  tx
    .selectFrom('complaints.ruling')
    .select(['id', 'complaint_id'])
    .where('org_id', '=', org_id)
    .where('complaint_id', 'in', complaint_ids)
    .execute()

async function rewordElsewhere(ctx: Ctx, id: string, was: string): Promise<number> {
  const there = await ctx.tx
    .selectFrom('complaints.complaint')
    .select('org_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return there ? rewordAt(ctx, there.org_id, new Map([[id, was]])) : 0
}

async function reword(ctx: Ctx, complaint: Complaint): Promise<string> {
  const subject = await unwordedSubject(ctx, complaint)
  const now = { ...complaint, subject, worded: false }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ subject, worded: false, version: complaint.version + 1 })
    .where('org_id', '=', complaint.org_id)
    .where('id', '=', complaint.id)
    .execute()
  // What went to another organisation is found there alone.
  if (complaint.state !== 'transferred') await indexComplaint(ctx, now)
  recordOn(ctx, now, 'reword')
  return subject
}

/** Also of what was put to approval about them, whose requests are called as they are. */
async function retitle(ctx: Ctx, org_id: string, renamed: Renamed): Promise<void> {
  if (renamed.length === 0) return
  const names = new Map(renamed.map((one) => [one.subject_id, one]))
  const rulings = await rulingsOf(ctx, org_id, [...names.keys()])
  const requests = rulings.map(({ id, complaint_id }) => ({ ...names.get(complaint_id)!, subject_id: id }))
  const retitled = [
    ...(await retitleTasks(ctx, { org_id, renamed })),
    ...(await retitleRequests(ctx, { org_id, renamed: requests })),
    ...(await retitleIssues(ctx, { org_id, renamed })),
  ]
  await retitleLetters(ctx, { org_id, retitled })
}
