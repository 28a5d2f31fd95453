import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import type { Ctx } from '../../http/context.ts'
import type { FieldValue, FieldValues } from '../flow/contract.ts'
import type { StepShown } from '../request/contract.ts'
import type { StoredRequest } from '../request/rows.ts'

export type FilledRow = Selectable<DB['kernel.approval_filled']>

/** What was filled in at each step of a request, in order. */
export function readFilled({ tx }: Ctx, { row }: StoredRequest): Promise<FilledRow[]> {
  return tx
    .selectFrom('kernel.approval_filled')
    .selectAll()
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** The last of each field at a step, of those that this reader is shown. */
export function showFilled(
  rows: readonly FilledRow[],
  {
    step_id,
    shown,
    nameOf,
  }: { step_id: string; shown: FieldValues; nameOf: (id: string) => StepShown['filled'][number]['person'] },
): StepShown['filled'] {
  const own = rows.filter((one) => one.step_id === step_id && Object.hasOwn(shown, one.field))
  const last = new Map(own.map((one) => [one.field, one]))
  return [...last.values()].map(({ field, value, person_id, proxy_id, at }) => ({
    field,
    value: value as FieldValue,
    person: nameOf(person_id),
    proxy: proxy_id === null ? null : nameOf(proxy_id),
    at,
  }))
}
