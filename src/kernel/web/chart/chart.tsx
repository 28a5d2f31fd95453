import { useId } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { PathLink } from '../pieces/path-link.tsx'
import { Drawing } from './drawing.tsx'
import type { ChartLook, ChartPoint } from './point.ts'
import './chart.css'

type Props = {
  title: string
  /** What each row is: "Month", "Cause". */
  item: string
  /** What is counted: stands over the numbers and at the axis. */
  unit: string
  look: ChartLook
  points: ChartPoint[]
  /** What its numbers are of, where that isn't plain. */
  note?: string
}

/** A chart and the table of the same numbers. Each bar or point opens its list, as its number in the table does; of many the picture folds the last ones together. */
export function Chart({ title, item, unit, look, points, note }: Props) {
  const { t, formats } = useWords()
  const id = useId()
  if (points.length === 0) return null
  const shared = points.some(({ together }) => together !== undefined)
  const together = t('web.chart.together')
  return (
    <section className="chart" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note && <p className="muted">{note}</p>}
      <div className="chart-body">
        <Drawing look={look} points={points} unit={unit} together={together} />
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{item}</th>
              <th scope="col" className="number">
                {unit}
              </th>
              {shared && (
                <th scope="col" className="number">
                  {together}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row">{point.title}</th>
                <td className="number">
                  <PathLink to={point.to}>{formats.number(point.value)}</PathLink>
                </td>
                {shared && (
                  <td className="number">
                    {point.together === undefined ? '—' : formats.percent(point.together, 0)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
