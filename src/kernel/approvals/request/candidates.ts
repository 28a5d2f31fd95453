import { personOf } from '../../access/actor.ts'
import type { Ctx } from '../../http/context.ts'
import { isBarred } from '../engine/resolve.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { NamedPerson } from './contract.ts'
import { namesOf } from './names.ts'
import { readPeople } from './people.ts'
import { readStored, toApproval } from './rows.ts'
import { checkVisible } from './visible.ts'

/** Who could be appointed: whoever may decide there, is not barred and is not the one who appoints. */
export async function listCandidates(ctx: Ctx, id: string): Promise<NamedPerson[]> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const approval = toApproval(stored)
  const able = people.deciders.filter(
    (person) => person !== personOf(ctx.actor) && !isBarred(approval, people, person),
  )
  const nameOf = await namesOf(ctx, able)
  return able.map(nameOf)
}
