import type { Ctx } from '../../http/context.ts'
import { type Titled, titlesOf } from '../../language/titles/contract.ts'
import { openTasks } from '../../tasks/open.ts'

const kinds = ['approvals.inbox.urged', 'approvals.inbox.overdue'] as const

type Slow = {
  org_id: string
  request_id: string
  subject: { type: string; id: string; title: string; link: string }
  step: Titled | undefined
  superiors: readonly string[]
}

/**
 * Lays a step that waits too long before the superiors of those who keep it waiting: one task each until the step is
 * over, whichever came first. The mail is the caller's. `count`: how often it was urged.
 */
export async function openEscalated(
  ctx: Ctx,
  slow: Slow,
  told: { kind: (typeof kinds)[number]; count?: number },
): Promise<void> {
  const { org_id, request_id, subject, step, superiors } = slow
  if (superiors.length === 0) return
  const waiting = await whoKnows(ctx, slow)
  const untold = superiors.filter((person_id) => !waiting.has(person_id))
  await openTasks(
    ctx,
    untold.map((person_id) => ({
      ...{ org_id, person_id, kind: told.kind, subject_type: subject.type, subject_id: subject.id },
      ...{ title: subject.title, link: subject.link },
      params: { request_id, step: step && titlesOf(step), count: told.count },
      own_mail: true,
    })),
  )
}

/** Superiors in whose inbox it lies already. */
async function whoKnows({ tx }: Ctx, { org_id, subject }: Slow): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('kernel.task')
    .select('person_id')
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .where('kind', 'in', kinds)
    .where('closed_at', 'is', null)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}
