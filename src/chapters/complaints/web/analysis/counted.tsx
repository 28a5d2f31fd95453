import { useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Chart } from '../../../../kernel/web/chart/chart.tsx'
import type { ChartPoint } from '../../../../kernel/web/chart/point.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import type { Analysis } from '../../analysis/contract.ts'
import { Numbers } from './numbers.tsx'

type Props = {
  analysis: Analysis
  /** No organisation was asked for. */
  whole: boolean
}

/** What was counted, under a line that says of what: on paper too. */
export function Counted({ analysis, whole }: Props) {
  const { t, formats } = useWords()
  const points = useMemo(() => pointsOf(analysis), [analysis])
  const { from, to, under } = analysis
  const unit = t('complaints.analysis.count')
  return (
    <>
      <p className="complaint-analysis-of muted">
        {t('complaints.analysis.total', { from: formats.date(from), to: formats.date(to) })}
        {whole && ` · ${t('complaints.analysis.everywhere')}`}
        {under && ` · ${t('complaints.analysis.under', { organisation: under })}`}
      </p>
      {analysis.total === 0 ? (
        <EmptyState title={t('complaints.analysis.empty')} text={t('complaints.analysis.empty_text')} />
      ) : (
        <>
          <Numbers analysis={analysis} />
          <Chart
            {...{ title: t('complaints.analysis.months'), item: t('complaints.analysis.month'), unit }}
            {...{ look: 'trend', points: points.months }}
          />
          <Chart
            {...{ title: t('complaints.analysis.causes'), item: t('complaints.field.cause'), unit }}
            {...{ look: 'pareto', points: points.causes }}
            note={t('complaints.analysis.causes_of', { total: formats.number(analysis.repeated.total) })}
          />
          <Chart
            {...{ title: t('complaints.analysis.organisations'), item: t('complaints.field.organisation') }}
            {...{ unit, look: 'ranking', points: points.organisations }}
          />
          <Chart
            {...{ title: t('complaints.analysis.services'), item: t('complaints.field.service'), unit }}
            {...{ look: 'ranking', points: points.services }}
          />
          <Chart
            {...{ title: t('complaints.analysis.channels'), item: t('complaints.field.channel'), unit }}
            {...{ look: 'ranking', points: points.channels }}
          />
        </>
      )}
    </>
  )
}

function pointsOf({ months, causes, organisations, services, channels }: Analysis) {
  const points = (bars: (Analysis['months'][number] & { share?: number | null })[]): ChartPoint[] =>
    bars.map(({ key, title, count, list, share }) => ({
      ...{ key, title, value: count, to: list },
      ...(key === '' && { apart: true }),
      ...(share === undefined || share === null ? {} : { together: share }),
    }))
  return {
    ...{ months: points(months), causes: points(causes), organisations: points(organisations) },
    ...{ services: points(services), channels: points(channels) },
  }
}
