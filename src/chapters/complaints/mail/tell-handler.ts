import type { Ctx } from '../../../kernel/http/context.ts'
import { openTask } from '../../../kernel/tasks/open.ts'
import { superiorsOf } from '../complaint/handling/give.ts'
import { wroteTask } from '../complaint/handling/say.ts'
import { type Complaint, linkOf, subjectOf } from '../complaint/life/row.ts'

/**
 * Whoever handles it hears that there are new words, once until they have written to the customer; where nobody does,
 * those who name a handler, and they too where it was taken for resolved before. `complaint` as it stood when they wrote.
 */
export async function tellHandler(ctx: Ctx, complaint: Complaint): Promise<void> {
  const { handler_id, number, subject, state } = complaint
  const over = state === 'resolved' || state === 'closed'
  const superiors = handler_id && !over ? [] : await superiorsOf(ctx, complaint)
  const people = [...new Set([...(handler_id ? [handler_id] : []), ...superiors])]
  const about = subjectOf(complaint)
  const told = await ctx.tx
    .selectFrom('kernel.task')
    .select('person_id')
    .where('org_id', '=', about.org_id)
    .where('subject_type', '=', about.subject_type)
    .where('subject_id', '=', about.subject_id)
    .where('kind', '=', wroteTask)
    .where('closed_at', 'is', null)
    .execute()
  for (const person_id of people)
    if (!told.some((task) => task.person_id === person_id))
      await openTask(ctx, {
        ...{ ...about, person_id, kind: wroteTask, title: subject, params: { number } },
        link: `${linkOf(complaint.id)}#talk`,
      })
}
