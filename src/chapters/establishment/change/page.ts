import { isDeepStrictEqual } from 'node:util'
import { findRequestOf } from '../../../kernel/approvals/request/find.ts'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { actionsFrom } from '../../../kernel/lifecycle/lifecycle.ts'
import type { OrganisationLife } from '../../../kernel/org/contract.ts'
import { getOrganisation, todayAt } from '../../../kernel/org/organisation.ts'
import { type ChangeAction, type ChangePage, changeActions } from './contract.ts'
import type { ChangeKind } from './kinds/contract.ts'
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
  const { org_id: _org, applicant_id, request_id: _request, before: _before, ...facts } = change
  const { id: org_id, name, name_en, kind: org_kind, life } = organisation
  return {
    ...facts,
    org: { id: org_id, name, name_en, kind: org_kind, life },
    lines: Object.keys(after)
      .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
      .filter((line) => !isDeepStrictEqual(line.before, line.after)),
    held_up: change.held_up ? sayProblem(ctx, change.held_up as Told) : null,
    applicant: nameOf(applicant_id),
    approval: request ? { request_id: request.id, state: request.state } : null,
    today: todayAt(ctx, organisation),
    can: actionsFor(ctx, change),
  }
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
    .where('state', 'in', ['in_review', 'more_wanted', 'approved'])
    .orderBy('submitted_at')
    .execute()
  const open = rows.map(typed)
  return {
    kinds: kindsDuring(organisation.life).filter(
      (kind) => ctx.may(kinds[kind].permission, id) && !open.some(({ item }) => item === kinds[kind].item),
    ),
    open: open.map(({ id: change_id, number, kind, item, state, effective_on }) => ({
      ...{ id: change_id, number, kind, item, state, effective_on },
    })),
    today: todayAt(ctx, organisation),
  }
}

const kindsDuring = (life: OrganisationLife) =>
  (Object.keys(kinds) as ChangeKind[]).filter((kind) => kinds[kind].during.includes(life))
