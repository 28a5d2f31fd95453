import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'

/** The checklist on paper: what is there, by file name, and until when it is valid. */
export function PrintedPapers({ application: { documents } }: { application: ApplicationPage }) {
  const { t, formats } = useWords()
  return (
    <table className="plan-table is-money" aria-label={t('establishment.print.papers')}>
      <tbody>
        {documents.map(({ document_type, title, required, state, files }) => (
          <tr key={document_type}>
            <th scope="row">{title}</th>
            <td>
              {files.length === 0
                ? t(required ? `establishment.form.paper.${state}` : 'establishment.form.paper.none')
                : files.map(({ id, file, valid_until }) => (
                    <p key={id}>
                      {file.name}
                      {valid_until &&
                        ` · ${t('establishment.form.paper.valid', { day: formats.date(valid_until) })}`}
                    </p>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
