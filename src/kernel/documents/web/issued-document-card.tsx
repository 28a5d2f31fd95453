import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useCall } from '../../web/use-call.ts'
import {
  downloadIssuedDocument,
  type IssuedDocument,
  type Verification,
  verifyIssuedDocument,
} from '../contract.ts'
import './documents.css'

type Props = {
  document: IssuedDocument
  /** It is all the page says: its title is the page's. */
  page?: boolean
}

/** An issued document: number, seal, hash, its file, and the check that the file is still the one issued. */
export function IssuedDocumentCard({ document, page }: Props) {
  const { t } = useWords()
  const params = { id: document.id }
  const verify = useCall(verifyIssuedDocument, { params }, { enabled: false })
  const { number, title, issued_at, issued_by_name, sha256, voided_at, void_reason } = document
  const Title = page ? 'h1' : 'h3'
  return (
    <article className="card issued-document">
      <header>
        <StateChip
          tone={voided_at ? 'closed' : 'issued'}
          word={t(voided_at ? 'documents.document.voided' : 'documents.document.issued')}
        />
        <span className="number">{number}</span>
      </header>
      <Title>{page ? title : <Link to={`/documents/${document.id}` as string}>{title}</Link>}</Title>
      <Facts
        facts={[
          { word: t('documents.document.issued_at'), value: <When at={issued_at} exact /> },
          { word: t('documents.document.issued_by'), value: issued_by_name },
          voided_at !== null && {
            word: t('documents.document.voided_at'),
            value: <When at={voided_at} exact />,
          },
          void_reason !== null && {
            word: t('documents.document.void_reason'),
            value: void_reason,
            wide: true,
          },
          { word: 'SHA-256', value: <code className="hash">{sha256}</code>, wide: true },
        ]}
      />
      {verify.data && <Verified verification={verify.data} />}
      {verify.error && <ProblemView problem={verify.error} inline retry={() => void verify.refetch()} />}
      <div className="issued-document-tools no-print">
        <Button
          icon={<DownloadOutlined aria-hidden="true" />}
          href={fileUrl(downloadIssuedDocument, { params })}
          download
        >
          {t('documents.document.download')}
        </Button>
        <Button
          icon={<SafetyCertificateOutlined aria-hidden="true" />}
          loading={verify.isFetching}
          onClick={() => void verify.refetch()}
        >
          {t('documents.document.verify')}
        </Button>
      </div>
    </article>
  )
}

function Verified({ verification }: { verification: Verification }) {
  const { t, formats } = useWords()
  const { matches, found, checked_at } = verification
  const at = formats.dateTime(checked_at)
  return (
    <div className={`verified ${matches ? 'is-true' : 'is-false'}`} role="status">
      <p>{t(`documents.document.${matches ? 'matches' : found ? 'differs' : 'missing'}`, { at })}</p>
      {found && !matches && <code className="hash">{found}</code>}
    </div>
  )
}
