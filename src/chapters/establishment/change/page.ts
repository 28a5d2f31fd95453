import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { findRequestOf } from '../../../kernel/approvals/request/find.ts'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import { listFiles } from '../../../kernel/files/read.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { actionsFrom, isEnd } from '../../../kernel/lifecycle/lifecycle.ts'
import { type Blocked, readBlocking } from '../../../kernel/org/blocking.ts'
import type { OrganisationLife } from '../../../kernel/org/contract.ts'
import { getOrganisation, todayAt } from '../../../kernel/org/organisation.ts'
import { type ChangeAction, type ChangePage, changeActions } from './contract.ts'
import { type ChangeKind, correctable, type Proposal } from './kinds/contract.ts'
import { dayOf, type Given } from './kinds/kind.ts'
import { givenOf, kinds } from './kinds/kinds.ts'
import { changeLifecycle } from './life/lifecycle.ts'
import { type Change, getChange, subjectOf, tiesOf, typed } from './life/row.ts'

/** Everything about one filing of change, and what the reader may do with it. */
export async function readChangePage(ctx: Ctx, id: string): Promise<ChangePage> {
  const change = await getChange(ctx, id)
  const organisation = await getOrganisation(ctx, change.org_id)
  const given = givenOf(organisation, change)
  const kind = kinds[change.kind]
  const before = change.before ?? (await kind.readBefore(ctx, given))
  const after = await kind.readAfter(ctx, given)
  const request = await findRequestOf(ctx, subjectOf(change))
  const nameOf = await namesOf(ctx, [change.applicant_id])
  const {
    org_id: _org,
    applicant_id,
    request_id: _request,
    before: _before,
    corrects_id: _corrects,
    agreed_on: _agreed,
    ...facts
  } = change
  const { id: org_id, name, name_en, kind: org_kind, life } = organisation
  return {
    ...facts,
    org: { id: org_id, name, name_en, kind: org_kind, life },
    lines: Object.keys(after)
      .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
      .filter((line) => !isDeepStrictEqual(line.before, line.after)),
    held_up: change.held_up ? sayProblem(ctx, change.held_up as Told) : null,
    ...(await readCorrecting(ctx, change)),
    correctable: isCorrectable(ctx, change),
    hand_over: change.kind === 'head' && (await hasHandOver(ctx, change)),
    blocking: await readStillBlocking(ctx, given),
    files: await listFiles(ctx, subjectOf(change)),
    applicant: nameOf(applicant_id),
    approval: request ? { request_id: request.id, state: request.state } : null,
    today: todayAt(ctx, organisation),
    can: actionsFor(ctx, change),
  }
}

/** What is still to be settled before a closing that isn't carried out yet. */
async function readStillBlocking(ctx: Ctx, given: Given): Promise<Blocked[]> {
  const { organisation, change } = given
  if (change.kind !== 'close' || isEnd(changeLifecycle, change.state)) return []
  return readBlocking(ctx, { org_id: organisation.id, on: dayOf(ctx, given) })
}

const isCorrectable = (ctx: Ctx, { kind, state, org_id }: Change): boolean =>
  state === 'completed' &&
  (correctable as readonly string[]).includes(kind) &&
  ctx.may(kinds[kind].permission, org_id)

/** What it corrects, and what corrected it since. */
async function readCorrecting({ tx }: Ctx, { org_id, id, corrects_id }: Change) {
  const rows = await tx
    .selectFrom('establishment.change')
    .select(['id', 'number', 'state', 'corrects_id'])
    .where('org_id', '=', org_id)
    .where((row) => row.or([row('id', '=', corrects_id ?? id), row('corrects_id', '=', id)]))
    .orderBy('completed_at', 'desc')
    .execute()
  const named = (row: (typeof rows)[number]) => ({ id: row.id, number: row.number })
  const corrected = rows.find((row) => row.id === corrects_id)
  return {
    corrects: corrected ? named(corrected) : null,
    corrected_by: rows.filter((row) => row.corrects_id === id && row.state === 'completed').map(named),
  }
}

async function hasHandOver({ tx }: Ctx, { org_id, id }: Change): Promise<boolean> {
  const row = await tx
    .selectFrom('establishment.hand_over')
    .select('change_id')
    .where('org_id', '=', org_id)
    .where('change_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

type Told = { code: string; params: Record<string, unknown> }

const sayProblem = ({ language }: Ctx, { code, params }: Told) => translate(language, code, params)

const permissionOf: Record<ChangeAction, string> = {
  edit: 'establishment.change.create',
  submit: 'establishment.change.submit',
  withdraw: 'establishment.change.withdraw',
}

/** The buttons: what the actor may do with the filing now. */
function actionsFor(ctx: Ctx, change: Change): ChangeAction[] {
  const open = new Set<string>(actionsFrom(changeLifecycle, change.state, tiesOf(ctx, change)))
  return changeActions.filter((action) => open.has(action) && ctx.may(permissionOf[action], change.org_id))
}

/** What the caller may file about an organisation now, and what is under way there. */
export async function readOffered(ctx: Ctx, { id }: { id: string }) {
  const organisation = await getOrganisation(ctx, id)
  const rows = await ctx.tx
    .selectFrom('establishment.change')
    .selectAll()
    .where('org_id', '=', id)
    .where('state', 'in', ['in_review', 'more_wanted', 'in_handover', 'approved'])
    .orderBy('submitted_at')
    .execute()
  const open = rows.map(typed)
  return {
    kinds: kindsDuring(organisation.life).filter(
      (kind) =>
        // A correction begins at the filing it corrects.
        kind !== 'correction' &&
        ctx.may(kinds[kind].permission, id) &&
        !open.some(({ item }) => item === kinds[kind].item),
    ),
    open: open.map(({ id: change_id, number, kind, item, state, effective_on }) => ({
      ...{ id: change_id, number, kind, item, state, effective_on },
    })),
    records: organisation.life === 'closed' ? await readRecords(ctx, id) : null,
    today: todayAt(ctx, organisation),
  }
}

/** As the closing in force says it; an organisation closed before there were filings says nothing. */
async function readRecords(ctx: Ctx, org_id: string) {
  const row = await ctx.tx
    .selectFrom('establishment.change')
    .select('proposal')
    .where('org_id', '=', org_id)
    .where((change) =>
      change.or([change('kind', '=', 'close'), change(sql<string>`proposal #>> '{is,kind}'`, '=', 'close')]),
    )
    .where('state', '=', 'completed')
    .orderBy('completed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const said = row.proposal as Proposal<'close'> | Proposal<'correction'>
  const kept = ('is' in said ? said.is.proposal : said) as Proposal<'close'>
  const { custodian_id, records_place: place } = kept
  return { custodian: (await namesOf(ctx, [custodian_id]))(custodian_id), place }
}

const kindsDuring = (life: OrganisationLife) =>
  (Object.keys(kinds) as ChangeKind[]).filter((kind) => kinds[kind].during.includes(life))
