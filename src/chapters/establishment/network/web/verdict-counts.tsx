import { useWords } from '../../../../kernel/language/web/words.tsx'
import { VerdictCounts as Counts } from '../../../../kernel/sheet/web/verdict-counts.tsx'
import type { Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import { type Summary, type Verdict, verdicts } from '../dry-run/contract.ts'

export const verdictTones: Record<Verdict, Tone> = {
  create: 'progress',
  change: 'progress',
  same: 'done',
  doubtful: 'waiting',
  refused: 'refused',
}

/** How many rows come out how; each count opens its rows. */
export function VerdictCounts({ id, summary }: { id: string; summary: Summary }) {
  const { t } = useWords()
  const counts = verdicts.map((verdict) => ({
    ...{ verdict, tone: verdictTones[verdict], count: summary.verdicts[verdict] ?? 0 },
    word: t(`establishment.network.verdicts.${verdict}`),
    help: t(`establishment.network_import.verdict_help.${verdict}`),
  }))
  return <Counts rows={`/organisations/import/${id}/rows`} counts={counts} />
}
