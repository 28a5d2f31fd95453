import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { formatDateTime } from '../../language/contract.ts'
import { namesOf } from '../request/names.ts'
import { readPeople } from '../request/people.ts'
import { type RequestRow, readStored, type StepRow, type StoredRequest } from '../request/rows.ts'
import { recordOnSubject } from '../request/start.ts'
import { tellableSuperiors } from '../request/superiors.ts'
import { checkVisible } from '../request/visible.ts'
import { tellUrged } from './tell.ts'

/** Hours between two urges of one step, and the time from which the superiors are told as well. */
export const pause = 4
export const patience = 3

/**
 * Asks everybody at the open step who hasn't answered to hurry; from the third time on their superiors are told too.
 * Whoever may see the request and holds the permission may. Refuses `approvals.urge.lately` within four hours,
 * naming the time, and `approvals.urge.nobody` (422). The request's lock orders two that come together.
 */
export async function urgeRequest(
  ctx: Ctx,
  { id, note }: { id: string; note: string | null },
): Promise<void> {
  const stored = await readStored(ctx, id, { lock: true })
  await checkVisible(ctx, stored)
  const { row, signers } = stored
  if (row.state !== 'running') throw refused(`approvals.errors.already_${row.state}`)
  const step = stored.steps.find(({ state }) => state === 'open')
  const persons = slowAt(signers, step, personOf(ctx.actor))
  if (!step || persons.length === 0) throw refused('approvals.urge.nobody')
  const earlier = await readUrges(ctx, row, step.id)
  const again = againAt(earlier)
  if (again && again > ctx.now) throw refused('approvals.urge.lately', await describe(ctx, row, again))
  const times = earlier.length + 1
  const superiors =
    times < patience ? [] : tellableSuperiors(await readPeople(ctx, { org_id: row.org_id }), persons, stored)
  await writeUrge(ctx, { row, step, persons, superiors })
  await tellUrged(ctx, { stored, step, persons, superiors, times, note })
  const nameOf = await namesOf(ctx, [...persons, ...superiors])
  recordOnSubject(ctx, row, 'urge', {
    diff: {
      approvers: [[], persons.map((person) => nameOf(person).name)],
      ...(superiors.length > 0
        ? { superiors: [[], superiors.map((person) => nameOf(person).name)] as [unknown, unknown] }
        : {}),
    },
    note,
  })
}

/** Who could be urged by this person at the step: whoever is asked and isn't the one who urges. */
export function slowAt(
  signers: StoredRequest['signers'],
  step: Pick<StepRow, 'id'> | undefined,
  me: string,
): string[] {
  return signers
    .filter(({ step_id, state, person_id }) => step_id === step?.id && state === 'open' && person_id !== me)
    .map(({ person_id }) => person_id)
}

export type Urge = { at: string }

export function readUrges(
  { tx }: Ctx,
  { org_id }: Pick<RequestRow, 'org_id'>,
  step_id: string,
): Promise<Urge[]> {
  return tx
    .selectFrom('kernel.approval_urge')
    .select('at')
    .where('org_id', '=', org_id)
    .where('step_id', '=', step_id)
    .orderBy('at')
    .execute()
}

/** When the step may be urged again; undefined: it never was. */
export function againAt(urges: Urge[]): Date | undefined {
  const last = urges.at(-1)
  return last && new Date(new Date(last.at).getTime() + pause * 3_600_000)
}

async function writeUrge(
  ctx: Ctx,
  {
    row,
    step,
    persons,
    superiors,
  }: { row: RequestRow; step: StepRow; persons: string[]; superiors: string[] },
) {
  const { org_id, id: request_id } = row
  await ctx.tx
    .insertInto('kernel.approval_urge')
    .values({
      ...{ org_id, id: newId(), request_id, step_id: step.id },
      ...{ by_id: personOf(ctx.actor), persons, superiors, at: ctx.now },
    })
    .execute()
  await ctx.tx
    .updateTable('kernel.approval_signer')
    .set({ urged: sql<number>`urged + 1` })
    .where('org_id', '=', org_id)
    .where('step_id', '=', step.id)
    .where('person_id', 'in', persons)
    .execute()
}

async function describe(ctx: Ctx, { org_id }: RequestRow, again: Date) {
  const { time_zone } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('time_zone')
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  return {
    again: formatDateTime(ctx.language, again, { timeZone: time_zone }),
    again_at: again.toISOString(),
  }
}
