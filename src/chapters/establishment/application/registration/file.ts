import { personOf } from '../../../../kernel/access/actor.ts'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { invalid, notFound, refused, stale } from '../../../../kernel/errors/problem.ts'
import { type FileToKeep, storeFile } from '../../../../kernel/files/store.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { rectifyIssue } from '../../../../kernel/issues/open.ts'
import { setCreditCode } from '../../../../kernel/org/set-credit-code.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { tellOrganisation } from '../../registry/filings/keep.ts'
import { asCompany } from '../decision/approve.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Application, lockApplication, subjectOf } from '../life/row.ts'
import type { Registration } from './contract.ts'
import { askNext } from './next.ts'
import { readEstablished, readRegistrations } from './read.ts'

type Filing = {
  id: string
  registration_id: string
  version: number
  number: string
  registered_on: string
  credit_code?: string | undefined
  issued_by?: string | undefined
  valid_until?: string | undefined
  file: FileToKeep
}

/**
 * Files a registration with its proof. The business registration brings the organisation's credit code. An issue that
 * was opened because it was late counts as rectified. After the last one the organisation can be completed.
 */
export async function fileRegistration(ctx: Ctx, input: Filing): Promise<Registration> {
  const application = await lockApplication(ctx, { id: input.id })
  await checkAction(ctx, application, 'register')
  await lockRegistration(ctx, application, input.registration_id)
  const row = (await readRegistrations(ctx, application)).find((one) => one.id === input.registration_id)
  if (!row) throw notFound()
  if (row.version !== input.version) throw stale()
  if (row.filed_at) throw refused('establishment.application.errors.registered_already', { title: row.title })
  await checkDays(ctx, application, row, input)
  const credit_code = await takeCreditCode(ctx, application, { row, written: input.credit_code })
  const file = await storeFile(ctx, {
    ...subjectOf(application),
    ...input.file,
    meta: { registration: row.kind },
  })
  const { number, registered_on } = input
  const filed = {
    ...{ number, registered_on, credit_code, file_id: file.id, filed_at: ctx.now },
    issued_by: row.authority ? input.issued_by || row.authority : null,
    valid_until: row.authority ? (input.valid_until ?? null) : null,
  }
  await ctx.tx
    .updateTable('establishment.registration')
    .set({ ...filed, filed_by: personOf(ctx.actor), version: row.version + 1 })
    .where('org_id', '=', application.org_id)
    .where('id', '=', row.id)
    .execute()
  const written: Record<string, [unknown, unknown]> = {
    ...{ registration: [null, row.kind], number: [null, number] },
    ...{ registered_on: [null, registered_on], sha256: [null, file.sha256] },
  }
  recordOn(ctx, application, 'register', { diff: written })
  await tellOrganisation(ctx, application, { verb: 'register', diff: written })
  await settleAfter(ctx, application, row)
  return (await readRegistrations(ctx, application)).find((one) => one.id === row.id)!
}

/** The reminders look at it too: whoever comes second sees what the first did. */
async function lockRegistration({ tx }: Ctx, { org_id }: Application, id: string) {
  await tx
    .selectFrom('establishment.registration')
    .select('id')
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** What existed before was registered whenever it was; everything else from the approval on. Nothing in the future. */
async function checkDays(
  ctx: Ctx,
  { organisation_id, approved_at }: Application,
  { may_exist }: Registration,
  { registered_on, valid_until }: Pick<Filing, 'registered_on' | 'valid_until'>,
) {
  const { time_zone } = await readEstablished(ctx, organisation_id!)
  const from = dayIn(time_zone, new Date(approved_at!))
  const to = dayIn(time_zone, ctx.now)
  const wrong = (path: string, code: string, params = {}) =>
    invalid('errors.invalid', {}, [{ path, code, params }])
  if (registered_on > to)
    throw wrong('registered_on', 'establishment.application.errors.registered_later', { to })
  if (!may_exist && registered_on < from)
    throw wrong('registered_on', 'establishment.application.errors.registered_on', { from, to })
  if (valid_until && valid_until < registered_on)
    throw wrong('valid_until', 'establishment.application.errors.valid_until', { from: registered_on })
}

async function takeCreditCode(
  ctx: Ctx,
  { organisation_id, credit_code }: Application,
  { row, written }: { row: Registration; written: string | undefined },
): Promise<string | null> {
  if (!row.asks_credit_code) return null
  const given = written || credit_code
  if (!given)
    throw invalid('errors.invalid', {}, [
      { path: 'credit_code', code: 'establishment.application.errors.credit_code_wanted' },
    ])
  return setCreditCode(await asCompany(ctx), { id: organisation_id!, credit_code: given })
}

/** Closes what reminded of it, and asks for the completion after the last one. */
async function settleAfter(ctx: Ctx, application: Application, row: Registration) {
  const { org_id } = application
  await closeTasks(ctx, {
    ...{ org_id, subject_type: 'establishment.registration', subject_id: row.id, outcome: 'done' },
  })
  if (row.issue) await rectifyIssue(ctx, { org_id, id: row.issue.id })
  const left = (await readRegistrations(ctx, application)).filter((one) => !one.filed_at)
  if (left.length > 0) return
  await askNext(ctx, application)
}
