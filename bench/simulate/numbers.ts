import type pg from 'pg'
import { Sheet } from './load/sheet.ts'

type Given = { series: string; period: string; subject_type: string; subject_id: string }

/** The product's numbers, without a gap: they go on from where each series stands. */
export class Numbers {
  readonly given = new Sheet('kernel.issued_number', [
    ...(['series', 'period', 'n', 'text', 'subject_type', 'subject_id'] as const),
  ])
  readonly #last: Map<string, { series: string; period: string; last: number }>

  constructor(known: { series: string; period: string; last: number }[]) {
    this.#last = new Map(known.map((one) => [`${one.series} ${one.period}`, one]))
  }

  next({ series, period, ...subject }: Given, format: (n: number) => string): string {
    const key = `${series} ${period}`
    const kept = this.#last.get(key) ?? { series, period, last: 0 }
    kept.last += 1
    this.#last.set(key, kept)
    const text = format(kept.last)
    this.given.add({ series, period, n: kept.last, text, ...subject })
    return text
  }

  /** Where the series stand now. */
  async keep(client: pg.Client): Promise<void> {
    for (const { series, period, last } of this.#last.values())
      await client.query(
        `insert into kernel.number_series (series, period, last) values ($1, $2, $3)
         on conflict (series, period) do update set last = excluded.last`,
        [series, period, last],
      )
  }
}
