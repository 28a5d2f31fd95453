import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Analysis, AnalysisRate } from '../../analysis/contract.ts'

/** The three numbers of a period, each with what it is of. */
export function Numbers({ analysis }: { analysis: Analysis }) {
  const { t, formats } = useWords()
  const { total, list, first_time_right, repeated } = analysis
  return (
    <dl className="complaint-numbers">
      <div>
        <dt>{t('complaints.analysis.all')}</dt>
        <dd>
          <Link to={list}>{formats.number(total)}</Link>
        </dd>
      </div>
      <Rate
        word={t('complaints.analysis.first_time_right')}
        of={(total) => t('complaints.analysis.resolved', { total })}
        rate={first_time_right}
      />
      <Rate
        word={t('complaints.analysis.repeated')}
        of={(total) => t('complaints.analysis.caused', { total })}
        rate={repeated}
      />
    </dl>
  )
}

type RateProps = { word: string; of: (total: string) => string; rate: AnalysisRate }

/** How much it is, and the two numbers it is made of: each opens its own list. */
function Rate({ word, of, rate: { met, total, list, total_list } }: RateProps) {
  const { t, formats } = useWords()
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        {total === 0 ? '—' : formats.percent(met / total, 0)}{' '}
        <small>
          <Link to={list} aria-label={`${word} ${formats.number(met)}`}>
            {formats.number(met)}
          </Link>
          {` ${t('complaints.analysis.of')} `}
          <Link to={total_list}>{of(formats.number(total))}</Link>
        </small>
      </dd>
    </div>
  )
}
