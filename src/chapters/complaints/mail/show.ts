import type { Ctx } from '../../../kernel/http/context.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { maskAddress } from '../../../kernel/mail/mask-address.ts'
import type { Complaint } from '../complaint/life/row.ts'
import type { MailShown } from './contract.ts'
import type { LeftOut } from './keep.ts'

/** The mails of a complaint by the message their words became; under null the one that opened it. */
export async function showMails(ctx: Ctx, { org_id, id }: Complaint): Promise<Map<string | null, MailShown>> {
  const rows = await ctx.tx
    .selectFrom('complaints.mail')
    .select(['message_id', 'sender', 'left_out'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  return new Map(
    rows.map(({ message_id, sender, left_out }) => [
      message_id,
      {
        sender: maskAddress(sender),
        left_out: (left_out as LeftOut[]).map(({ name, code, params }) => ({
          name,
          reason: translate(ctx.language, code, params),
        })),
      },
    ]),
  )
}
