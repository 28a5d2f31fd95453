import type { Selectable, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ComplaintsImportRow, DB } from '../../../../db/types.ts'
import { type Page, pageByKey } from '../../../kernel/db/keyset.ts'
import { containing } from '../../../kernel/db/like.ts'
import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../kernel/http/send-file.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { inReach } from '../../../kernel/org/organisation.ts'
import type { Cell } from '../../../kernel/sheet/cell.ts'
import { type SheetFormat, sheetCap } from '../../../kernel/sheet/contract.ts'
import type { FileColumn } from '../../../kernel/sheet/reading/contract.ts'
import { spoolSheet } from '../../../kernel/sheet/spool-sheet.ts'
import { maskComplainant } from '../complaint/mask.ts'
import { subjectIn } from '../complaint/unworded.ts'
import { readTitles } from '../terms/rows.ts'
import type { ImportRow } from './contract.ts'
import { getImport, type ImportRecord, isOwn } from './find.ts'
import { ownColumns } from './reading/own-columns.ts'
import {
  customerColumns,
  type Fault,
  type FaultCode,
  type IntakeMapping,
  type Verdict,
  weightOf,
} from './words/contract.ts'

export type RowFilters = {
  id: string
  verdict?: Verdict | undefined
  fault?: FaultCode | undefined
  q?: string | undefined
}
type Row = Omit<Selectable<ComplaintsImportRow>, 'org_id' | 'import_id' | 'does'>
type Query = SelectQueryBuilder<DB, 'complaints.import_row', Row>

/** What the check says about the rows of an import, in the order of the file. */
export async function listRows(
  ctx: Ctx,
  { after, limit, id, ...filters }: RowFilters & { after?: string | undefined; limit: number },
): Promise<Page<ImportRow>> {
  const found = await getImport(ctx, id)
  const keys = [{ by: 'complaints.import_row.line' as const, as: 'line' }]
  const page = await pageByKey(ctx.tx, findRows(ctx, found, filters), keys, { after, limit })
  const named = await readNames(ctx, page.items)
  return { ...page, items: page.items.map((row) => showRow(ctx, found, named(row))) }
}

/**
 * The rows with what the check says after the cells of the file, so that whoever uploaded it can put it right and upload it
 * again; what is masked for others says so and can't be. Throws `refused` where they are more than a sheet takes: those of
 * one verdict or fault are fewer.
 */
export async function exportRows(
  ctx: Ctx,
  { id, format, ...filters }: RowFilters & { format: SheetFormat },
): Promise<FileAnswer> {
  // All sets are of one moment: a check that ends meanwhile replaces every row.
  await sql`set transaction isolation level repeatable read`.execute(ctx.tx)
  const found = await getImport(ctx, id)
  const say = (key: string) => translate(ctx.language, `complaints.import.${key}`)
  const headers = (found.columns as FileColumn[]).map(({ header }) => header)
  const masks = isOwn(ctx, found) ? [] : [say('sheet.masked')]
  const head = [...headers, ...ownColumns.map((column) => say(`sheet.${column}`)), ...masks]
  const cellsOf = (row: Row): Cell[] => {
    const { line, verdict, organisation, number, faults, cells } = showRow(ctx, found, row)
    const why = faults.map(({ sentence }) => sentence).join('\n')
    const ours = [String(line), say(`verdicts.${verdict}`), organisation, number ?? '', why]
    // A row that is longer than the headers stays longer.
    const beyond = cells.slice(headers.length)
    return [...headers.map((_, at) => cells[at] ?? ''), ...ours, ...masks.map(() => ''), ...beyond]
  }
  async function* rows() {
    for (let [count, after] = [0, -1]; ; ) {
      const some = await findRows(ctx, found, filters)
        .where('line', '>', after)
        .orderBy('line')
        .limit(set)
        .execute()
      count += some.length
      if (count > sheetCap) throw refused('sheet.errors.too_long', { limit: sheetCap })
      yield some.map(await readNames(ctx, some)).map(cellsOf)
      if (some.length < set) return
      after = some.at(-1)!.line
    }
  }
  const name = `${found.file_name.replace(/\.(csv|xlsx|txt|tsv)$/i, '')} ${say('checked_rows')}`
  return spoolSheet(ctx, { name, title: say('checked_rows'), format, head, rows: rows() })
}

/** Rows read at once. */
const set = 1000

const read = 'complaints.complaint.read'

/**
 * Whoever uploaded the file sees all of it, everybody else the rows of organisations where they may import: an importer of
 * two regions keeps it at one of them. A row whose organisation wasn't found may be of any.
 */
