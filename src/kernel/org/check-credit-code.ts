import { sql } from 'kysely'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { isValidCreditCode, normaliseCreditCode } from './credit-code/contract.ts'
import { offerRestoring } from './restoring.ts'

type Options = {
  /** The organisation whose own code it is. */
  except?: string | undefined
  /** Where the code stands in the request. */
  field?: string
}

/**
 * A written code as it is stored, when it is sound and nobody in the network has it, closed organisations included.
 * Throws `invalid` at the field for a code that isn't one, `refused` naming the organisation that has it to whoever
 * sees that one. For a closed one that is `org.errors.credit_code_of_closed`, which names
 * who may restore it and offers that to whoever may (`restore`). Holds a lock on the code until the transaction ends, so
 * that two can't claim it at once.
 */
export async function checkCreditCode(
  ctx: Ctx,
  written: string,
  { except, field = 'credit_code' }: Options = {},
): Promise<string> {
  const code = normaliseCreditCode(written)
  if (code.length !== 18) throw fault(field, 'org.errors.credit_code_length', { length: code.length })
  if (!isValidCreditCode(code)) throw fault(field, 'org.errors.credit_code_wrong', { code })
  await sql`select pg_advisory_xact_lock(hashtext(${`kernel.credit_code:${code}`}))`.execute(ctx.tx)
  const holder = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'code', 'name', 'life'])
    .where('credit_code', '=', code)
    .executeTakeFirst()
  if (!holder || holder.id === except) return code
  const seen = ctx.may('org.organisation.read', holder.id)
  if (!seen && holder.life !== 'closed')
    throw refused('org.errors.credit_code_taken_unseen', { credit_code: code })
  const params = {
    credit_code: code,
    organisation: holder.name,
    organisation_code: holder.code,
    ...(seen ? { organisation_id: holder.id } : {}),
  }
  if (holder.life === 'closed')
    throw refused('org.errors.credit_code_of_closed', { ...params, ...(await offerRestoring(ctx, holder)) })
  throw refused('org.errors.credit_code_taken', params)
}

const fault = (path: string, code: string, params: Record<string, unknown>) =>
  invalid('errors.invalid', {}, [{ path, code, params }])
