import { z } from 'zod'
import { endpoint } from '../http/contract.ts'

/** What one hears of: a new task, a reminder, somebody else's delay, a copy, the end of what one asked for. */
export const noticeKinds = ['waiting', 'reminder', 'escalation', 'copy', 'done'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const noticeWays = ['at_once', 'digest', 'none'] as const
export type NoticeWay = (typeof noticeWays)[number]

/** Kinds nobody switches off, as somebody else relies on their being heard. */
export const obligatoryKinds: readonly NoticeKind[] = ['escalation']

const isTimeZone = (zone: string) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const way = z.enum(noticeWays)

const shape = z.object({
  ways: z.object({ waiting: way, reminder: way, escalation: way, copy: way, done: way }),
  quiet: z.boolean(),
  quiet_from: time,
  quiet_to: time,
  working_days_only: z.boolean(),
  digest: z.boolean(),
  digest_at: time,
  /** Null: that of the organisation where one is employed. */
  time_zone: z.string().refine(isTimeZone).nullable(),
})
export type NoticeFields = z.infer<typeof shape>

/** True from `from` up to, but not including, `to`; the night may lie between. */
export const isWithin = (at: string, { from, to }: { from: string; to: string }): boolean =>
  from < to ? at >= from && at < to : at >= from || at < to

/** What fits together: each fault stands at the field that can be changed. */
const together = (given: NoticeFields, ctx: z.RefinementCtx<NoticeFields>) => {
  const fault = (path: string[], message: string) => ctx.addIssue({ code: 'custom', path, message })
  for (const kind of noticeKinds) {
    if (given.ways[kind] === 'none' && obligatoryKinds.includes(kind))
      fault(['ways', kind], 'notices.errors.obligatory')
    if (given.ways[kind] === 'digest' && !given.digest) fault(['ways', kind], 'notices.errors.no_digest')
  }
  if (!given.quiet) return
  const { quiet_from: from, quiet_to: to } = given
  if (from === to) fault(['quiet_to'], 'notices.errors.never_loud')
  else if (given.digest && isWithin(given.digest_at, { from, to }))
    fault(['digest_at'], 'notices.errors.digest_in_quiet')
}

export const noticeFields = shape.superRefine(together)

export const noticeSettings = shape.extend({
  /** The zone that holds while none is chosen. */
  home_time_zone: z.string(),
  /** False: no mail server is set, so that mails stay in the outbox. */
  sends: z.boolean(),
  obligatory: z.array(z.enum(noticeKinds)),
  /** 0: nothing was chosen yet. */
  version: z.int(),
})

export const readNotices = endpoint({
  name: 'notices.setting.read',
  method: 'GET',
  path: '/api/session/notices',
  guard: 'signed_in',
  summary: 'How the caller hears of things by mail: per kind of notice, quiet hours and the daily digest.',
  returns: noticeSettings,
})

export const updateNotices = endpoint({
  name: 'notices.setting.update',
  method: 'PUT',
  path: '/api/session/notices',
  guard: 'signed_in',
  summary: 'Changes how the caller hears of things by mail. What is obligatory can’t be switched off.',
  body: shape.extend({ version: z.int().min(0) }).superRefine(together),
  returns: noticeSettings,
})
