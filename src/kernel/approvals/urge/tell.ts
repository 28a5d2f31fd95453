import type { Ctx } from '../../http/context.ts'
import { formatList, nameIn } from '../../language/contract.ts'
import { titleIn, titlesOf } from '../../language/titles/contract.ts'
import { queueMail } from '../../mail/queue.ts'
import { openTask } from '../../tasks/open.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import { namesOf } from '../request/names.ts'
import type { StepRow, StoredRequest } from '../request/rows.ts'

type Urged = {
  stored: StoredRequest
  step: StepRow
  persons: string[]
  superiors: string[]
  times: number
  note: string | null
}

/** Mails to those who are urged; their superiors get a mail each time, and one task until the step is over. */
export async function tellUrged(ctx: Ctx, urged: Urged): Promise<void> {
  const { stored, step, persons, superiors, times, note } = urged
  const { row } = stored
  const asked = (row.flow as FlowDefinition).steps[step.position]
  const nameOf = await namesOf(ctx, persons)
  const write = (person_id: string, letter: 'asked' | 'superior') =>
    queueMail(ctx, {
      ...{ org_id: row.org_id, person_id, template: `approvals.urge.mail.${letter}`, link: row.subject_link },
      notice: letter === 'superior' ? 'escalation' : 'reminder',
      params: (language) => ({
        ...{ title: row.subject_title, times, by: ctx.actor.name, note: note ?? '—' },
        step: asked && titleIn(language, asked),
        people: formatList(
          language,
          persons.map((id) => nameIn(language, nameOf(id))),
        ),
      }),
    })
  for (const person of persons) await write(person, 'asked')
  const waiting = await openUrged(ctx, stored)
  for (const person_id of superiors) {
    await write(person_id, 'superior')
    if (waiting.has(person_id)) continue
    const { org_id, subject_type, subject_id, subject_title, subject_link } = row
    await openTask(ctx, {
      ...{ org_id, person_id, kind: 'approvals.inbox.urged', subject_type, subject_id },
      ...{ title: subject_title, link: subject_link },
      params: { request_id: row.id, step: asked && titlesOf(asked), count: times },
      own_mail: true,
    })
  }
}

/** Superiors in whose inbox it lies already. */
async function openUrged({ tx }: Ctx, { row }: StoredRequest): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('kernel.task')
    .select('person_id')
    .where('org_id', '=', row.org_id)
    .where('subject_type', '=', row.subject_type)
    .where('subject_id', '=', row.subject_id)
    .where('kind', '=', 'approvals.inbox.urged')
    .where('closed_at', 'is', null)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}
