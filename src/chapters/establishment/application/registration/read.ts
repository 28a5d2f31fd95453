import type { Selectable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import { daysBetween } from '../../../../kernel/calendar/working-days.ts'
import { getFile } from '../../../../kernel/files/read.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { titleIn } from '../../../../kernel/language/titles/contract.ts'
import type { Application } from '../life/row.ts'
import { todayOf } from '../papers/checklist.ts'
import { authorityIn } from '../papers/titles.ts'
import type { Registration } from './contract.ts'
import { inTime } from './in-time.ts'

/** From this many days before the due day on, a registration is shown as due soon. */
const soon = 10

/** The registrations of an application in their order, each with its clock, proof and issue. */
export async function readRegistrations(
  ctx: Ctx,
  { org_id, id, kind, credit_code }: Pick<Application, 'org_id' | 'id' | 'kind' | 'credit_code'>,
): Promise<Registration[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.registration as r')
    .innerJoin('establishment.registration_kind as k', 'k.key', 'r.kind')
    .innerJoin('kernel.organisation as o', 'o.id', 'r.org_id')
    .leftJoin('kernel.issue as i', (join) =>
      join.onRef('i.org_id', '=', 'r.org_id').onRef('i.id', '=', 'r.issue_id'),
    )
    .selectAll('r')
    .select([
      'k.title',
      'k.title_tw',
      'k.title_en',
      'k.asks_credit_code',
      'k.licence_kind',
      'k.existing_kinds',
    ])
    .select(['k.authority', 'k.authority_tw', 'k.authority_en', inTime.as('in_time')])
    .select(['i.number as issue_number', 'i.state as issue_state'])
    .where('r.org_id', '=', org_id)
    .where('r.application_id', '=', id)
    .orderBy('k.position')
    .orderBy('r.kind')
    .execute()
  const today = await todayOf(ctx, org_id)
  return Promise.all(
    rows.map(async (row) => ({
      ...shown(row, today),
      title: titleIn(ctx.language, row),
      asks_credit_code: row.asks_credit_code,
      authority: authorityIn(ctx.language, row),
      may_exist: row.licence_kind !== null && (credit_code !== null || row.existing_kinds.includes(kind)),
      proof: row.file_id ? await getFile(ctx, row.file_id) : null,
      issue: row.issue_id ? { id: row.issue_id, number: row.issue_number!, state: row.issue_state! } : null,
    })),
  )
}

type Row = Selectable<DB['establishment.registration']> & { in_time: boolean }

function shown(row: Row, today: string) {
  const { id, version, kind, due_on, number, credit_code, registered_on, filed_at } = row
  const { issued_by, valid_until } = row
  const days_left = filed_at ? null : daysBetween(today, due_on)
  return {
    ...{ id, version, kind, due_on, number, credit_code, registered_on, filed_at, days_left },
    ...{ issued_by, valid_until },
    state: stateOf(row, days_left),
  }
}

/** `daysLeft`: calendar days from today; null once it is filed. */
export function stateOf({ in_time }: Pick<Row, 'in_time'>, daysLeft: number | null): Registration['state'] {
  if (daysLeft === null) return in_time ? 'filed' : 'filed_late'
  if (daysLeft < 0) return 'overdue'
  return daysLeft <= soon ? 'due_soon' : 'running'
}

/** The clock of the organisation that was established. */
export const readEstablished = ({ tx }: Ctx, id: string) =>
  tx.selectFrom('kernel.organisation').select('time_zone').where('id', '=', id).executeTakeFirstOrThrow()
