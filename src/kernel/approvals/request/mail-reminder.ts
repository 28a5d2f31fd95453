import type { Ctx } from '../../http/context.ts'
import { formatDateTime, formatList, nameIn } from '../../language/contract.ts'
import { titleIn } from '../../language/titles/contract.ts'
import { queueMail } from '../../mail/queue.ts'
import { namesOf } from './names.ts'
import type { Reminder, Stage } from './remind.ts'

/** Writes to everybody who hasn't answered, and to their superiors whom they keep waiting. */
export async function mailReminder(ctx: Ctx, reminder: Reminder): Promise<void> {
  const { org_id, subject, step, due_at, stage, persons, proxies, superiors } = reminder
  const { time_zone } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('time_zone')
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  const nameOf = await namesOf(ctx, persons)
  const write = (person_id: string, letter: Stage | 'superior') =>
    queueMail(ctx, {
      ...{ org_id, person_id, template: `approvals.mail.${letter}`, link: subject.link },
      notice: letter === 'superior' ? 'escalation' : 'reminder',
      params: (language) => ({
        title: subject.title,
        step: titleIn(language, step),
        due: formatDateTime(language, due_at, { timeZone: time_zone }),
        people: formatList(
          language,
          persons.map((id) => nameIn(language, nameOf(id))),
        ),
      }),
    })
  for (const person of [...persons, ...proxies]) await write(person, stage)
  for (const person of superiors) await write(person, 'superior')
}
