import { type Selectable, sql } from 'kysely'
import type { ComplaintsImport } from '../../../../db/types.ts'
import { type Page, pageByKey } from '../../../kernel/db/keyset.ts'
import { ownerOf } from '../../../kernel/db/lock.ts'
import { notFound, refused, stale } from '../../../kernel/errors/problem.ts'
import type { Spooled } from '../../../kernel/files/spool.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { JobState } from '../../../kernel/jobs/contract.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import type { OrganisationKind } from '../../../kernel/org/contract.ts'
import { spoolKeptFile } from '../../../kernel/sheet/kept-file.ts'
import type { ComplaintImport, ListedImport } from './contract.ts'
import type { Progress } from './progress.ts'
import type { IntakeMapping, IntakeSummary } from './words/contract.ts'

/** Everything but the file itself, of which only whether it was taken away. */
export type ImportRecord = Omit<Selectable<ComplaintsImport>, 'bytes' | 'first_words'> & {
  file_gone: boolean
}

const columns = [
  ...(['org_id', 'id', 'file_name', 'format', 'encoding', 'row_count', 'columns', 'signature'] as const),
  ...(['mapping', 'remembered', 'state', 'job_id', 'job_does', 'summary', 'progress', 'result'] as const),
  ...(['uploaded_by', 'checked_at', 'imported_at', 'version', 'created_at'] as const),
]

const gone = sql<boolean>`bytes is null`.as('file_gone')

/** Who uploaded a file has it, and sees everything in it. */
export const isOwn = ({ actor }: Ctx, { uploaded_by }: ImportRecord): boolean =>
  uploaded_by !== null && uploaded_by === actor.person_id

/** An import within reach. Throws `not_found`. */
export async function getImport({ tx }: Ctx, id: string): Promise<ImportRecord> {
  const query = tx.selectFrom('complaints.import').select(columns).select(gone).where('id', '=', id)
  const found = await query.executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** The same, locked, as the caller saw it, with its file and no job at work on it. Throws `stale` or `refused`. */
export async function lockImport(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<ImportRecord> {
  const found = await ctx.tx
    .selectFrom('complaints.import')
    .select(columns)
    .select(gone)
    .where('org_id', '=', await ownerOf(ctx.tx, 'complaints.import', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.state === 'imported') throw refused('complaints.import.errors.already_imported')
  if (found.file_gone) throw refused('complaints.import.errors.file_gone')
  if (isOpen((await jobOf(ctx, found))?.state)) throw refused('complaints.import.errors.still_running')
  if (found.version !== version) throw stale()
  return found
}

/** Its file, on the disk; whoever asks drops it. Throws `refused` where it was taken away. */
export function spoolFile(ctx: Ctx, { id, org_id, file_gone }: ImportRecord): Promise<Spooled> {
  if (file_gone) throw refused('complaints.import.errors.file_gone')
  return spoolKeptFile(ctx, { table: 'complaints.import', org_id, id })
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

export async function showImport(ctx: Ctx, id: string): Promise<ComplaintImport> {
  const found = await getImport(ctx, id)
  const { org_id, uploaded_by, job_id, job_does, signature, progress, ...rest } = found
  const organisation = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en', 'kind'])
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  const job = await jobOf(ctx, found)
  const free = found.state !== 'imported' && !found.file_gone && !isOpen(job?.state)
  const own = isOwn(ctx, found)
  return {
    ...rest,
    format: rest.format as ComplaintImport['format'],
    state: rest.state as ComplaintImport['state'],
    organisation: { ...organisation, kind: organisation.kind as OrganisationKind },
    columns: (rest.columns as ComplaintImport['columns']).map((column) =>
      own ? column : { ...column, samples: [] },
    ),
    mapping: rest.mapping as IntakeMapping,
    summary: rest.summary as IntakeSummary | null,
    begun: (progress as Progress | null)?.created ?? 0,
    result: rest.result as ComplaintImport['result'],
    job: job
      ? {
          ...{ id: job.id, does: job_does as 'check' | 'import', state: job.state as JobState },
          mine: job.requested_by === ctx.actor.account_id,
        }
      : null,
    uploaded_by_name: await nameOf(ctx, uploaded_by),
    can: free
      ? [
          ...(own ? (['map'] as const) : []),
          'check',
          ...(rest.state === 'checked' ? (['import'] as const) : []),
        ]
      : [],
  }
}

async function nameOf({ tx, language }: Ctx, personId: string | null): Promise<string | null> {
  if (!personId) return null
  const query = tx.selectFrom('kernel.person').select(['name', 'name_en']).where('id', '=', personId)
  const person = await query.executeTakeFirst()
  return person ? nameIn(language, person) : null
}

export async function listImports(
  { tx, language }: Ctx,
  paging: { after?: string | undefined; limit: number },
): Promise<Page<ListedImport>> {
  const query = tx
    .selectFrom('complaints.import as i')
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
