import { type Holder, listHolders } from '../../../../kernel/access/holders.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { type NewTask, openTask, openTasks } from '../../../../kernel/tasks/open.ts'
import { assignPermission, superiorsAmong } from '../../complaint/handling/give.ts'
import { linkOf, subjectOf } from '../../complaint/life/row.ts'
import type { Progress, Told } from '../progress.ts'
import type { PutIn } from './put-in.ts'

/**
 * Each complaint that isn't closed waits for its handler or, where it has none, for the superiors to name one. No mail is
 * written for any of them: everybody concerned hears once of the whole import. Gives who is to hear of how many; of what
 * is late the superiors hear as well.
 */
export async function askForWork(ctx: Ctx, made: PutIn[]): Promise<Progress['told']> {
  const told: Record<string, Told> = {}
  const count = (person_id: string, org_id: string, what: 'waiting' | 'late') => {
    told[person_id] ??= { org_id, waiting: 0, late: 0 }
    told[person_id][what] += 1
  }
  const able = new Map<string, Holder[]>()
  const tasks: NewTask[] = []
  for (const one of made) {
    if (one.state === 'closed') continue
    const { org_id, handler_id, concerned, place, clocks } = one
    if (!able.has(org_id)) able.set(org_id, await listHolders(ctx, { org_id, permission: assignPermission }))
    const superiors = superiorsAmong(able.get(org_id)!, { concerned, handler_id, life: place.life })
    const asked = handler_id ? [handler_id] : superiors
    for (const person_id of asked) {
      tasks.push(taskOf(one, person_id))
      count(person_id, org_id, 'waiting')
    }
    if (clocks.late)
      for (const person_id of new Set([...asked, ...superiors])) count(person_id, org_id, 'late')
  }
  await openTasks(ctx, tasks)
  return told
}

const taskOf = ({ org_id, id, subject, handler_id, clocks }: PutIn, person_id: string): NewTask => ({
  ...{
    ...subjectOf({ org_id, id }),
    person_id,
    title: subject,
    link: linkOf(id),
    due_at: clocks.next_due_at,
  },
  kind: `complaints.complaint.task.${handler_id ? 'handle' : 'assign'}`,
  ...{ own_mail: true, own_reminders: true },
})

/** One word to everybody an import gives work, at an organisation they reach. */
export async function tellOfImport(
  ctx: Ctx,
  { id, file_name }: { id: string; file_name: string },
  told: Progress['told'],
): Promise<void> {
  for (const [person_id, { org_id, waiting, late }] of Object.entries(told))
    await openTask(ctx, {
      ...{ org_id, person_id, subject_type: 'complaints.import', subject_id: id, title: file_name },
      kind: late > 0 ? 'complaints.import.task.late' : 'complaints.import.task.waiting',
      ...{ params: { count: waiting, late }, notice: 'copy' },
      link: '/complaints?channel=import&mine=open&sort=due',
    })
}
