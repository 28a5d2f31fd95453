import { useWords } from '../../../../kernel/language/web/words.tsx'
import { FaultCounts as Counts } from '../../../../kernel/sheet/web/fault-counts.tsx'
import { type FaultCode, type Summary, weightOf } from '../dry-run/contract.ts'

const weights = ['refuses', 'doubts', 'notes'] as const

/** Each kind of fault with its number of rows, the weightiest first; each opens its rows. */
export function FaultCounts({ id, summary }: { id: string; summary: Summary }) {
  const { t } = useWords()
  const faults = Object.entries(summary.faults) as [FaultCode, number][]
  const groups = weights.map((weight) => ({
    title: t(`establishment.network.weights.${weight}`),
    faults: faults
      .filter(([code]) => weightOf(code) === weight)
      .map(([code, count]) => ({ code, count, word: t(`establishment.network.short.${code}`) })),
  }))
  return <Counts rows={`/organisations/import/${id}/rows`} groups={groups} />
}
