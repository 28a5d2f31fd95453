import type { Ctx } from '../../http/context.ts'
import type { Subject } from './takers.ts'

/** The Message-ID of a mail in the outbox. */
export const internetIdOf = (id: string): string => `<${id}@bylaw>`

/** As RFC 5322 has them; what a mail calls its own may be anything. */
export const isInternetId = (text: string): boolean => /^<[^<>\s]{1,290}>$/.test(text)

const ours = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@bylaw>$/
const answerTag = /^re-([0-9a-f]{32})$/

/** `complaints@example.com` with what an answer is recognised by: `complaints+re-…@example.com`. */
export const addressOfAnswer = (address: string, id: string): string =>
  address.replace('@', `+re-${id.replaceAll('-', '')}@`)

/** What stands behind the plus of our own address, wherever it was written. */
export function findTag(to: readonly string[], own: string | null): string | null {
  if (!own) return null
  const [name, domain] = own.split('@') as [string, string]
  const tagged = to.find((one) => one.startsWith(`${name}+`) && one.endsWith(`@${domain}`))
  return tagged?.slice(name.length + 1, -domain.length - 1) || null
}

/** What the mail before it was about: by the address it went to, by the mail it answers, by those before that. */
export async function findAnswered(
  ctx: Ctx,
  { references, tag }: { references: readonly string[]; tag: string | null },
): Promise<Subject | null> {
  const tagged = answerTag.exec(tag ?? '')?.[1]
  const sent = tagged ? [tagged.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')] : []
  for (const id of sent) {
    const about = await findSent(ctx, id)
    if (about) return about
  }
  for (const reference of references) {
    const id = ours.exec(reference)?.[1]
    const about = id ? await findSent(ctx, id) : await findArrived(ctx, reference)
    if (about) return about
  }
  return null
}

async function findSent({ tx }: Ctx, id: string): Promise<Subject | null> {
  const row = await tx
    .selectFrom('kernel.mail')
    .select(['subject_type', 'subject_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return subjectOf(row)
}

async function findArrived({ tx }: Ctx, message_id: string): Promise<Subject | null> {
  const row = await tx
    .selectFrom('kernel.mail_arrival')
    .select(['subject_type', 'subject_id'])
    .where('message_id', '=', message_id)
    .where('org_id', 'in', (from) =>
      from.selectFrom('kernel.organisation').select('id').where('parent_id', 'is', null),
    )
    .executeTakeFirst()
  return subjectOf(row)
}

function subjectOf(
  row: { subject_type: string | null; subject_id: string | null } | undefined,
): Subject | null {
  const { subject_type, subject_id } = row ?? {}
  return subject_type && subject_id ? { subject_type, subject_id } : null
}
