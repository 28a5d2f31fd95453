import { readFile } from 'node:fs/promises'
import { newId } from '../../../../kernel/db/new-id.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import { cleanName } from '../../../../kernel/files/clean-name.ts'
import { spoolDir } from '../../../../kernel/files/spool.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { UploadedFile } from '../../../../kernel/http/upload.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { limits } from '../../../../kernel/sheet/reading/limits.ts'
import { findMapping } from '../../../../kernel/sheet/remembered.ts'
import type { Mapping } from '../mapping/contract.ts'
import { readFacts } from './in-thread.ts'
import { mappings } from './map.ts'

/**
 * Takes a file of organisations: reads it, and proposes the mapping used for such a file before, or a guess. Nothing
 * enters the network yet. Throws `refused` for what can't be read.
 */
export async function uploadNetwork(
  ctx: Ctx,
  { file, under_id }: { file: UploadedFile; under_id?: string | undefined },
): Promise<string> {
  const megabytes = Math.floor(limits.file_bytes / 1_000_000)
  if (file.size > limits.file_bytes) throw refused('sheet.reading.file_too_large', { megabytes })
  if (!ctx.reach.all) throw refused('establishment.network.errors.whole_network')
  const under = await getOrganisation(ctx, under_id ?? (await headquartersId(ctx)))
  if (under.life === 'closed') throw refused('establishment.network.errors.root_closed', { name: under.name })
  const { guess, columns, ...facts } = await readFacts({ path: file.path, dir: spoolDir(ctx.app.filesDir) })
  const headers = { table: mappings, org_id: under.id, signature: facts.signature }
  const remembered = await findMapping<Mapping>(ctx, headers)
  const id = newId()
  const file_name = cleanName(file.name, facts.format === 'xlsx' ? ['xlsx'] : ['csv', 'txt', 'tsv'])
  const bytes = await readFile(file.path)
  await ctx.tx
    .insertInto('establishment.network_import')
    .values({
      ...facts,
      ...{ org_id: under.id, id, file_name, bytes },
      columns: JSON.stringify(columns),
      mapping: JSON.stringify(remembered ?? guess.mapping),
      guessed: JSON.stringify(remembered ? {} : guess.because),
      remembered: remembered !== undefined,
      uploaded_by: ctx.actor.person_id,
      created_at: ctx.now,
    })
    .execute()
  ctx.record({
    action: 'establishment.network_import.upload',
    ...{ org_id: under.id, subject_type: 'network_import', subject_id: id, title: file_name },
    diff: { rows: [null, facts.row_count] },
  })
  return id
}

async function headquartersId({ tx }: Ctx): Promise<string> {
  const { id } = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  return id
}
