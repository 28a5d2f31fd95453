import type { FieldFault } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Condition, type ConditionScore, conditions, passScore } from './contract.ts'
import { blank, clauses, type Row, scoresOf } from './sheet.ts'

/** The scores with the evidence that is still there: the applicant may have taken a document away since. */
async function readScores(ctx: Ctx, row: Row): Promise<Record<Condition, ConditionScore>> {
  const scores = scoresOf(row)
  const named = conditions.flatMap((condition) => scores[condition]?.evidence ?? [])
  const there = named.length
    ? await ctx.tx
        .selectFrom('kernel.file')
        .select('id')
        .where('org_id', '=', row.org_id)
        .where('id', 'in', named)
        .where('removed_at', 'is', null)
        .execute()
    : []
  const ids = new Set(there.map(({ id }) => id))
  const living = ({ evidence, ...score }: ConditionScore) => ({
    ...score,
    evidence: evidence.filter((id) => ids.has(id)),
  })
  return Object.fromEntries(
    conditions.map((condition) => [condition, living(scores[condition] ?? blank)]),
  ) as Record<Condition, ConditionScore>
}

/** Conditions with evidence and a passing score, of five. */
export async function countPassed(ctx: Ctx, row: Row): Promise<number> {
  const scores = Object.values(await readScores(ctx, row))
  return scores.filter(({ score, evidence }) => score !== null && score >= passScore && evidence.length > 0)
    .length
}

/** What is still to be written or looked at again before the review can be concluded. */
export async function faultsOfSheet(ctx: Ctx, row: Row): Promise<FieldFault[]> {
  const faults: FieldFault[] = []
  const scores = await readScores(ctx, row)
  for (const condition of conditions) {
    const { score, evidence } = scores[condition]
    const params = { clause: clauses[condition] }
    const add = (field: string, name: string) =>
      faults.push({
        path: `conditions.${condition}.${field}`,
        code: `establishment.application.errors.${name}`,
        params,
      })
    if (score === null) add('score', 'score_missing')
    else if (row.to_confirm.includes(condition)) add('score', 'score_to_confirm')
    if (evidence.length === 0)
      add('evidence', scoresOf(row)[condition]?.evidence.length ? 'evidence_gone' : 'evidence_missing')
  }
  if (row.feasibility === '')
    faults.push({ path: 'feasibility', code: 'establishment.application.errors.feasibility_missing' })
  if (row.need === '') faults.push({ path: 'need', code: 'establishment.application.errors.need_missing' })
  return faults
}
