import { type Selectable, sql } from 'kysely'
import type { EstablishmentNetworkImport } from '../../../../../db/types.ts'
import { type Page, pageByKey } from '../../../../kernel/db/keyset.ts'
import { ownerOf } from '../../../../kernel/db/lock.ts'
import { notFound, refused, stale } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { JobState } from '../../../../kernel/jobs/contract.ts'
import { nameIn } from '../../../../kernel/language/contract.ts'
import type { OrganisationKind } from '../../../../kernel/org/contract.ts'
import type { ListedImport, NetworkImport } from '../contract.ts'
import type { Summary } from '../dry-run/contract.ts'
import type { Mapping } from '../mapping/contract.ts'

/** Everything but the file itself. */
export type ImportRecord = Omit<Selectable<EstablishmentNetworkImport>, 'bytes'>

const columns = [
  ...(['org_id', 'id', 'file_name', 'format', 'encoding', 'row_count', 'columns', 'signature'] as const),
  ...(['mapping', 'guessed', 'remembered', 'state', 'job_id', 'job_does', 'summary', 'result'] as const),
  ...(['uploaded_by', 'checked_at', 'imported_at', 'version', 'created_at', 'levels_print'] as const),
]

/** An import within reach. Throws `not_found`. */
export async function getImport({ tx }: Ctx, id: string): Promise<ImportRecord> {
  const found = await tx
    .selectFrom('establishment.network_import')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** The same, locked, as the caller saw it and with no job at work on it. Throws `stale` or `refused`. */
export async function lockImport(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<ImportRecord> {
  const found = await ctx.tx
    .selectFrom('establishment.network_import')
    .select(columns)
    .where('org_id', '=', await ownerOf(ctx.tx, 'establishment.network_import', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.state === 'imported') throw refused('establishment.network.errors.already_applied')
  if (isOpen((await jobOf(ctx, found))?.state)) throw refused('establishment.network.errors.still_running')
  if (found.version !== version) throw stale()
  return found
}

const isOpen = (state: string | undefined) => state === 'waiting' || state === 'running'

const jobOf = async ({ tx }: Ctx, { org_id, job_id }: ImportRecord) =>
  job_id
    ? tx
        .selectFrom('kernel.job')
        .select(['id', 'state', 'requested_by'])
        .where('org_id', '=', org_id)
        .where('id', '=', job_id)
        .executeTakeFirst()
    : undefined

export async function showImport(ctx: Ctx, id: string): Promise<NetworkImport> {
  const found = await getImport(ctx, id)
  const { org_id, uploaded_by, job_id, job_does, signature, ...rest } = found
  const under = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en', 'kind'])
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  const job = await jobOf(ctx, found)
  const free = found.state !== 'imported' && !isOpen(job?.state)
  return {
    ...rest,
    format: rest.format as NetworkImport['format'],
    state: rest.state as NetworkImport['state'],
    under: { ...under, kind: under.kind as OrganisationKind },
    columns: rest.columns as NetworkImport['columns'],
    mapping: rest.mapping as Mapping,
    guessed: rest.guessed as NetworkImport['guessed'],
    summary: rest.summary as Summary | null,
    result: rest.result as NetworkImport['result'],
    job: job
      ? {
          id: job.id,
          does: job_does as 'check' | 'import',
          state: job.state as JobState,
          mine: job.requested_by === ctx.actor.account_id,
        }
      : null,
    uploaded_by_name: await nameOf(ctx, uploaded_by),
    can: free ? (rest.state === 'checked' ? ['map', 'check', 'import'] : ['map', 'check']) : [],
  }
}

async function nameOf({ tx, language }: Ctx, personId: string | null): Promise<string | null> {
  if (!personId) return null
  const person = await tx
    .selectFrom('kernel.person')
    .select(['name', 'name_en'])
    .where('id', '=', personId)
    .executeTakeFirst()
  return person ? nameIn(language, person) : null
}

export async function listImports(
  { tx, language }: Ctx,
  paging: { after?: string | undefined; limit: number },
): Promise<Page<ListedImport>> {
  const query = tx
    .selectFrom('establishment.network_import as i')
    .leftJoin('kernel.person as p', 'p.id', 'i.uploaded_by')
    .select(['i.id', 'file_name', 'row_count', 'state', 'i.created_at', 'imported_at', 'result'])
    .select(
      language === 'en'
        ? sql<string | null>`coalesce(nullif(p.name_en, ''), p.name)`.as('uploaded_by_name')
        : 'p.name as uploaded_by_name',
    )
  const page = await pageByKey(
    tx,
    query as never,
    [
      { by: 'i.created_at' as never, as: 'created_at', direction: 'desc' },
      { by: 'i.id' as never, as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return page as unknown as Page<ListedImport>
}
