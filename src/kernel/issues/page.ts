import { sql } from 'kysely'
import { namesOf } from '../approvals/request/names.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { actionsFrom } from '../lifecycle/lifecycle.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'
import { titlesFor } from '../search/titles.ts'
import {
  type IssueAction,
  type IssuePage,
  issueActions,
  type MeasuredIssue,
  mostExtensions,
} from './acts/contract.ts'
import { type Extension, listExtensions } from './extension/row.ts'
import { waitsFor } from './life/ask.ts'
import { issueLifecycle } from './life/lifecycle.ts'
import { tiesOf } from './life/rectifiers.ts'
import { getIssue, type Issue, linkOf } from './life/row.ts'
import { hasEvidence } from './settle.ts'

/** Everything about one issue, what is next and whose it is, and what the reader may do. */
export async function readIssuePage(ctx: Ctx, id: string): Promise<IssuePage> {
  const issue = await getIssue(ctx, id)
  const organisation = await getOrganisation(ctx, issue.org_id)
  const today = todayAt(ctx, organisation)
  const measures = await readMeasures(ctx, issue)
  const evidence = await readEvidence(ctx, issue)
  const extensions = await listExtensions(ctx, issue)
  const waiting = await waitsFor(ctx, issue)
  const { responsible_id, verifier_id, opened_by, submitted_by, verified_by } = issue
  const named = await namesOf(
    ctx,
    [
      ...[responsible_id, verifier_id, opened_by, submitted_by, verified_by, waiting?.person_id ?? null],
      ...[...measures.map((one) => one.person_id), ...evidence.map((one) => one.added_by)],
      ...extensions.map((one) => one.asked_by),
    ].filter((one) => one !== null),
  )
  const person = (one: string | null) => (one === null ? null : named(one))
  const titleOf = await titlesFor(ctx, [issue])
  const { org_id, number, kind, params, description, source, severity, clause, state } = issue
  const { due_on, nominal_due_on, original_due_on, plan, summary, ruling, reopenings, version, link } = issue
  const { opened_at, submitted_at, verified_at, closed_at } = issue
  return {
    ...{
      id,
      number,
      kind,
      description,
      source,
      severity,
      clause,
      state,
      due_on,
      nominal_due_on,
      original_due_on,
    },
    ...{ plan, summary, ruling, reopenings, version, opened_at, submitted_at, verified_at, closed_at, today },
    org: {
      ...{ id: org_id, name: organisation.name, name_en: organisation.name_en, kind: organisation.kind },
    },
    what: translate(ctx.language, kind, params),
    title: titleOf({ org_id, title: issue.title }),
    link: link === linkOf(id) ? null : link,
    overdue: state !== 'closed' && due_on < today,
    ...{ responsible: person(responsible_id), verifier: person(verifier_id) },
    ...{ opened_by: person(opened_by), submitted_by: person(submitted_by), verified_by: person(verified_by) },
    waits_for: person(waiting?.person_id ?? null),
    measures: measures.map(({ person_id, ...one }) => ({ ...one, person: named(person_id) })),
    evidence: evidence.map(({ added_by, file_id, name, type, size, ...one }) => ({
      ...one,
      file: file_id ? { id: file_id, name: name ?? '', type: type ?? '', size: Number(size ?? 0) } : null,
      added_by: person(added_by),
      earlier: issue.reopened_at !== null && one.added_at < issue.reopened_at,
    })),
    extensions: extensions.map(({ id: extension_id, from_on, until_on, reason, ...one }) => ({
      ...{ id: extension_id, from_on, until_on, reason, asked_at: one.asked_at, decided_at: one.decided_at },
      ...{ state: one.state as IssuePage['extensions'][number]['state'], asked_by: named(one.asked_by) },
    })),
    ...(await readRepeats(ctx, issue)),
    can: await actionsFor(ctx, issue, extensions),
  }
}

