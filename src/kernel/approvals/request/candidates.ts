import { personOf } from '../../access/actor.ts'
import { forbidden } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { operationsFor } from '../engine/can.ts'
import { whyNotAppointed, whyNotAsked } from '../engine/checks.ts'
import { currentRun, type StepRun } from '../engine/state.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { NamedPerson } from './contract.ts'
import { namesOf } from './names.ts'
import { readPeople } from './people.ts'
import { powersOf } from './powers.ts'
import { readStored, toApproval } from './rows.ts'
import { checkVisible } from './visible.ts'

/** Whom the caller could name now: to appoint at a parked step, or to ask from a seat of their own. */
export async function listNameable(ctx: Ctx, id: string): Promise<NamedPerson[]> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const approval = toApproval(stored)
  const by = personOf(ctx.actor)
  const can = operationsFor(approval, by, people, powersOf(ctx, row.org_id))
  if (!can.includes('appoint') && !can.includes('transfer')) throw forbidden()
  const run = currentRun(approval) as StepRun
  const whyNot = run.state === 'parked' ? whyNotAppointed : whyNotAsked
  const able = people.deciders.filter((person) => !whyNot(approval, run, { by, person }, people))
  const nameOf = await namesOf(ctx, able)
  return able.map(nameOf)
}
