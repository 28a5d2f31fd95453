import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { type FieldFault, invalid, stale } from '../../../../kernel/errors/problem.ts'
import { listFiles } from '../../../../kernel/files/read.ts'
import { type FileToKeep, storeFile } from '../../../../kernel/files/store.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Application, lockApplication } from '../life/row.ts'
import type { FileShown } from '../papers/contract.ts'
import { findSources } from '../papers/files.ts'
import { type Condition, type ConditionScore, conditions, type ReviewSheet, type Sheet } from './contract.ts'
import { type Conclusion, faultsOfConclusion } from './faults-of-conclusion.ts'
import { faultsOfSheet } from './faults-of-sheet.ts'
import { checkMayReview } from './may-review.ts'

export type Row = Selectable<DB['establishment.review']>
type SheetChanges = Partial<Omit<Sheet, 'conditions'>> & {
  conditions?: Partial<Record<Condition, ConditionScore>> | undefined
}

/** Clauses the conditions come from, in their order. */
export const clauses: Record<Condition, string> = {
  positioning: '2.1.1',
  people: '2.1.2',
  premises: '2.1.3',
  rules: '2.1.4',
  funds: '2.1.5',
}
export const blank: ConditionScore = { score: null, evidence: [], note: '' }

export async function findReview(ctx: Ctx, { org_id, id }: Application): Promise<Row | undefined> {
  return ctx.tx
    .selectFrom('establishment.review')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('application_id', '=', id)
    .executeTakeFirst()
}

/** Saves what is given of the sheet; evidence must be files of this application. */
export async function saveSheet(
  ctx: Ctx,
  { id, version, ...given }: SheetChanges & { id: string; version: number },
): Promise<ReviewSheet> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'score')
  await checkMayReview(ctx, application)
  const before = await findReview(ctx, application)
  if (!before || before.version !== version) throw stale()
  await checkEvidence(ctx, application, given.conditions)
  const { conditions: scores, ...texts } = given
  await ctx.tx
    .updateTable('establishment.review')
    .set({
      ...texts,
      ...(scores === undefined ? {} : { conditions: JSON.stringify({ ...scoresOf(before), ...scores }) }),
      to_confirm: before.to_confirm.filter((one) => !isScoredAnew(before, one as Condition, scores)),
      version: version + 1,
    })
    .where('org_id', '=', before.org_id)
    .where('id', '=', before.id)
    .execute()
  recordOn(ctx, application, 'score', { diff: diffOf(before, given) })
  return showSheet(ctx, application, (await findReview(ctx, application))!)
}

const isScoredAnew = (before: Row, condition: Condition, given: SheetChanges['conditions'] = {}) =>
  given[condition] !== undefined && !isDeepStrictEqual(given[condition], scoresOf(before)[condition])

/** The applicant changed what a score was about, and the reviewer finds that it still holds. */
export async function confirmScore(
  ctx: Ctx,
  { id, version, condition }: { id: string; version: number; condition: Condition },
): Promise<ReviewSheet> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'score')
  await checkMayReview(ctx, application)
  const before = await findReview(ctx, application)
  if (!before || before.version !== version) throw stale()
  await ctx.tx
    .updateTable('establishment.review')
    .set({ to_confirm: before.to_confirm.filter((one) => one !== condition), version: version + 1 })
    .where('org_id', '=', before.org_id)
    .where('id', '=', before.id)
    .execute()
  recordOn(ctx, application, 'confirm_score', {
    diff: { [condition]: [null, scoresOf(before)[condition] ?? null] },
  })
  return showSheet(ctx, application, (await findReview(ctx, application))!)
}

async function checkEvidence(ctx: Ctx, application: Application, given: SheetChanges['conditions'] = {}) {
  const scores = Object.entries(given)
  const files = scores.flatMap(([, { evidence }]) => evidence)
  if (files.length === 0) return
  const known = await findSources(ctx, application, files)
  const faults = scores.flatMap(([condition, { evidence }]): FieldFault[] =>
    evidence
      .filter((file) => !known.has(file))
      .map(() => ({
        path: `conditions.${condition}.evidence`,
        code: 'establishment.application.errors.evidence_unknown',
      })),
  )
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

export async function addEvidence(
  ctx: Ctx,
  { id, file }: { id: string; file: FileToKeep },
): Promise<FileShown> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'score')
  await checkMayReview(ctx, application)
  const { id: review_id } = (await findReview(ctx, application))!
  const stored = await storeFile(ctx, {
    ...{ org_id: application.org_id, subject_type: 'establishment.review', subject_id: review_id },
    ...file,
  })
  recordOn(ctx, application, 'add_evidence', {
    diff: { file: [null, stored.name], sha256: [null, stored.sha256] },
  })
  return stored
}

export const scoresOf = (row: Row) => row.conditions as Partial<Record<Condition, ConditionScore>>

export async function showSheet(ctx: Ctx, application: Application, row: Row): Promise<ReviewSheet> {
  const files = await listFiles(ctx, {
    org_id: row.org_id,
    subject_type: 'establishment.review',
    subject_id: row.id,
  })
  const scores = scoresOf(row)
  const open = application.state === 'in_review'
  const say = (faults: FieldFault[]) =>
    faults.map(({ path, code, params }) => ({ path, message: translate(ctx.language, code, params) }))
  const inTheWay = async (action: Conclusion) =>
    say(open ? await faultsOfConclusion(ctx, { application, review: row, action }) : [])
  return {
    version: row.version,
    conditions: Object.fromEntries(
      conditions.map((one) => [one, scores[one] ?? blank]),
    ) as Sheet['conditions'],
    feasibility: row.feasibility,
    need: row.need,
    opinion: row.opinion,
    clauses,
    evidence_files: files,
    // While the applicant still corrects it there is nothing to tell; amended under approval there is.
    to_confirm: application.state === 'more_wanted' ? [] : (row.to_confirm as Condition[]),
    missing: say(open ? await faultsOfSheet(ctx, row) : []),
    in_the_way: {
      recommend: await inTheWay('recommend'),
      not_recommend: await inTheWay('not_recommend'),
    },
    concluded_at: row.concluded_at,
    conditions_passed: row.conditions_passed,
  }
}

function diffOf(before: Row, given: SheetChanges): Record<string, [unknown, unknown]> {
  const diff: Record<string, [unknown, unknown]> = {}
  for (const name of ['feasibility', 'need', 'opinion'] as const)
    if (given[name] !== undefined && given[name] !== before[name]) diff[name] = [before[name], given[name]]
  for (const [condition, now] of Object.entries(given.conditions ?? {}))
    diff[condition] = [scoresOf(before)[condition as Condition] ?? null, now]
  return diff
}
