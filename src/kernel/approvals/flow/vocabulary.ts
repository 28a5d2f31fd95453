import type { Ctx } from '../../http/context.ts'
import { listGroupNames } from '../group/members.ts'
import { describeSubjects } from '../kinds.ts'

/** What flows are made of, for those who write them. */
export async function readVocabulary({ tx, language }: Ctx) {
  const roles = await tx
    .selectFrom('kernel.role')
    .select(['key', 'title', 'title_en'])
    .orderBy('key')
    .execute()
  return { subject_types: describeSubjects(language), roles, groups: await listGroupNames(tx) }
}
