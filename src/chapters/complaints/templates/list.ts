import type { Selectable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { headquartersOf } from '../../../kernel/calendar/headquarters.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { ReturnOf } from '../../../kernel/http/contract.ts'
import { makeDeriver } from '../../../kernel/language/derive.ts'
import {
  type listTemplates as endpoint,
  type Template,
  type TemplateKind,
  templateKinds,
} from './contract.ts'

export type TemplateRow = Selectable<DB['complaints.template']>

let deriver: ((text: string) => string) | undefined
/** Its dictionaries are read when the first text is derived. */
function derive(text: string): string {
  deriver ??= makeDeriver()
  return deriver(text)
}

/** Title and text in Traditional Chinese: as they were written, or derived. */
export const inTraditional = ({
  title,
  title_tw,
  text,
  text_tw,
}: Pick<TemplateRow, 'title' | 'title_tw' | 'text' | 'text_tw'>) => ({
  title: title_tw ?? derive(title),
  text: text_tw ?? derive(text),
})

/** In the order of the steps, those in force first; within a step as they were made. */
export async function listTemplates(ctx: Ctx): Promise<ReturnOf<typeof endpoint>> {
  const rows = await ctx.tx.selectFrom('complaints.template').selectAll().orderBy('id').execute()
  const edits = ctx.holds('complaints.template.edit')
  const place = (row: TemplateRow) => templateKinds.indexOf(row.kind as TemplateKind)
  const items = rows
    .toSorted((a, b) => place(a) - place(b) || Number(!!a.withdrawn_at) - Number(!!b.withdrawn_at))
    .map((row) => show(row, edits))
  return { items, org_id: await headquartersOf(ctx), can: edits ? ['create'] : [] }
}

function show({ key: _, ...row }: TemplateRow, edits: boolean): Template {
  const turn = row.withdrawn_at === null ? 'withdraw' : 'restore'
  return {
    ...row,
    kind: row.kind as TemplateKind,
    said_tw: inTraditional(row),
    can: edits ? ['edit', turn] : [],
  }
}
