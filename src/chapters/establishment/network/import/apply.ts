import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { isUniqueViolation } from '../../../../kernel/db/transaction.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Report } from '../../../../kernel/jobs/define.ts'
import { createOrganisations, type ManyOrganisation } from '../../../../kernel/org/create-many.ts'
import { lockTree } from '../../../../kernel/org/lock-tree.ts'
import { updateOrganisations } from '../../../../kernel/org/update-many.ts'
import { indexOrganisations } from '../../../../kernel/search/index-network.ts'
import type { ImportResult } from '../contract.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import type { Mapping } from '../mapping/contract.ts'
import { type ImportRecord, readBytes } from './find.ts'
import { dryRunFile } from './in-thread.ts'
import { keepPlaces } from './keep-places.ts'
import { printOf, printOfLevels } from './print.ts'
import { readNetwork } from './read-network.ts'
import { factsOf, levelRow, organisationRow, refsOf } from './rows-of.ts'
import { split } from './split.ts'

type Applying = { found: ImportRecord; doubtful: 'import' | 'leave_out'; report: Report }

/**
 * Brings the checked rows into the network, in the caller's transaction. Works out anew what each row does, and throws
 * `refused` when that is no longer what the check said: nobody imports what they haven't seen.
 */
export async function apply(ctx: Ctx, { found, doubtful, report }: Applying): Promise<ImportResult> {
  if (!ctx.reach.all) throw forbidden()
  const { org_id, id } = found
  await report(0, found.row_count, 'establishment.network.steps.comparing')
  await lockTree(ctx)
  // Whoever changes the tree bumps this row: until the end of this transaction nobody else does.
  await sql`select from kernel.epoch where name = 'organisations' for update`.execute(ctx.tx)
  const run = await dryRunFile({
    bytes: await readBytes(ctx, found),
    mapping: found.mapping as Mapping,
    existing: await readNetwork(ctx),
    root_id: org_id,
  })
  await refuseIfChanged(ctx, found, run)
  const { left_out, ...standing } = split(run, doubtful)
  const result = await write(ctx, found, standing, report).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw refused('establishment.network.errors.network_changed', { line: 1 })
    throw error
  })
  const refusedRows = run.judged.filter(({ does }) => does === 'nothing').length
  const all = { ...result, refused: refusedRows, left_out }
  await ctx.tx
    .updateTable('establishment.network_import')
    .set({ state: 'imported', imported_at: ctx.now, result: JSON.stringify(all) })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'establishment.network_import.import',
    ...{ org_id, subject_type: 'network_import', subject_id: id, title: found.file_name },
    diff: Object.fromEntries(Object.entries(all).map(([what, count]) => [what, [null, count]])),
  })
  return all
}

/** Every row is compared in all the check said of it, and the regions to be made with them. */
async function refuseIfChanged(
  { tx }: Ctx,
  { org_id, id, levels_print }: ImportRecord,
  { judged, levels }: DryRun,
) {
  const said = await tx
    .selectFrom('establishment.network_import_row')
    .select(['line', 'print'])
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
    .execute()
  const before = new Map(said.map(({ line, print }) => [line, print]))
  const other = judged.find((row) => before.get(row.line) !== printOf(row))
  if (other) throw refused('establishment.network.errors.network_changed', { line: other.line })
  if (levels_print !== printOfLevels(levels))
    throw refused('establishment.network.errors.network_changed', { line: judged[0]?.line ?? 1 })
}

async function write(
  ctx: Ctx,
  found: ImportRecord,
  { judged, levels }: Pick<DryRun, 'judged' | 'levels'>,
  report: Report,
): Promise<Omit<ImportResult, 'refused' | 'left_out'>> {
  const created = judged
    .filter(({ does }) => does === 'create')
    .sort((a, b) => a.under.length - b.under.length)
  const changed = judged.filter(({ does }) => does === 'change')
  const ids = new Map(
    [...levels.map(({ ref }) => ref), ...refsOf(created)].map((ref) => [ref as string, randomUUIDv7()]),
  )
  const idOf = (ref: string) => (ref.startsWith('org:') ? ref.slice(4) : ids.get(ref)!)
  const organisations: ManyOrganisation[] = [
    ...levels.map((level) => levelRow(level, idOf)),
    ...created.map((row) => organisationRow(row, idOf)),
  ]
  const steps = organisations.length * 2 + changed.length
  const note = 'establishment.network.steps.writing'
  await createOrganisations(ctx, {
    organisations,
    action: 'establishment.network_import.create',
    onBatch: (made) => report(made, steps, note),
  })
  await updateOrganisations(
    ctx,
    changed.map(({ organisation_id, changes, parent, values }) => ({
      id: organisation_id!,
      ...Object.fromEntries(
        Object.keys(changes).map((field) => [field, values[field as keyof typeof values]]),
      ),
      parent_id: changes.parent && parent ? idOf(parent) : undefined,
    })),
  )
  const placed = [...created, ...changed].map((row) => ({
    row,
    org_id: row.organisation_id ?? idOf(`line:${row.line}`),
  }))
  await keepPlaces(ctx, found.id, placed, (kept) => report(organisations.length + kept, steps, note))
  for (const { organisation_id, code, name, changes } of changed)
    ctx.record({
      action: 'establishment.network_import.change',
      ...{ org_id: organisation_id!, subject_type: 'organisation', subject_id: organisation_id! },
      ...{ number: code, title: name, diff: factsOf(changes) },
    })
  await indexOrganisations(ctx, [
    ...organisations.map(({ id }) => id),
    ...changed.map((row) => row.organisation_id!),
  ])
  const same = judged.filter(({ does }) => does === 'same').length
  return { created: created.length, changed: changed.length, same, levels: levels.length }
}
