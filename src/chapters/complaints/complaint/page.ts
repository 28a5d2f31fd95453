import { namesOf } from '../../../kernel/approvals/request/names.ts'
import { calendarOf } from '../../../kernel/calendar/calendar-of.ts'
import { dayIn } from '../../../kernel/calendar/working-days.ts'
import { listFiles } from '../../../kernel/files/read.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { actionsFrom } from '../../../kernel/lifecycle/lifecycle.ts'
import { readNames } from '../../../kernel/org/list.ts'
import { getOrganisation } from '../../../kernel/org/organisation.ts'
import { type Clock, leftAt, pausedAt } from '../clocks/clock.ts'
import { readClocks } from '../clocks/keep.ts'
import type { MailShown } from '../mail/contract.ts'
import { showMails } from '../mail/show.ts'
import { findRating, showRulings } from '../ruling/show.ts'
import { standardIn } from '../terms/rows.ts'
import { hasCode, mayRenewCode } from './code/renew.ts'
import { type Complainant, type ComplaintPage, complaintActions } from './contract.ts'
import { silentFrom } from './handling/accept.ts'
import { findRemedy, mayCheck, mayFinish } from './handling/remedy.ts'
import { tiesOf } from './life/concerned.ts'
import { complaintLifecycle, type Tie } from './life/lifecycle.ts'
import { type Complaint, getComplaint, subjectOf } from './life/row.ts'
import { maskComplainant } from './mask.ts'
import { showComplaints } from './show.ts'
import { findRelated, findSimilar } from './similar/find.ts'
import { subjectToCustomer } from './unworded.ts'
import { clockKinds } from './words/contract.ts'

/**
 * Everything about one complaint, and what the reader may do with it. Invariant: nothing of it tells whom it concerns who
 * complained, not even masked: of a few customers two letters of a name are enough.
 */
export async function readComplaintPage(ctx: Ctx, id: string): Promise<ComplaintPage> {
  const complaint = await getComplaint(ctx, id)
  const [listed] = await showComplaints(ctx, [complaint])
  const { due_at: _due, minutes_left: _left, ...head } = listed!
  const { time_zone } = await getOrganisation(ctx, complaint.org_id)
  const { description, service_key, cause_key, answer, extensions, reopenings, version } = complaint
  const found = await findComplainant(ctx, complaint)
  const ties = await tiesOf(ctx, complaint)
  const concerned = ties.includes('concerned')
  const mails: Awaited<ReturnType<typeof showMails>> = concerned ? new Map() : await showMails(ctx, complaint)
  const files = await listFiles(ctx, subjectOf(complaint))
  return {
    ...head,
    ...{ description, service_key, cause_key, answer, extensions, reopenings, version },
    subject_to_customer: await subjectToCustomer(ctx, found?.language ?? ctx.language, complaint),
    service_standard: await readStandard(ctx, complaint),
    complainant: found && !concerned ? maskComplainant(found) : null,
    clocks: await showClocks(ctx, complaint),
    mail: mails.get(null) ?? null,
    messages: await showMessages(ctx, complaint, { mails, ties }),
    // What the customer sent may say who they are.
    files: concerned ? files.filter(({ uploaded_by }) => uploaded_by !== null) : files,
    remedy: await showRemedy(ctx, complaint),
    rulings: await showRulings(ctx, complaint),
    rating: await findRating(ctx, complaint),
    silent_from: await silentFrom(ctx, complaint),
    acknowledged_at: complaint.acknowledged_at,
    resolved_at: complaint.resolved_at,
    closed_at: complaint.closed_at,
    went_to: complaint.went_to ? await findOther(ctx, complaint.went_to) : null,
    came_from: await findOrigin(ctx, complaint),
    merged: concerned ? [] : await findMerged(ctx, complaint),
    similar: concerned ? [] : await findSimilar(ctx, complaint),
    related: concerned ? [] : await findRelated(ctx, complaint),
    unread: complaint.handler_id === ctx.actor.person_id && complaint.read_at === null,
    today: dayIn(time_zone, ctx.now),
    can: await actionsFor(ctx, complaint, { ties, known: found !== null }),
  }
}

