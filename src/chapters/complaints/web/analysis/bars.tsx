import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { AnalysisBar } from '../../analysis/contract.ts'

type Props = { title: string; bars: AnalysisBar[]; beside?: (bar: AnalysisBar) => string }

/** A table whose numbers are drawn as well: the words carry it, the bars only help the eye. */
export function Bars({ title, bars, beside }: Props) {
  const { formats } = useWords()
  const longest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <section className="complaint-bars">
      <h2>{title}</h2>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key}>
              <th scope="row">{bar.title}</th>
              <td className="complaint-bar" aria-hidden="true">
                <span style={{ width: `${(bar.count / longest) * 100}%` }} />
              </td>
              <td className="number">
                <Link to={bar.list}>{formats.number(bar.count)}</Link>
              </td>
              {beside && <td className="faint number">{beside(bar)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
