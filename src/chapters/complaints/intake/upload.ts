import { readFile } from 'node:fs/promises'
import { newId } from '../../../kernel/db/new-id.ts'
import { forbidden, refused } from '../../../kernel/errors/problem.ts'
import { cleanName } from '../../../kernel/files/clean-name.ts'
import { spoolDir } from '../../../kernel/files/spool.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { UploadedFile } from '../../../kernel/http/upload.ts'
import { inReach } from '../../../kernel/org/organisation.ts'
import { limits } from '../../../kernel/sheet/reading/limits.ts'
import { findMapping } from '../../../kernel/sheet/remembered.ts'
import { mappings } from './map.ts'
import { lookAtFile } from './reading/in-thread.ts'
import type { IntakeMapping } from './words/contract.ts'

/**
 * Takes a file of complaints: reads it, and proposes the mapping used for such a file before, or a guess. No complaint is
 * entered yet. Throws `refused` for what can't be read.
 */
export async function uploadComplaints(ctx: Ctx, { file }: { file: UploadedFile }): Promise<string> {
  const megabytes = Math.floor(limits.file_bytes / 1_000_000)
  if (file.size > limits.file_bytes) throw refused('sheet.reading.file_too_large', { megabytes })
  const org_id = await topOf(ctx)
  const { guess, columns, ...facts } = await lookAtFile({ path: file.path, dir: spoolDir(ctx.app.filesDir) })
  const remembered = await findMapping<IntakeMapping>(ctx, {
    table: mappings,
    org_id,
    signature: facts.signature,
  })
  const id = newId()
  const file_name = cleanName(file.name, facts.format === 'xlsx' ? ['xlsx'] : ['csv', 'txt', 'tsv'])
  const bytes = await readFile(file.path)
  await ctx.tx
    .insertInto('complaints.import')
    .values({
      ...{ ...facts, org_id, id, file_name, bytes },
      // Values of cells are no choice here, and many are personal.
      columns: JSON.stringify(columns.map((column) => ({ ...column, values: null }))),
      mapping: JSON.stringify(remembered ?? guess),
      remembered: remembered !== undefined,
      uploaded_by: ctx.actor.person_id,
      created_at: ctx.now,
    })
    .execute()
  ctx.record({
    action: 'complaints.import.upload',
    ...{ org_id, subject_type: 'complaints.import', subject_id: id, title: file_name },
    diff: { rows: [null, facts.row_count] },
  })
  return id
}

/** The topmost organisation where the caller may import; of several side by side the first by its code. */
async function topOf({ tx, reach }: Ctx): Promise<string> {
  const top = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where(inReach(reach))
    .orderBy((on) => on.fn('cardinality', ['path']))
    .orderBy('code')
    .limit(1)
    .executeTakeFirst()
  if (!top) throw forbidden()
  return top.id
}
