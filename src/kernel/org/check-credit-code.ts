import { sql } from 'kysely'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { isValidCreditCode, normaliseCreditCode } from './credit-code.ts'

type Options = {
  /** The organisation whose own code it is. */
  except?: string | undefined
  /** Where the code stands in the request. */
  field?: string
}

/**
 * A written code as it is stored, when it is sound and nobody in the network has it, closed organisations included.
 * Throws `invalid` at the field for a code that isn't one, `refused` naming the organisation that has it; for a closed
 * one `org.errors.credit_code_of_closed`, whose `organisation_id` the refusal links to. Holds a lock on the code
 * until the transaction ends, so that two can't claim it at once.
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
  const params = {
    credit_code: code,
    organisation: holder.name,
    organisation_code: holder.code,
    organisation_id: holder.id,
  }
  if (holder.life === 'closed') throw refused('org.errors.credit_code_of_closed', params)
  throw refused('org.errors.credit_code_taken', params)
}

const fault = (path: string, code: string, params: Record<string, unknown>) =>
  invalid('errors.invalid', {}, [{ path, code, params }])
