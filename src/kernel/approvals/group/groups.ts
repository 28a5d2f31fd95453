import { headquartersOf } from '../../calendar/headquarters.ts'
import { newId } from '../../db/new-id.ts'
import { isUniqueViolation } from '../../db/transaction.ts'
import { forbidden, notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { namesOf } from '../request/names.ts'
import type { ApproverGroup } from './contract.ts'

type Content = { title: string; title_en: string | null; members: string[] }

export async function listGroups(ctx: Ctx): Promise<{ items: ApproverGroup[]; can: 'edit'[] }> {
  const rows = await ctx.tx
    .selectFrom('kernel.approver_group')
    .select(['id', 'title', 'title_en', 'archived_at', 'version'])
    .orderBy((by) => by('archived_at', 'is not', null))
    .orderBy('title')
    .execute()
  const members = await ctx.tx
    .selectFrom('kernel.approver_group_member')
    .select(['group_id', 'person_id'])
    .orderBy('position')
    .execute()
  const nameOf = await namesOf(
    ctx,
    members.map(({ person_id }) => person_id),
  )
  const items = rows.map((row) => ({
    ...row,
    members: members.filter(({ group_id }) => group_id === row.id).map(({ person_id }) => nameOf(person_id)),
  }))
  return { items, can: ctx.holds('approvals.flow.edit') ? ['edit'] : [] }
}

export async function getGroup(ctx: Ctx, id: string): Promise<ApproverGroup> {
  const { items } = await listGroups(ctx)
  const found = items.find((group) => group.id === id)
  if (!found) throw notFound()
  return found
}

export async function createGroup(ctx: Ctx, { members, ...content }: Content): Promise<ApproverGroup> {
  await refuseUnknown(ctx, members)
  const id = newId()
  await named(() =>
    ctx.tx
      .insertInto('kernel.approver_group')
      .values({ id, ...content })
      .execute(),
  )
  await writeMembers(ctx, id, members)
  return record(ctx, 'create', undefined, await getGroup(ctx, id))
}

/** Requests under way ask the members of the day on which their step opens. */
export async function editGroup(
  ctx: Ctx,
  {
    id,
    version,
    archived,
    members,
    ...content
  }: Content & { id: string; version: number; archived: boolean },
): Promise<ApproverGroup> {
  const locked = await ctx.tx
    .selectFrom('kernel.approver_group')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw notFound()
  if (locked.version !== version) throw stale()
  const before = await getGroup(ctx, id)
  await refuseUnknown(
    ctx,
    members.filter((person) => !before.members.some((member) => member.id === person)),
  )
  const archived_at = archived ? (before.archived_at ?? ctx.now) : null
  await named(() =>
    ctx.tx
      .updateTable('kernel.approver_group')
      .set({ ...content, archived_at, version: version + 1 })
      .where('id', '=', id)
      .execute(),
  )
  await ctx.tx.deleteFrom('kernel.approver_group_member').where('group_id', '=', id).execute()
  await writeMembers(ctx, id, members)
  return record(ctx, 'edit', before, await getGroup(ctx, id))
}

async function writeMembers({ tx }: Ctx, group_id: string, members: string[]) {
  const rows = [...new Set(members)].map((person_id, position) => ({ group_id, person_id, position }))
  await tx.insertInto('kernel.approver_group_member').values(rows).execute()
}

/** Only whoever may keep groups is told who is known: a right at headquarters, where they lie. */
async function refuseUnknown(ctx: Ctx, members: string[]) {
  if (!ctx.may('approvals.flow.edit', await headquartersOf(ctx))) throw forbidden()
  if (members.length === 0) return
  const known = await ctx.tx
    .selectFrom('kernel.person')
    .select('id')
    .where('id', 'in', members)
    .where('active', '=', true)
    .execute()
  if (known.length < new Set(members).size) throw refused('approvals.errors.unknown_member')
}

async function named(write: () => Promise<unknown>) {
  try {
    await write()
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('approvals.errors.group_title_taken')
    throw error
  }
}

/** Groups are the company's, as flows are: their trail is headquarters'. */
async function record(
  ctx: Ctx,
  verb: 'create' | 'edit',
  before: ApproverGroup | undefined,
  after: ApproverGroup,
): Promise<ApproverGroup> {
  const names = (group: ApproverGroup | undefined) => group?.members.map(({ name }) => name) ?? []
  ctx.record({
    action: `approvals.group.${verb}`,
    org_id: await headquartersOf(ctx),
    subject_type: 'approver_group',
    subject_id: after.id,
    title: after.title,
    diff: {
      title: [before?.title ?? null, after.title],
      members: [names(before), names(after)],
      archived: [before ? before.archived_at !== null : false, after.archived_at !== null],
    },
  })
  return after
}
