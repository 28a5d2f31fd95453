import { lockRequestOf } from '../../../kernel/approvals/request/find.ts'
import { notFound, refused } from '../../../kernel/errors/problem.ts'
import { confideFiles } from '../../../kernel/files/confide.ts'
import type { StoredFile } from '../../../kernel/files/contract.ts'
import { listFiles } from '../../../kernel/files/read.ts'
import { removeFile } from '../../../kernel/files/remove.ts'
import { type FileToKeep, storeFile } from '../../../kernel/files/store.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { judgeAnew } from './file.ts'
import { lockConcerned } from './kinds/kinds.ts'
import { checkAction, recordOn } from './life/move.ts'
import { type Change, getChange, lockChange, subjectOf, subjectType } from './life/row.ts'

/** More than anybody reads before deciding. */
const most = 30

/** Files something with a draft, with what was sent back, or with what is in approval: there the votes become void. */
export async function attachPaper(
  ctx: Ctx,
  { id, file }: { id: string; file: FileToKeep },
): Promise<StoredFile> {
  return changePapers(ctx, id, async (change) => {
    if ((await listFiles(ctx, subjectOf(change))).length >= most)
      throw refused('establishment.change.errors.too_many_papers', { most })
    const stored = await storeFile(ctx, { ...subjectOf(change), ...file })
    await recordOn(ctx, change, 'attach', {
      diff: { file: [null, stored.name], sha256: [null, stored.sha256] },
    })
    return stored
  })
}

/** Takes one away again, as long as the filing may be changed; its bytes and its trail entries stay. */
export async function detachPaper(ctx: Ctx, { id, file_id }: { id: string; file_id: string }): Promise<void> {
  await changePapers(ctx, id, async (change) => {
    const file = (await listFiles(ctx, subjectOf(change))).find((one) => one.id === file_id)
    if (!file) throw notFound()
    await removeFile(ctx, { id: file_id })
    await recordOn(ctx, change, 'detach', { diff: { file: [file.name, null] } })
  })
}

/** The request is locked before the filing, as everywhere. */
async function changePapers<T>(ctx: Ctx, id: string, work: (change: Change) => Promise<T>): Promise<T> {
  await lockRequestOf(ctx, subjectOf(await getChange(ctx, id)))
  const change = await lockChange(ctx, { id })
  checkAction(ctx, change, 'edit')
  const organisation = await lockConcerned(ctx, change)
  const answer = await work(change)
  await ctx.tx
    .updateTable('establishment.change')
    .set({ version: change.version + 1 })
    .where('org_id', '=', change.org_id)
    .where('id', '=', id)
    .execute()
  if (change.state === 'in_review') await judgeAnew(ctx, organisation, id)
  return answer
}

/** What is agreed to of the papers filed: which they are, by name and content; nothing where there are none. */
export async function readPaperHashes(
  ctx: Ctx,
  change: Change,
): Promise<{ files?: Record<string, string>[] }> {
  const files = await listFiles(ctx, subjectOf(change))
  return files.length > 0 ? { files: files.map(({ name, sha256 }) => ({ name, sha256 })) } : {}
}

/** Whoever has the id of a paper only: as on the page of the filing, a draft's to its applicant alone. */
export function confidePapers(): void {
  confideFiles(subjectType, async (ctx, { org_id, subject_id }) => {
    if (!ctx.may('establishment.change.read', org_id)) return false
    await getChange(ctx, subject_id)
    return true
  })
}
