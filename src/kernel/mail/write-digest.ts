import { Rights } from '../access/grants.ts'
import { callerOfAccount } from '../access/session.ts'
import { headquartersOf } from '../calendar/headquarters.ts'
import type { Ctx } from '../http/context.ts'
import { formatDate, isLanguage, type Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { queueMail } from './queue.ts'
import { linesOf, type ToldTask, titledIn } from './task-line.ts'

/** So many lines of a kind are a morning's reading; the inbox has them all. */
const most = 40

type Whose = { account_id: string; day: string; time_zone: string }
type News = { org_id: string; id: string; subject: string; link: string | null }

/**
 * Writes a person what waits and what is overdue, the next due first, and what was put by for the digest, each with the
 * address of its page. Invariant: of what they no longer reach nothing is said. Gives false when there is nothing.
 */
export async function writeDigest(ctx: Ctx, { account_id, day, time_zone }: Whose): Promise<boolean> {
  const caller = await callerOfAccount(ctx.tx, account_id, ctx.now)
  const person_id = caller?.actor.person_id
  if (!caller || !person_id) return false
  const reach = (await new Rights().of(ctx.tx, caller)).reachOf()
  const reached = <T extends { org_id: string }>(rows: T[]) =>
    reach.all ? rows : rows.filter(({ org_id }) => reach.ids.includes(org_id))
  const language: Language = isLanguage(caller.language) ? caller.language : 'zh-CN'
  const tasks = await titledIn(ctx, language, reached(await listTasks(ctx, person_id)))
  const news = reached(await takeNews(ctx, person_id))
  if (tasks.length + news.length === 0) return false
  const isLate = ({ due_at }: ToldTask) => due_at !== null && new Date(due_at) <= ctx.now
  const [late, open] = [tasks.filter(isLate), tasks.filter((task) => !isLate(task))]
  const line = (task: ToldTask) => linesOf(ctx, { language, time_zone }, task)
  const parts = [
    partOf(language, 'mail.tasks.digest_overdue', late.map(line)),
    partOf(language, 'mail.tasks.digest_waiting', open.map(line)),
    partOf(language, 'mail.tasks.digest_news', news.map(newsLine(ctx))),
  ]
  const orgs = new Set([...tasks, ...news].map(({ org_id }) => org_id))
  await queueMail(ctx, {
    // What speaks of several organisations is headquarters' to look after: nobody else reaches all of them.
    org_id: orgs.size === 1 ? [...orgs][0]! : await headquartersOf(ctx),
    ...{ person_id, template: 'mail.tasks.digest', link: '/inbox', notice: 'digest' },
    params: {
      ...{ day: formatDate(language, day), count: tasks.length, overdue: late.length },
      parts: parts.filter(Boolean).join(''),
    },
  })
  return true
}

async function listTasks({ tx }: Ctx, person_id: string): Promise<ToldTask[]> {
  return tx
    .selectFrom('kernel.task')
    .select(['org_id', 'id', 'person_id', 'kind', 'title', 'link', 'params', 'due_at'])
    .where('person_id', '=', person_id)
    .where('closed_at', 'is', null)
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(2000)
    .execute()
}

/** Takes what was put by for the digest: it goes with this one, and with no other. */
async function takeNews({ tx, now }: Ctx, person_id: string): Promise<News[]> {
  return tx
    .updateTable('kernel.mail')
    .set((row) => ({ sent_at: now, version: row('version', '+', 1) }))
    .where('person_id', '=', person_id)
    .where('state', '=', 'bundled')
    .where('sent_at', 'is', null)
    .returning(['org_id', 'id', 'subject', 'link'])
    .execute()
}

const newsLine =
  ({ app }: Ctx) =>
  ({ subject, link }: News) =>
    link ? `· ${subject}\n  ${app.configuration.base_url}${link}` : `· ${subject}`

type Head = 'mail.tasks.digest_overdue' | 'mail.tasks.digest_waiting' | 'mail.tasks.digest_news'

function partOf(language: Language, head: Head, lines: string[]): string {
  if (lines.length === 0) return ''
  const rest = lines.length - most
  const more = rest > 0 ? [translate(language, 'mail.tasks.digest_more', { count: rest })] : []
  const shown = [translate(language, head, { count: lines.length }), ...lines.slice(0, most), ...more]
  return `\n\n${shown.join('\n')}`
}
