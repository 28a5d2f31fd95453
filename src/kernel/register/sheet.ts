import type { MessageKey } from '../language/messages/contract.ts'
import type { Cell } from '../sheet/cell.ts'
import type { ListSheet, Say } from '../sheet/serve.ts'
import type { Register } from './contract.ts'
import type { Filters } from './filter.ts'
import { listRows, type Row } from './rows.ts'

/** The records that fit as a sheet: the organisation and every field, whichever of them the list shows. */
export const sheetOfRegister = (register: Register): ListSheet<Row, Filters> => ({
  title: register.title,
  list: (ctx, query) => listRows(register, ctx, query),
  columns: [
    {
      key: 'organisation',
      head: 'register.list.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    ...Object.entries(register.fields).map(([key, { title }]) => ({
      ...{ key, head: title as MessageKey },
      value: (row: Row, say: Say) => cellOf(register, row, key, say),
    })),
  ],
})

function cellOf({ fields }: Register, row: Row, key: string, say: Say): Cell {
  const field = fields[key]!
  const value = row[key]
  if (value === null || value === undefined) return null
  if (field.kind === 'file') return row.files[key]?.name ?? null
  if (field.kind === 'choice') return say.word(field.options[String(value)] ?? String(value))
  if (field.kind === 'day') return say.day(String(value))
  return typeof value === 'number' ? value : String(value)
}
