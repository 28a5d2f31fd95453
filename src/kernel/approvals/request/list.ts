import { type Expression, type SqlBool, sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import { containing } from '../../db/like.ts'
import type { Ctx } from '../../http/context.ts'
import { titlesFor } from '../../search/titles.ts'
import { signerStates } from '../engine/state.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import { kindOf } from '../kinds.ts'
import { standsInFor } from '../proxy/stands-in.ts'
import { countedIn } from '../statistics/pieces.ts'
import { listApprovalSubjects } from '../subjects.ts'
import type { ListedRequest } from './contract.ts'
import { fieldsShown } from './fields.ts'
import { readFlowNames } from './flow-names.ts'
import { namesOf } from './names.ts'
import type { RequestRow } from './rows.ts'

type Filter = Parameters<typeof countedIn>[0] & {
  q?: string | undefined
  state?: string | undefined
  subject_type?: string | undefined
  mine?: 'asked' | 'answered' | 'applied' | 'parked' | undefined
  after?: string | undefined
  limit: number
}

/** Requests the caller takes part in or may read, newest first. */
export async function listRequests(ctx: Ctx, filter: Filter): Promise<Page<ListedRequest>> {
  const owners = await standsInFor(ctx, personOf(ctx.actor))
  let query = ctx.tx.selectFrom('kernel.approval_request').selectAll().where(visibleTo(ctx, owners))
  if (filter.q) query = query.where(saying(filter.q))
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.subject_type) query = query.where('subject_type', '=', filter.subject_type)
  if (filter.mine) query = query.where(mineAs(personOf(ctx.actor), filter.mine, owners))
  query = query.where(countedIn(filter))
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'kernel.approval_request.opened_at', as: 'opened_at', direction: 'desc' },
      { by: 'kernel.approval_request.id', as: 'id' },
    ],
    filter,
  )
  return { ...page, items: await show(ctx, page.items, owners) }
}

const table = sql.table('kernel.approval_request')

/** The title as it is in English is found as well, by the name the matter has in the search. */
function saying(text: string): Expression<SqlBool> {
  const like = containing(text)
  return sql<SqlBool>`(${table}.subject_title ilike ${like} or ${table}.subject_number ilike ${like}
    or exists (select from kernel.person p where p.id = ${table}.applicant_id
      and (p.name ilike ${like} or p.name_en ilike ${like}))
    or exists (select from kernel.search_entry e where e.org_id = ${table}.org_id
      and e.id = ${table}.subject_id and e.title_en ilike ${like}))`
}

/** Invariant: the list holds what `checkVisible` would let through, and nothing else. */
export function visibleTo(ctx: Ctx, owners: string[]): Expression<SqlBool> {
  const me = personOf(ctx.actor)
  const read = listApprovalSubjects().map(({ type, read_permission }) => {
    const reach = ctx.reachOf(read_permission)
    return reach.all
      ? sql`${table}.subject_type = ${type}`
      : sql`${table}.subject_type = ${type} and ${table}.org_id = any(${reach.ids}::uuid[])`
  })
  const administered = ctx.reachOf('approvals.request.appoint')
  return sql<SqlBool>`(${sql.join(
    [
      mineAs(me, 'applied'),
      mineAs(me, 'signed'),
      mineAs(me, 'stood_in', owners),
      ...read.map((part) => sql`(${part})`),
      administered.all ? sql`true` : sql`${table}.org_id = any(${administered.ids}::uuid[])`,
    ],
    sql` or `,
  )})`
}

function mineAs(
  me: string,
  part: 'asked' | 'answered' | 'applied' | 'parked' | 'signed' | 'stood_in',
  owners: string[] = [],
): Expression<SqlBool> {
  if (part === 'applied') return sql<SqlBool>`${table}.applicant_id = ${me}`
  if (part === 'parked') {
    return sql<SqlBool>`exists (select from kernel.approval_step s where s.org_id = ${table}.org_id
      and s.request_id = ${table}.id and s.state = 'parked')`
  }
  const states = {
    asked: ['open'],
    answered: ['approved', 'rejected', 'returned'],
    stood_in: ['waiting', 'open'],
    signed: [...signerStates],
  }[part]
  const people = part === 'asked' || part === 'stood_in' ? [me, ...owners] : [me]
  return sql<SqlBool>`exists (select from kernel.approval_signer s where s.org_id = ${table}.org_id
    and s.request_id = ${table}.id and (s.person_id = any(${people}::uuid[]) and s.state = any(${states})
      or ${part !== 'asked'} and s.answered_by_id = ${me}))`
}

