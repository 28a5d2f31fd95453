import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import { ownerOf } from '../db/lock.ts'
import { notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { OrganisationKind } from '../org/contract.ts'
import type { Mail, MailState } from './contract.ts'
import { maskAddress } from './mask-address.ts'
import { mark } from './seal.ts'

type Filters = { state?: MailState | undefined; q?: string | undefined }

export async function listMail(
  ctx: Ctx,
  { state, q, ...paging }: Filters & { after?: string | undefined; limit: number },
): Promise<Page<Mail>> {
  let query = mails(ctx)
  if (state) query = query.where('kernel.mail.state', '=', state)
  if (q) {
    const part = containing(q)
    // Of letters to somebody outside only those to an address known in full are found.
    query = query.where((on) =>
      on.or([
        on.and([
          on('kernel.mail.person_id', 'is not', null),
          on.or([on('recipient', 'ilike', part), on('subject', 'ilike', part)]),
        ]),
        on(on.fn('lower', ['recipient']), '=', q.toLowerCase()),
      ]),
    )
  }
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'kernel.mail.created_at', as: 'created_at', direction: 'desc' },
      { by: 'kernel.mail.id', as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return { ...page, items: page.items.map((row) => shown(ctx, row)) }
}

/** Puts a mail back among those that wait, to be tried at once. Throws `refused` for one that waits or was sent. */
export async function sendAgain(ctx: Ctx, { id, version }: { id: string; version: number }): Promise<Mail> {
  const found = await ctx.tx
    .selectFrom('kernel.mail')
    .select(['org_id', 'subject', 'recipient', 'person_id', 'state', 'version'])
    .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.mail', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.version !== version) throw stale()
  // What was emptied once its time to keep was over goes to nobody any more.
  if ((found.state !== 'failed' && found.state !== 'captured') || found.recipient === '')
    throw refused('mail.errors.not_stopped')
  await ctx.tx
    .updateTable('kernel.mail')
    .set({ state: 'waiting', attempts: 0, error: null, next_at: ctx.now, version: version + 1 })
    .where('org_id', '=', found.org_id)
    .where('id', '=', id)
    .execute()
  ctx.record({
    action: 'mail.mail.send_again',
    ...{
      org_id: found.org_id,
      subject_type: 'mail',
      subject_id: id,
      title: found.person_id ? found.subject : maskAddress(found.recipient),
    },
  })
  return shown(ctx, await mails(ctx).where('kernel.mail.id', '=', id).executeTakeFirstOrThrow())
}

const mails = ({ tx }: Ctx) =>
  tx
    .selectFrom('kernel.mail')
    .innerJoin('kernel.organisation', 'kernel.organisation.id', 'kernel.mail.org_id')
    .leftJoin('kernel.person', 'kernel.person.id', 'kernel.mail.person_id')
    .select(['kernel.mail.id', 'recipient', 'subject', 'body', 'language', 'state', 'attempts', 'error'])
    .select('kernel.mail.person_id')
    .select([
      'kernel.mail.created_at',
      'sent_at',
      'next_at',
      'kernel.mail.version',
      'kernel.person.name as person_name',
    ])
    .select(['kernel.organisation.id as organisation_id', 'kernel.organisation.name as organisation_name'])
    .select([
      'kernel.organisation.name_en as organisation_name_en',
      'kernel.organisation.kind as organisation_kind',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof mails>['execute']>>[number]

function shown({ language }: Ctx, row: Row): Mail {
  const { organisation_id, organisation_name, organisation_name_en, organisation_kind, person_id, ...rest } =
    row
  const stopped = (row.state === 'failed' || row.state === 'captured') && row.recipient !== ''
  return {
    ...rest,
    ...(person_id === null ? hidden(language, row) : {}),
    ...(person_id !== null
      ? { body: rest.body.replace(mark, translate(language, 'mail.letter.link_kept')) }
      : {}),
    state: row.state as MailState,
    next_at: row.state === 'waiting' ? row.next_at : null,
    organisation: {
      ...{ id: organisation_id, name: organisation_name },
      ...{ name_en: organisation_name_en, kind: organisation_kind as OrganisationKind },
    },
    can: stopped ? ['send_again'] : [],
  }
}

/**
 * Invariant: whoever looks after the outbox reads no letter to somebody outside. Whoever may read what it is about finds
 * its words there.
 */
function hidden(language: Language, { recipient, error }: Row) {
  const masked = maskAddress(recipient)
  return {
    recipient: masked,
    subject: translate(language, 'mail.letter.outside'),
    body: translate(language, 'mail.letter.outside_body'),
    // A server may quote the address in letters of another case.
    error: error?.replace(/[^\s<>@"']+@[^\s<>@"']+/g, maskAddress) ?? null,
  }
}