/** The same for whoever has a measure of its plan; `not_found` for everybody else. */
export async function readMeasuredIssue(ctx: Ctx, id: string): Promise<MeasuredIssue> {
  const page = await readIssuePage(ctx, id)
  if (!page.measures.some(({ person }) => person.id === ctx.actor.person_id)) throw notFound()
  return { ...page, readable: ctx.may('issues.issue.read', page.org.id) }
}

const readMeasures = ({ tx }: Ctx, { org_id, id }: Issue) =>
  tx
    .selectFrom('kernel.issue_measure')
    .select(['id', 'what', 'person_id', 'due_on', 'done_at'])
    .where('org_id', '=', org_id)
    .where('issue_id', '=', id)
    .orderBy(sql`done_at nulls last`)
    .orderBy('position')
    .execute()

const readEvidence = ({ tx }: Ctx, { org_id, id }: Issue) =>
  tx
    .selectFrom('kernel.issue_evidence as e')
    .leftJoin('kernel.file as f', (join) =>
      join.onRef('f.org_id', '=', 'e.org_id').onRef('f.id', '=', 'e.file_id'),
    )
    .select(['e.id', 'e.file_id', 'e.link', 'e.note', 'e.added_by', 'e.added_at'])
    .select(['f.name', 'f.type', 'f.size'])
    .where('e.org_id', '=', org_id)
    .where('e.issue_id', '=', id)
    .where('e.removed_at', 'is', null)
    .orderBy('e.added_at')
    .orderBy('e.id')
    .execute()

async function readRepeats({ tx }: Ctx, { org_id, id, repeat_of }: Issue) {
  const rows = await tx
    .selectFrom('kernel.issue')
    .select(['id', 'number', 'repeat_of'])
    .where('org_id', '=', org_id)
    .where((row) => row.or([row('repeat_of', '=', id), ...(repeat_of ? [row('id', '=', repeat_of)] : [])]))
    .orderBy('opened_at')
    .execute()
  const shown = ({ id: other, number }: { id: string; number: string }) => ({ id: other, number })
  const earlier = rows.find((row) => row.id === repeat_of)
  return {
    repeat_of: earlier ? shown(earlier) : null,
    repeats: rows.filter((row) => row.repeat_of === id).map(shown),
  }
}

const permissionOf: Record<IssueAction, string> = {
  notify: 'issues.issue.notify',
  plan: 'issues.issue.plan',
  start: 'issues.issue.plan',
  add_evidence: 'issues.issue.submit',
  submit: 'issues.issue.submit',
  verify: 'issues.issue.verify',
  return: 'issues.issue.verify',
  close: 'issues.issue.close',
  extend: 'issues.issue.extend',
  withdraw_extension: 'issues.issue.extend',
  edit: 'issues.issue.edit',
  reopen: 'issues.issue.reopen',
}

/** The buttons: what the actor may do with the issue now. */
async function actionsFor(ctx: Ctx, issue: Issue, extensions: Extension[]): Promise<IssueAction[]> {
  const open = new Set<string>(actionsFrom(issueLifecycle, issue.state, await tiesOf(ctx, issue)))
  const me = ctx.actor.person_id
  const running = extensions.find(({ state }) => state === 'in_review' || state === 'more_wanted')
  const granted = extensions.filter(({ state }) => state === 'approved').length
  const mine = running !== undefined && running.asked_by === me
  const extendable =
    issue.reopenings === 0 && (running ? mine && running.state === 'more_wanted' : granted < mostExtensions)
  if (!extendable) open.delete('extend')
  if (!mine) open.delete('withdraw_extension')
  if (issue.plan === '') open.delete('start')
  if (issue.verifier_id !== null && issue.verifier_id === me) open.delete('add_evidence')
  if (open.has('submit') && !(await hasEvidence(ctx, issue))) open.delete('submit')
  return issueActions.filter((action) => open.has(action) && ctx.may(permissionOf[action], issue.org_id))
}
