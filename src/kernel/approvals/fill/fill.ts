import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { type FieldFault, invalid, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { translate } from '../../language/translate.ts'
import type { FieldValue, FieldValues } from '../flow/contract.ts'
import { change } from '../request/operate.ts'
import { hashOf } from '../request/subject-data.ts'
import { type ApprovalSubject, getApprovalSubject, type SubjectField } from '../subjects.ts'

type Filling = {
  id: string
  round: number
  values: FieldValues
  seen: FieldValues
  for_person_id?: string | null | undefined
}

/**
 * Fills in fields at the open step: the engine says who may, the matter's chapter writes them. Only what differs is
 * written. Invariant: what was submitted stays as it is, so the votes that agree to it hold.
 */
export async function fillFields(
  ctx: Ctx,
  { id, round, values: given, seen, for_person_id }: Filling,
): Promise<void> {
  let [seat, hash] = ['', '']
  let values: FieldValues = {}
  const { stored } = await change(
    ctx,
    id,
    (by, loaded) => {
      ;[seat, hash] = [by, hashOf(loaded)]
      values = differing(given, loaded.fields)
      checkSeen(values, seen, loaded.fields)
      return { kind: 'fill', by, round, values }
    },
    { for_person_id },
  )
  const { row, steps } = stored
  const subject = getApprovalSubject(row.subject_type)
  checkFits(ctx, subject, values)
  if (!subject.fill) throw new Error(`${subject.type} has fillable fields and no way to fill them in`)
  if (Object.keys(values).length > 0) await subject.fill(ctx, { subject_id: row.subject_id, values })
  if (hashOf(await subject.load(ctx, row.subject_id)) !== hash)
    throw new Error(`a field filled in at a step is part of the data of ${subject.type}`)
  const step = steps.find(({ state }) => state === 'open')
  const me = personOf(ctx.actor)
  for (const [field, value] of Object.entries(values))
    await ctx.tx
      .insertInto('kernel.approval_filled')
      .values({
        ...{ org_id: row.org_id, id: newId(), request_id: row.id, step_id: step!.id, field },
        ...{ value: JSON.stringify(value), person_id: seat, proxy_id: seat === me ? null : me, at: ctx.now },
      })
      .execute()
}

const differing = (given: FieldValues, held: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== (held[name] ?? null)))

/** Nobody writes over what they haven't seen. */
function checkSeen(values: FieldValues, seen: FieldValues, held: FieldValues) {
  const moved = Object.keys(values).some((name) => (seen[name] ?? null) !== (held[name] ?? null))
  if (moved) throw stale()
}

function checkFits({ language }: Ctx, { fields }: ApprovalSubject, values: FieldValues) {
  const faults: FieldFault[] = Object.entries(values).flatMap(([name, value]) => {
    const field = fields[name]
    if (field && fits(field, value)) return []
    const title = field ? translate(language, field.title) : name
    return [
      { path: `values.${name}`, code: 'approvals.errors.filled_does_not_fit', params: { field: title } },
    ]
  })
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}

function fits({ type, options, money }: SubjectField, value: FieldValue): boolean {
  if (value === null) return true
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'number')
    return typeof value === 'number' && (!money || (Number.isSafeInteger(value) && value >= 0))
  if (typeof value !== 'string' || value.trim() === '' || value.length > 2000) return false
  if (type === 'choice') return options === undefined || Object.hasOwn(options, value)
  return type !== 'day' || /^\d{4}-\d{2}-\d{2}$/.test(value)
}
