import type { FileColumn } from './contract.ts'
import type { Row, Table } from './table.ts'

/** More values than these are no choice; longer ones are cut on the screen. */
const [mostValues, longest, samples, sampled] = [30, 120, 3, 300]

export type Looked = {
  row_count: number
  columns: FileColumn[]
  /** A few hundred rows from all over the file, by which to guess what its columns mean. */
  sample: Row[]
}

/** Reads a table once, holding little of it: how many rows it has, and what stands in each column. */
export async function lookAt({ headers, rows }: Pick<Table, 'headers' | 'rows'>): Promise<Looked> {
  const found = headers.map(() => ({ counts: new Map<string, number>(), first: [] as string[] }))
  let sample: Row[] = []
  let [row_count, step] = [0, 1]
  for await (const row of rows()) {
    if (row_count % step === 0) sample.push(row)
    if (sample.length > sampled * 2) {
      sample = sample.filter((_, at) => at % 2 === 0)
      step *= 2
    }
    row_count += 1
    for (const [at, { counts, first }] of found.entries()) {
      const cell = (row.cells[at] ?? '').trim().slice(0, longest)
      if (cell === '') continue
      if (first.length < samples && !first.includes(cell)) first.push(cell)
      if (counts.has(cell) || counts.size <= mostValues) counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
  }
  const columns = found.map(({ counts, first }, at) => {
    const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
    const few = values.length > 0 && values.length <= mostValues
    return { header: headers[at]!.slice(0, longest), samples: first, values: few ? values : null }
  })
  return { row_count, columns, sample }
}
