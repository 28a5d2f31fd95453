import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Analysis } from '../../analysis/contract.ts'

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
      <Rate word={t('complaints.analysis.first_time_right')} rate={first_time_right} />
      <Rate word={t('complaints.analysis.repeated')} rate={repeated} />
    </dl>
  )
}

function Rate({ word, rate: { met, total, list } }: { word: string; rate: Analysis['repeated'] }) {
  const { t, formats } = useWords()
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        {total === 0 ? '—' : formats.percent(met / total, 0)}{' '}
        <small>
          <Link to={list}>{t('complaints.analysis.of', { met, total })}</Link>
        </small>
      </dd>
    </div>
  )
}
