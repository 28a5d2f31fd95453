import { QRCode } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { DocumentContent, IssuedDocument } from '../contract.ts'
import '../../web/document/document-page.css'
import './document-paper.css'

type Props = { document: IssuedDocument; content: DocumentContent }

/** What the document says, on paper: for reading and printing. The file that was issued is the download. */
export function DocumentPaper({ document, content }: Props) {
  const { layout, language, issuer, number, title, addressee, lines, date } = content
  const chinese = layout === 'chinese'
  return (
    <article className={`paper official is-${layout}`} lang={language}>
      <VoidNote document={document} />
      <p className="official-issuer">{issuer}</p>
      <p className="official-number">
        <span>{number}</span>
        {!chinese && <span>{date}</span>}
      </p>
      {!chinese && <p>{addressee}</p>}
      <h2 className="official-title">{title}</h2>
      {chinese && <p>{addressee}</p>}
      {lines
        .map((line, at) => ({ line, place: `line-${at}` }))
        .map(({ line, place }) => (
          <Line key={place} line={line} />
        ))}
      <End content={content} />
    </article>
  )
}

function Line({ line }: { line: DocumentContent['lines'][number] }) {
  if (line.kind === 'table') return <PaperTable columns={line.columns} rows={line.rows} />
  if (line.kind === 'heading') return line.level === 1 ? <h3>{line.text}</h3> : <h4>{line.text}</h4>
  return <p className={`official-${line.kind}`}>{line.text}</p>
}

type TableLine = Extract<DocumentContent['lines'][number], { kind: 'table' }>

function PaperTable({ columns, rows }: Pick<TableLine, 'columns' | 'rows'>) {
  return (
    <div className="official-table">
      <table>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {columns.map(({ title, align }, at) => (
                <td key={title} style={{ textAlign: align }}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function End({ content }: { content: DocumentContent }) {
  const { t } = useWords()
  const { layout, attachments, signature, date, imprint, verification, check_link } = content
  return (
    <>
      {attachments.length > 0 && (
        <div className="official-attachments">
          <p>{t('documents.document.attachments')}</p>
          <ol>
            {attachments.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ol>
        </div>
      )}
      <div className="official-signature">
        {signature.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {layout === 'chinese' && <p>{date}</p>}
      </div>
      {imprint.length > 0 && (
        <div className="official-imprint">
          {imprint.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {verification && <p className="official-verification">{verification}</p>}
      {check_link && (
        // The line above says the same in words.
        <div className="official-qr" aria-hidden="true">
          <QRCode type="svg" value={check_link} size={96} bordered={false} bgColor="#fff" color="#000" />
        </div>
      )}
    </>
  )
}

/** Said in words and printed along: a void document must not pass for one that holds. */
function VoidNote({ document: { voided_at, void_reason } }: { document: IssuedDocument }) {
  const { t, formats } = useWords()
  if (voided_at === null) return null
  const params = { at: formats.dateTime(voided_at), reason: void_reason ?? '' }
  return <p className="official-void">{t('documents.document.void_note', params)}</p>
}
