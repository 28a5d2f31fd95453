import type { Tx } from '../../db/pool.ts'

/** Approver groups by name; those out of use keep theirs in the versions that name them. */
export async function listGroupNames(tx: Tx) {
  const rows = await tx
    .selectFrom('kernel.approver_group')
    .select(['id', 'title', 'title_en', 'archived_at'])
    .orderBy('title')
    .execute()
  return rows.map(({ archived_at, ...group }) => ({ ...group, in_use: archived_at === null }))
}

/** Who belongs to which group; those out of use keep their members for the versions that name them. */
export async function readMembers(tx: Tx): Promise<(groupId: string) => readonly string[]> {
  const rows = await tx
    .selectFrom('kernel.approver_group_member')
    .select(['group_id', 'person_id'])
    .orderBy('group_id')
    .orderBy('position')
    .execute()
  const members = Map.groupBy(rows, ({ group_id }) => group_id)
  return (groupId) => members.get(groupId)?.map(({ person_id }) => person_id) ?? []
}
