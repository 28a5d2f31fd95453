import { useWords } from '../../language/web/words.tsx'
import type { RegulationPage } from '../contract.ts'

type Props = { title: string; numbers: RegulationPage['numbers'] }

/** The table of all numbers in force, as at the end of the exported document. */
export function NumbersAnnex({ title, numbers }: Props) {
  const { t } = useWords()
  return (
    <section id="numbers" className="regulation-part numbers-annex">
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('regulation.page.column_clause')}</th>
            <th scope="col">{t('regulation.page.column_number')}</th>
            <th scope="col">{t('regulation.page.column_value')}</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map(({ parameter, label, value, clauses }) => (
            <tr key={parameter} id={`number-${parameter}`}>
              <td>
                {clauses.map((id) => (
                  <a key={id} href={`#${id}`}>
                    {id}
                  </a>
                ))}
              </td>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
