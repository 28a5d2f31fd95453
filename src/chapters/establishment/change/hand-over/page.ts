import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { getOrganisation, todayAt } from '../../../../kernel/org/organisation.ts'
import type { ExitAudit, HandOverItem, HandOverPage } from './contract.ts'
import { handOverActionsFor } from './may.ts'
import { findAudit, getHandOver, type HandOver, type Item, readItems } from './row.ts'

type NameOf = Awaited<ReturnType<typeof namesOf>>

/** The list of a hand-over, who stands by it, and the audit that was asked for. */
export async function readHandOverPage(given: Ctx, id: string): Promise<HandOverPage> {
  const { ctx, change, handOver } = await getHandOver(given, id)
  const organisation = await getOrganisation(ctx, change.org_id)
  const items = await readItems(ctx, handOver)
  const audit = await findAudit(ctx, handOver)
  const { outgoing_id, incoming_id, witness_id } = handOver
  const nameOf = await namesOf(
    ctx,
    [
      ...[outgoing_id, incoming_id, witness_id, audit?.requested_by, audit?.received_by],
      ...items.map(({ receiver_id }) => receiver_id),
    ].filter((one): one is string => typeof one === 'string'),
  )
  const { name, name_en, kind } = organisation
  return {
    org: { id: change.org_id, name, name_en, kind },
    number: change.number,
    open: change.state === 'in_handover',
    effective_on: change.effective_on!,
    outgoing: nameOf(outgoing_id),
    incoming: nameOf(incoming_id),
    items: items.map((item) => showItem(ctx, item, nameOf)),
    drawn_up_at: handOver.drawn_up_at,
    outgoing_at: handOver.outgoing_at,
    incoming_at: handOver.incoming_at,
    witness: witness_id ? nameOf(witness_id) : null,
    witnessed_at: handOver.witnessed_at,
    audit: audit ? showAudit(audit, nameOf) : null,
    since: await readSince(ctx, handOver),
    today: todayAt(ctx, organisation),
    version: handOver.version,
    can: await handOverActionsFor(given, change, handOver),
  }
}

function showItem({ language }: Ctx, item: Item, nameOf: NameOf): HandOverItem {
  const { id, source, count, link, title, receiver_id, remark } = item
  return {
    ...{ id, link, remark },
    title: source ? translate(language, source, { count: count ?? 0 }) : (title ?? ''),
    receiver: receiver_id ? nameOf(receiver_id) : null,
  }
}

type Audit = NonNullable<Awaited<ReturnType<typeof findAudit>>>

function showAudit(audit: Audit, nameOf: NameOf): ExitAudit {
  const { person_id, scope, period_from, period_to, requested_by, requested_at } = audit
  return {
    ...{ person: nameOf(person_id), scope, from: period_from, to: period_to },
    ...{ requested_by: nameOf(requested_by), requested_at },
    received_by: audit.received_by ? nameOf(audit.received_by) : null,
    received_at: audit.received_at,
  }
}

async function readSince({ tx }: Ctx, { org_id, outgoing_id, drawn_up_at }: HandOver): Promise<string> {
  const row = await tx
    .selectFrom('kernel.assignment')
    .select('starts_on')
    .where('org_id', '=', org_id)
    .where('person_id', '=', outgoing_id)
    .where('kind', '=', 'head')
    .orderBy('starts_on', 'desc')
    .executeTakeFirst()
  return row?.starts_on ?? new Date(drawn_up_at).toISOString().slice(0, 10)
}
