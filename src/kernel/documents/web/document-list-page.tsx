import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Column } from '../../web/list/column.ts'
import type { Filter } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { usePageTitle } from '../../web/page-title.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { exportIssuedDocuments, type IssuedDocument, listIssuedDocuments } from '../contract.ts'
import { IssuedDocumentCard } from './issued-document-card.tsx'
import { useDocumentBulk } from './use-document-bulk.ts'

/** Every document issued within reach. */
export function DocumentListPage() {
  const { t } = useWords()
  usePageTitle(t('documents.list.title'))
  return (
    <ListPage
      name="documents.documents"
      title={t('documents.list.title')}
      endpoint={listIssuedDocuments}
      sheet={exportIssuedDocuments}
      columns={useColumns()}
      to={({ id }) => `/documents/${id}`}
      searchHint={t('documents.list.search')}
      filters={useFilters()}
      preview={(document) => <IssuedDocumentCard document={document} />}
      bulk={useDocumentBulk()}
      create={
        <GoButton to="/documents/check" icon={<SafetyCertificateOutlined aria-hidden="true" />}>
          {t('documents.check.title')}
        </GoButton>
      }
      empty={{ title: t('documents.list.empty'), text: t('documents.list.empty_text') }}
    />
  )
}

function useColumns(): Column<IssuedDocument>[] {
  const { t } = useWords()
  const state = ({ voided_at }: IssuedDocument) =>
    t(voided_at ? 'documents.document.voided' : 'documents.document.issued')
  return [
    {
      key: 'number',
      title: t('documents.check.number'),
      width: 220,
      render: ({ number }) => <span className="number">{number}</span>,
    },
    {
      key: 'title',
      title: t('documents.list.name'),
      card: 'title',
      render: ({ title }) => title,
    },
    {
      key: 'state',
      title: t('documents.list.state'),
      width: 110,
      card: 'chip',
      render: (row) => <StateChip plain tone={row.voided_at ? 'closed' : 'issued'} word={state(row)} />,
    },
    {
      key: 'organisation',
      title: t('documents.check.organisation'),
      width: 180,
      render: ({ org_id, org_name }) => <OrgTag plain organisation={{ id: org_id, name: org_name }} />,
    },
    {
      key: 'issued_by',
      title: t('documents.document.issued_by'),
      width: 120,
      render: ({ issued_by_name }) => issued_by_name,
    },
    {
      key: 'issued_at',
      title: t('documents.document.issued_at'),
      width: 140,
      render: ({ issued_at }) => <When at={issued_at} table />,
    },
    {
      key: 'sha256',
      title: t('documents.list.hash'),
      width: 320,
      optional: true,
      render: ({ sha256 }) => <code className="hash">{sha256}</code>,
    },
  ]
}

function useFilters(): Filter[] {
  const { t } = useWords()
  return [
    organisationFilter('under', t('documents.check.organisation')),
    {
      key: 'state',
      kind: 'choice',
      title: t('documents.list.state'),
      options: [
        { value: 'issued', word: t('documents.document.issued') },
        { value: 'voided', word: t('documents.document.voided') },
      ],
    },
    { key: 'issued', kind: 'days', title: t('documents.document.issued_at') },
  ]
}
