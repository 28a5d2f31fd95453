import { sql } from 'kysely'
import { isUniqueViolation } from '../../../../kernel/db/transaction.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Report } from '../../../../kernel/jobs/define.ts'
import { createOrganisations } from '../../../../kernel/org/create-many.ts'
import { lockTree } from '../../../../kernel/org/lock-tree.ts'
import { retracePaths, updateOrganisations } from '../../../../kernel/org/update-many.ts'
import { indexOrganisations } from '../../../../kernel/search/index-network.ts'
import type { ImportResult } from '../contract.ts'
import type { ImportRecord } from './find.ts'
import { importFile } from './in-thread.ts'
import { keepPlaces } from './keep-places.ts'
import { factsOf } from './rows-of.ts'
import type { ImportPart, ImportPlan, ImportSet } from './sets.ts'
import { spoolInputs } from './spool-inputs.ts'

type Applying = { found: ImportRecord; doubtful: 'import' | 'leave_out'; report: Report }

/**
 * Brings the checked rows into the network, in the caller's transaction, a set of rows at a time: what is held doesn't
 * grow with the file. Works out anew what each row does, and throws `refused` when that is no longer what the check
 * said: nobody imports what they haven't seen.
 */
export async function apply(ctx: Ctx, { found, doubtful, report }: Applying): Promise<ImportResult> {
  if (!ctx.reach.all) throw forbidden()
  const { org_id, id } = found
  await report(0, found.row_count, 'establishment.network.steps.comparing')
  await lockTree(ctx)
  // Whoever changes the tree bumps this row: until the end of this transaction nobody else does.
  await sql`select from kernel.epoch where name = 'organisations' for update`.execute(ctx.tx)
  const writing = new Writing(ctx, found, report)
  const { judging, drop } = await spoolInputs(ctx, found)
  await importFile({ ...judging, doubtful, files_dir: ctx.app.filesDir }, (part) => writing.take(part))
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw changedAt(1)
      throw error
    })
    .finally(drop)
  const all = await writing.end()
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

const changedAt = (line: number) => refused('establishment.network.errors.network_changed', { line })

/** Takes the parts of an import one after the other. Nothing is written before all rows have been compared. */
class Writing {
  readonly #ctx: Ctx
  readonly #found: ImportRecord
  readonly #report: Report
  #plan: ImportPlan | undefined
  #codes: ReadonlySet<string> = new Set()
  #done = 0
  #moves = false

  constructor(ctx: Ctx, found: ImportRecord, report: Report) {
    this.#ctx = ctx
    this.#found = found
    this.#report = report
  }

  async take(part: ImportPart): Promise<void> {
    if (part.is === 'prints') return this.#compare(part.prints)
    if (part.is === 'set') return this.#write(part.set)
    const { levels_print, first_line, codes } = part.plan
    if (this.#found.levels_print !== levels_print) throw changedAt(first_line)
    this.#plan = { ...part.plan, codes: [] }
    this.#codes = new Set(codes)
  }

  /** Every row is compared in all the check said of it, and the regions to be made with them. */
  async #compare(prints: { line: number; print: string }[]) {
    const { org_id, id } = this.#found
    const said = await this.#ctx.tx
      .selectFrom('establishment.network_import_row')
      .select(['line', 'print'])
      .where('org_id', '=', org_id)
      .where('import_id', '=', id)
      .where(({ eb, fn, val }) => eb('line', '=', fn.any<number>(val(prints.map(({ line }) => line)))))
      .execute()
    const before = new Map(said.map(({ line, print }) => [line, print]))
    const other = prints.find(({ line, print }) => before.get(line) !== print)
    if (other) throw changedAt(other.line)
  }

  async #write({ organisations, placed }: ImportSet) {
    const ctx = this.#ctx
    await createOrganisations(ctx, {
      ...{ organisations, taken: this.#codes, action: 'establishment.network_import.create' },
    })
    const changed = placed.filter(({ row }) => row.does === 'change')
    await updateOrganisations(
      ctx,
      changed.map(({ org_id, parent_id, row: { changes, values } }) => ({
        id: org_id,
        ...Object.fromEntries(
          Object.keys(changes).map((field) => [field, values[field as keyof typeof values]]),
        ),
        parent_id: parent_id ?? undefined,
      })),
    )
    this.#moves ||= changed.some(({ parent_id }) => parent_id !== null)
    await keepPlaces(ctx, this.#found.id, placed)
    for (const { org_id, row } of changed)
      ctx.record({
        action: 'establishment.network_import.change',
        ...{ org_id, subject_type: 'organisation', subject_id: org_id },
        ...{ number: row.code, title: row.name, diff: factsOf(row.changes) },
      })
    await indexOrganisations(ctx, [
      ...organisations.map(({ id }) => id),
      ...changed.map(({ org_id }) => org_id),
    ])
    this.#done += organisations.length + changed.length
    const { created, changed: changes, levels } = this.#plan!
    await this.#report(this.#done, created + changes + levels, 'establishment.network.steps.writing')
  }

  async end(): Promise<ImportResult> {
    if (this.#moves) await retracePaths(this.#ctx)
    const { created, changed, same, levels, refused: refusedRows, left_out } = this.#plan!
    return { created, changed, same, levels, refused: refusedRows, left_out }
  }
}
