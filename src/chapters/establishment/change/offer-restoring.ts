import { holdersAt } from '../../../kernel/access/holders.ts'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { registerRestoring } from '../../../kernel/org/restoring.ts'

const permission = 'establishment.change.direct'
/** So many are named: whoever reads it needs somebody to ask, not a register. */
const named = 3

/** Whoever directs a closed organisation files its restoring; others are told who does, the nearest first. */
export function offerRestoring(): void {
  registerRestoring(async (ctx, { id }) => {
    const holders = (await holdersAt(ctx, { org_id: id, permission })).slice(0, named)
    return {
      ...(ctx.may(permission, id) ? { restore: `/organisations/${id}/change/restore` } : {}),
      restorers:
        holders.length > 0
          ? await readNames(ctx, holders)
          : [translate(ctx.language, 'access.sign_in.role.hq_ops.name')],
    }
  })
}

async function readNames(ctx: Ctx, ids: string[]): Promise<string[]> {
  const nameOf = await namesOf(ctx, ids)
  return ids.map((id) => nameIn(ctx.language, nameOf(id)))
}
