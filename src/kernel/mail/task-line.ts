import type { Ctx } from '../http/context.ts'
import { formatDateTime, inLanguage, isLanguage, type Language } from '../language/contract.ts'
import { knowsMessage, translate } from '../language/translate.ts'
import { titlesFor } from '../search/titles.ts'

export type ToldTask = {
  org_id: string
  id: string
  person_id: string
  kind: string
  title: string
  link: string
  params: unknown
  due_at: string | null
}

/** What is asked in a task, in words. */
export const askedIn = (language: Language, { kind, params, title }: ToldTask): string =>
  knowsMessage(kind)
    ? translate(language, kind, inLanguage(language, params as Record<string, unknown>))
    : title

/** A task as the lines of a letter: what is asked of what and until when, then the address of its very page. */
export function linesOf(
  { app }: Pick<Ctx, 'app'>,
  { language, time_zone }: { language: Language; time_zone: string },
  task: ToldTask,
): string {
  const what = { what: askedIn(language, task), title: task.title }
  const line = task.due_at
    ? translate(language, 'mail.tasks.line_due', {
        ...what,
        due: formatDateTime(language, task.due_at, { timeZone: time_zone }),
      })
    : translate(language, 'mail.tasks.line', what)
  return `${line}\n  ${app.configuration.base_url}${task.link}`
}

/** Tasks about things as that language calls them. */
export async function titledIn<T extends { org_id: string; title: string }>(
  { tx }: Pick<Ctx, 'tx'>,
  language: Language,
  tasks: T[],
): Promise<T[]> {
  const titleOf = await titlesFor({ tx, language }, tasks)
  return tasks.map((task) => ({ ...task, title: titleOf(task) }))
}

/** The language a person is written to in. */
export async function languageFor({ tx }: Pick<Ctx, 'tx'>, person_id: string): Promise<Language> {
  const account = await tx
    .selectFrom('kernel.account')
    .select('language')
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return isLanguage(account?.language) ? account.language : 'zh-CN'
}