function findRows(ctx: Ctx, found: ImportRecord, filters: Omit<RowFilters, 'id'>): Query {
  const { org_id, id } = found
  const { verdict, fault, q } = filters
  let query = ctx.tx
    .selectFrom('complaints.import_row')
    .select(['id', 'line', 'verdict', 'organisation', 'reference', 'subject', 'of_org_id', 'complaint_id'])
    .select(['number', 'faults', 'codes', 'cells'])
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
  if (!isOwn(ctx, found)) query = query.where(inReach(ctx.reach, 'of_org_id'))
  if (verdict) query = query.where('verdict', '=', verdict)
  if (fault) query = query.where(sql<boolean>`${fault} = any(codes)`)
  if (q) {
    const part = containing(q)
    const numbered = inReach(ctx.reachOf(read), 'of_org_id')
    query = query.where((on) =>
      on.or([
        on('subject', 'ilike', part),
        on('reference', 'ilike', part),
        on.and([numbered, on('number', 'ilike', part)]),
      ]),
    )
  }
  return query
}

/**
 * Organisations as they are called now, in the reader's language; one that wasn't found, or is out of reach now, as the
 * check named it. A row that is a complaint and kept no subject has that of the complaint, where the reader may see it.
 */
async function readNames(ctx: Ctx, rows: Row[]): Promise<(row: Row) => Row> {
  const { tx, language, reach } = ctx
  const ids = [...new Set(rows.flatMap(({ of_org_id }) => of_org_id ?? []))]
  const found =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('kernel.organisation')
          .select(['id', 'name', 'name_en'])
          .where('id', 'in', ids)
          .where(inReach(reach))
          .execute()
  const names = new Map(found.map(({ id, ...named }) => [id, nameIn(language, named)]))
  const subjects = await readSubjects(ctx, rows)
  return (row) => ({
    ...row,
    organisation: names.get(row.of_org_id ?? '') ?? row.organisation,
    subject: row.subject || (subjects.get(row.complaint_id ?? '') ?? ''),
  })
}

async function readSubjects(ctx: Ctx, rows: Row[]): Promise<Map<string, string>> {
  const bare = rows.filter(({ subject, complaint_id }) => subject === '' && complaint_id !== null)
  if (bare.length === 0) return new Map()
  const org_ids = [...new Set(bare.flatMap(({ of_org_id }) => of_org_id ?? []))]
  const found = await ctx.tx
    .selectFrom('complaints.complaint')
    .select(['id', 'subject', 'worded', 'kind', 'kind_version', 'service_key', 'service_version'])
    .where('org_id', 'in', org_ids)
    .where(
      'id',
      'in',
      bare.map(({ complaint_id }) => complaint_id!),
    )
    .where(inReach(ctx.reachOf(read), 'org_id'))
    .execute()
  const title = await readTitles(ctx)
  return new Map(found.map(({ id, ...one }) => [id, subjectIn(ctx.language, title, one)]))
}

/** Whoever uploaded the file has it; everybody else sees what `masked` leaves of its cells. */
function showRow(ctx: Ctx, found: ImportRecord, { of_org_id, codes: _, ...row }: Row): ImportRow {
  const sees = of_org_id !== null && ctx.may(read, of_org_id)
  return {
    ...row,
    verdict: row.verdict as Verdict,
    complaint_id: sees ? row.complaint_id : null,
    number: sees ? row.number : null,
    faults: (row.faults as Fault[]).map((fault) => ({
      ...{ code: fault.code, weight: weightOf(fault.code), field: fault.field ?? null },
      sentence: sentenceOf(ctx, fault, sees),
    })),
    cells: isOwn(ctx, found) ? row.cells : masked(row.cells, found.mapping as IntakeMapping),
  }
}

/** Who complained is masked; what a column without a meaning holds nobody knows, so it is left out. */
function masked(cells: string[], mapping: IntakeMapping): string[] {
  const hidden = new Set(customerColumns(mapping))
  const meant = new Set(Object.values(mapping.columns))
  const mask = (cell: string) =>
    maskComplainant({ name: cell, phone: null, email: null, language: 'zh-CN' }).name ?? ''
  return cells.map((cell, at) => (cell === '' || !meant.has(at) ? '' : hidden.has(at) ? mask(cell) : cell))
}

/** Fields inside a sentence are said in words; the number of a complaint that the reader doesn't see isn't said. */
function sentenceOf({ language }: Ctx, { code, field, params = {} }: Fault, sees: boolean): string {
  if (params.number !== undefined && !sees) return translate(language, `complaints.import.unnumbered.${code}`)
  const word = (of: unknown) => translate(language, `complaints.import.fields.${String(of)}`)
  return translate(language, `complaints.import.faults.${code}`, {
    ...params,
    ...(field ? { field: word(field) } : {}),
    ...(params.before ? { before: word(params.before) } : {}),
  })
}