async function show(ctx: Ctx, rows: RequestRow[], owners: string[]): Promise<ListedRequest[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const lent = await lentAmong(ctx, rows, owners)
  const nameOf = await namesOf(ctx, [...rows.map((row) => row.applicant_id), ...owners])
  const organisations = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en'])
    .where('id', 'in', [...new Set(rows.map((row) => row.org_id))])
    .execute()
  const steps = await ctx.tx
    .selectFrom('kernel.approval_step')
    .select(['request_id', 'position', 'state', 'due_at'])
    .where('request_id', 'in', ids)
    .where('org_id', 'in', [...new Set(rows.map((row) => row.org_id))])
    .where('state', 'in', ['open', 'parked'])
    .execute()
  const overridden = await ctx.tx
    .selectFrom('kernel.approval_signer')
    .select('request_id')
    .where('request_id', 'in', ids)
    .where('org_id', 'in', [...new Set(rows.map((row) => row.org_id))])
    .where('origin', '=', 'override')
    .execute()
  const flows = await readFlowNames(
    ctx,
    rows.map(({ flow_version_id }) => flow_version_id),
  )
  const titleOf = await titlesFor(
    ctx,
    rows.map(({ org_id, subject_title: title }) => ({ org_id, title })),
  )
  const own = await readOwnSteps(ctx, ids, owners)
  return rows.map((row) => ({
    ...{ id: row.id, org_id: row.org_id, round: row.round, opened_at: row.opened_at, ended_at: row.ended_at },
    state: row.state as ListedRequest['state'],
    organisation: organisations.find(({ id }) => id === row.org_id) ?? {
      id: row.org_id,
      name: '',
      name_en: null,
    },
    flow: flows.get(row.flow_version_id) as ListedRequest['flow'],
    applicant: nameOf(row.applicant_id),
    overridden: overridden.some(({ request_id }) => request_id === row.id),
    acting_for: lent
      .filter(({ request_id }) => request_id === row.id)
      .map(({ person_id }) => nameOf(person_id)),
    subject: {
      ...{ type: row.subject_type, kind: kindOf(ctx.language, row.subject_type), id: row.subject_id },
      ...{ number: row.subject_number, title: titleOf({ org_id: row.org_id, title: row.subject_title }) },
      ...{ link: row.subject_link, version: row.subject_version, hash: row.subject_hash },
      fields: fieldsShown(
        row.flow as FlowDefinition,
        row.fields as ListedRequest['subject']['fields'],
        own.filter(({ request_id }) => request_id === row.id).map(({ position }) => position),
      ),
    },
    step: stepOf(
      row,
      steps.find((step) => step.request_id === row.id),
    ),
  }))
}

/** The open seats of those the caller stands in for, in matters the caller did not apply for. */
async function lentAmong({ tx, actor }: Ctx, rows: RequestRow[], owners: string[]) {
  const others = rows.filter(({ applicant_id }) => applicant_id !== actor.person_id)
  if (owners.length === 0 || others.length === 0) return []
  return tx
    .selectFrom('kernel.approval_signer')
    .select(['request_id', 'person_id'])
    .where('org_id', 'in', [...new Set(others.map(({ org_id }) => org_id))])
    .where(
      'request_id',
      'in',
      others.map(({ id }) => id),
    )
    .where('person_id', 'in', owners)
    .where('state', '=', 'open')
    .orderBy('position')
    .execute()
}

/** The steps of these requests at which the caller, or somebody the caller stands in for, is or was asked. */
function readOwnSteps(ctx: Ctx, requests: string[], owners: string[]) {
  return ctx.tx
    .selectFrom('kernel.approval_signer as g')
    .innerJoin('kernel.approval_step as s', (join) =>
      join.onRef('s.org_id', '=', 'g.org_id').onRef('s.id', '=', 'g.step_id'),
    )
    .select(['g.request_id', 's.position'])
    .where('g.person_id', 'in', [personOf(ctx.actor), ...owners])
    .where('g.request_id', 'in', requests)
    .execute()
}

function stepOf(row: RequestRow, current?: { position: number; state: string; due_at: string | null }) {
  const step = current && (row.flow as FlowDefinition).steps[current.position]
  if (!step) return null
  return {
    title: step.title,
    title_tw: step.title_tw,
    title_en: step.title_en,
    parked: current.state === 'parked',
    due_at: current.due_at,
  }
}
