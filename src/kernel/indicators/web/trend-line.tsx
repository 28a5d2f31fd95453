import { useWords } from '../../language/web/words.tsx'
import type { IndicatorStanding } from '../contract.ts'

const [width, height] = [96, 24]

/** The last values as a line; read out as numbers. */
export function TrendLine({ trend }: Pick<IndicatorStanding, 'trend'>) {
  const { t, formats } = useWords()
  if (trend.length < 2) return null
  const values = trend.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number, n: number) =>
    `${(n * width) / (trend.length - 1)},${high === low ? height / 2 : height - 2 - ((value - low) / (high - low)) * (height - 4)}`
  const said = trend.map(({ period, value }) => `${period} ${formats.number(value)}`).join(', ')
  return (
    <svg
      className="indicator-trend"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t('indicators.page.trend_of', { values: said })}
    >
      <polyline points={values.map(at).join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
