import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { type Application, linkOf, subjectOf } from './row.ts'

/** What waits for somebody: message keys of `establishment.application`. */
export type TaskKind =
  | 'establishment.application.task.review'
  | 'establishment.application.task.more'
  | 'establishment.application.task.visit'
  | 'establishment.application.task.rule'
  | 'establishment.application.task.issue'
  | 'establishment.application.task.register'
  | 'establishment.application.task.complete'

/** A part of an application with a page of its own, such as one of its visits. */
type About = { org_id: string; subject_type: string; subject_id: string; link: string }

/** Lets an application wait for these persons, each once. */
export async function ask(
  ctx: Ctx,
  application: Application,
  {
    kind,
    persons,
    due_at = null,
    about = { ...subjectOf(application), link: linkOf(application.id) },
  }: { kind: TaskKind; persons: readonly string[]; due_at?: Date | string | null; about?: About },
): Promise<void> {
  const { name, number } = application
  for (const person_id of new Set(persons))
    await openTask(ctx, {
      ...about,
      person_id,
      kind,
      due_at,
      title: name ?? number ?? '',
      params: { number },
    })
}

/** Nothing of that kind (or of no kind left) waits for anybody any more; with `person_id`, for that person. */
export async function settle(
  ctx: Ctx,
  application: Application,
  { outcome = 'done', ...which }: { kind?: TaskKind; person_id?: string; outcome?: 'done' | 'cancelled' },
): Promise<void> {
  await closeTasks(ctx, { ...subjectOf(application), ...which, outcome })
}
