import { sql } from 'kysely'
import { listFiles } from '../../kernel/files/read.ts'
import { removeFile } from '../../kernel/files/remove.ts'
import type { Ctx, Kernel } from '../../kernel/http/context.ts'
import { asSystem } from '../../kernel/http/open-context.ts'
import { parameter } from '../../kernel/regulation/values.ts'
import { recordOn } from './complaint/life/move.ts'
import { lockComplaint, subjectOf } from './complaint/life/row.ts'
import { indexComplaint } from './complaint/receive.ts'

/**
 * Takes away who complained and what was said, once it has been over for as many months as the
 * regulation keeps it. What it was about, its causes and
 * its times stay: every count is as it was. Run daily; each in a transaction of its own.
 */
export async function forgetComplainants(kernel: Kernel): Promise<number> {
  const ids = await asSystem(kernel, readOver, { readOnly: true })
  for (const { id } of ids) await asSystem(kernel, (ctx) => forget(ctx, id))
  return ids.length
}

async function readOver(ctx: Ctx): Promise<{ id: string }[]> {
  const months = await parameter(ctx, 'complaint_keep_months')
  const { rows } = await sql<{ id: string }>`
    select c.id from complaints.complaint c
    join complaints.complainant p on p.org_id = c.org_id and p.complaint_id = c.id
    where c.state in ('closed', 'unfounded', 'merged')
      and coalesce(c.closed_at, c.received_at) < ${ctx.now}::timestamptz - make_interval(months => ${months}::int)
    limit 1000`.execute(ctx.tx)
  return rows
}

async function forget(ctx: Ctx, id: string): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  const { org_id } = complaint
  await ctx.tx
    .deleteFrom('complaints.complainant')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await ctx.tx
    .updateTable('complaints.message')
    .set({ text: '' })
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  await ctx.tx
    .deleteFrom('complaints.mail')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .execute()
  for (const file of await listFiles(ctx, subjectOf(complaint))) await removeFile(ctx, file)
  const bare = { description: '', answer: null, tracking_hash: null }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ ...bare, version: complaint.version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  await indexComplaint(ctx, { ...complaint, ...bare })
  recordOn(ctx, complaint, 'forget')
}