export async function findComplainant(ctx: Ctx, { org_id, id }: Complaint): Promise<Complainant | null> {
  const row = await ctx.tx
    .selectFrom('complaints.complainant')
    .select(['name', 'phone', 'email', 'language'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  return row && (row.name || row.phone || row.email) ? (row as Complainant) : null
}

/** The standard as it was on the day of the service. */
async function readStandard(ctx: Ctx, { service_key, service_version }: Complaint): Promise<string | null> {
  if (!service_key) return null
  const row = await ctx.tx
    .selectFrom('complaints.service')
    .selectAll()
    .where('key', '=', service_key)
    .where('version', '=', service_version)
    .executeTakeFirstOrThrow()
  return standardIn(ctx.language, row)
}

async function showClocks(ctx: Ctx, complaint: Complaint): Promise<ComplaintPage['clocks']> {
  const calendar = await calendarOf(ctx, complaint.org_id)
  const minutes = (ms: number) => Math.round(ms / 60_000)
  const kept = await readClocks(ctx, complaint)
  return clockKinds.flatMap((kind) => {
    const clock = kept.find((one) => one.kind === kind)
    if (!clock) return []
    return {
      ...{ kind, standing: standingOf(clock), due_at: clock.due_at },
      minutes_left: minutes(leftAt(calendar, clock, ctx.now)),
      limit_minutes: minutes(clock.limit_ms),
      paused_minutes: minutes(pausedAt(calendar, clock, ctx.now)),
    }
  })
}

function standingOf({ running_since, paused_since }: Clock): 'running' | 'paused' | 'stopped' {
  if (running_since) return 'running'
  return paused_since ? 'paused' : 'stopped'
}

/**
 * Notes are for those who handle it: whom it concerns sees their own alone, nor what came from another customer with a
 * merged complaint.
 */
async function showMessages(
  ctx: Ctx,
  { org_id, id }: Complaint,
  { mails, ties }: { mails: Map<string | null, MailShown>; ties: Tie[] },
): Promise<ComplaintPage['messages']> {
  const all = await ctx.tx
    .selectFrom('complaints.message')
    .select(['id', 'kind', 'text', 'author_id', 'merged', 'created_at'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const rows = ties.includes('concerned')
    ? all
        .filter(({ kind, author_id }) => kind !== 'note' || author_id === ctx.actor.person_id)
        .filter(({ kind, merged }) => kind !== 'from_other' || merged === null)
        .map((row) => ({ ...row, merged: null }))
    : all
  const person = await namesOf(
    ctx,
    rows.flatMap(({ author_id }) => author_id ?? []),
  )
  return rows.map(({ author_id, kind, ...row }) => ({
    ...row,
    kind: kind as ComplaintPage['messages'][number]['kind'],
    author: author_id ? person(author_id) : null,
    mail: mails.get(row.id) ?? null,
  }))
}

async function showRemedy(ctx: Ctx, complaint: Complaint): Promise<ComplaintPage['remedy']> {
  const kept = await findRemedy(ctx, complaint)
  if (!kept) return null
  const { method, root_cause, action, owner_id, due_on, check_on, effective, finding, checked_at, done_at } =
    kept
  const person = await namesOf(ctx, [owner_id])
  return {
    ...{ root_cause, action, owner_id, due_on, check_on, effective, finding, checked_at, done_at },
    method: method as 'five_why' | 'category',
    owner: person(owner_id),
  }
}

async function findOther({ tx }: Ctx, id: string) {
  const row = await tx
    .selectFrom('complaints.complaint')
    .select(['id', 'number'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Also of before it was handed over, as far as the reader reaches. */
const findMerged = ({ tx }: Ctx, { id, came_from }: Complaint): Promise<ComplaintPage['merged']> =>
  tx
    .selectFrom('complaints.complaint')
    .select(['id', 'number'])
    .where('went_to', 'in', came_from ? [id, came_from] : [id])
    .where('state', '=', 'merged')
    .orderBy('number')
    .execute()

async function findOrigin(ctx: Ctx, { came_from }: Complaint): Promise<ComplaintPage['came_from']> {
  if (!came_from) return null
  const row = await ctx.tx
    .selectFrom('complaints.complaint')
    .select(['id', 'org_id'])
    .where('id', '=', came_from)
    .executeTakeFirst()
  if (!row) return null
  const organisation = (await readNames(ctx, [row.org_id])).get(row.org_id)!
  return { id: row.id, organisation }
}

const permissionOf: Partial<Record<(typeof complaintActions)[number], string>> = {
  assign: 'complaints.complaint.assign',
  edit: 'complaints.complaint.edit',
  reopen: 'complaints.complaint.reopen',
  transfer: 'complaints.complaint.transfer',
  merge: 'complaints.complaint.merge',
}

/** The buttons: what the actor may do with the complaint now. */
async function actionsFor(
  ctx: Ctx,
  complaint: Complaint,
  { ties, known }: { ties: Tie[]; known: boolean },
): Promise<ComplaintPage['can']> {
  const { org_id, state, handler_id } = complaint
  const open = new Set<string>(actionsFrom(complaintLifecycle, state, ties))
  const may = (permission: string) => ctx.may(permission, org_id)
  const steps = complaintActions.filter((action) => {
    if (action === 'extend' && (state === 'proposed' || complaint.extensions >= 2)) return false
    return open.has(action) && may(permissionOf[action] ?? 'complaints.complaint.handle')
  })
  return [
    ...steps,
    ...(handler_id === null && open.has('assign') && may('complaints.complaint.handle')
      ? (['take'] as const)
      : []),
    'note',
    ...(known && !ties.includes('concerned') && may('complaints.complaint.unmask')
      ? (['unmask'] as const)
      : []),
    ...(hasCode(complaint) && !ties.includes('concerned') && mayRenewCode(ctx, complaint)
      ? (['renew_code'] as const)
      : []),
    ...(open.has('edit') && may('complaints.complaint.handle') ? (['attach'] as const) : []),
    ...((await mayFinish(ctx, complaint)) ? (['finish'] as const) : []),
    ...((await mayCheck(ctx, complaint)) ? (['check'] as const) : []),
  ]
}
