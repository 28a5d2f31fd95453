import { sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'
import { formatList, nameIn } from '../../language/contract.ts'
import { titleIn } from '../../language/titles/contract.ts'
import { queueMail } from '../../mail/queue.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import { proxiesOf } from '../proxy/stands-in.ts'
import { namesOf } from '../request/names.ts'
import type { RequestRow, StepRow, StoredRequest } from '../request/rows.ts'
import { openEscalated } from './escalate.ts'

type Urged = {
  stored: StoredRequest
  step: StepRow
  persons: string[]
  superiors: string[]
  times: number
  note: string | null
}

/** Mails to those who are urged and whoever stands in for them, and the count on their task; their superiors get a mail each time, and one task until the step is over. */
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
  const me = ctx.actor.person_id
  const proxies = (await proxiesOf(ctx, persons)).filter((one) => one !== me && !persons.includes(one))
  for (const person of [...persons, ...proxies]) await write(person, 'asked')
  await countUrge(ctx, row, persons)
  for (const person of superiors) await write(person, 'superior')
  const { org_id, subject_type: type, subject_id, subject_title: title, subject_link: link } = row
  const subject = { type, id: subject_id, title, link }
  await openEscalated(
    ctx,
    { org_id, request_id: row.id, subject, step: asked, superiors },
    { kind: 'approvals.inbox.urged', count: times },
  )
}

/** The task of each says how often they were urged, wherever it lies. */
async function countUrge({ tx }: Ctx, row: RequestRow, persons: string[]): Promise<void> {
  await tx
    .updateTable('kernel.task')
    .set({ params: sql`params || jsonb_build_object('urged', coalesce((params ->> 'urged')::int, 0) + 1)` })
    .where('org_id', '=', row.org_id)
    .where('subject_type', '=', row.subject_type)
    .where('subject_id', '=', row.subject_id)
    .where('kind', '=', 'approvals.inbox.asked')
    .where('closed_at', 'is', null)
    .where(sql<boolean>`coalesce(meant_for_id, person_id) = any(${persons}::uuid[])`)
    .execute()
}
