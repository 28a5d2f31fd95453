import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { ListedIssue } from '../contract.ts'
import { IssueChip } from './issue-chip.tsx'

export function useIssueColumns(): Column<ListedIssue>[] {
  const { t } = useWords()
  return [
    {
      key: 'number',
      title: t('issues.page.number'),
      width: 116,
      render: ({ number }) => <span className="number">{number}</span>,
    },
    {
      key: 'what',
      title: t('issues.page.what'),
      render: ({ what }) => what,
      card: 'title',
    },
    {
      key: 'about',
      title: t('issues.page.about'),
      width: 140,
      // What was written by hand is its own subject.
      render: ({ title, what }) => (title === what ? null : title),
    },
    {
      key: 'clause',
      title: t('issues.page.clause'),
      width: 64,
      render: ({ clause }) => clause && <span className="number">{clause}</span>,
    },
    {
      key: 'organisation',
      title: t('issues.page.organisation'),
      width: 160,
      render: ({ organisation }) => <OrgTag organisation={organisation} plain />,
    },
    {
      key: 'responsible',
      title: t('issues.page.responsible'),
      width: 116,
      render: ({ responsible }) => responsible && <PersonTag person={responsible} />,
    },
    {
      key: 'due',
      title: t('issues.page.due'),
      width: 116,
      render: ({ due_on }) => <When at={due_on} table />,
    },
    {
      key: 'state',
      title: t('issues.page.state_head'),
      width: 204,
      render: (issue) => <IssueChip issue={issue} plain />,
      card: 'chip',
    },
    {
      key: 'severity',
      title: t('issues.page.severity_head'),
      width: 90,
      render: ({ severity }) => t(`issues.page.severity.${severity}`),
      optional: true,
    },
    {
      key: 'source',
      title: t('issues.page.source_head'),
      width: 100,
      render: ({ source }) => t(`issues.page.source.${source}`),
      optional: true,
    },
    {
      key: 'original_due',
      title: t('issues.page.original_due'),
      width: 120,
      render: ({ original_due_on }) => <When at={original_due_on} table />,
      optional: true,
    },
    {
      key: 'repeat',
      title: t('issues.page.repeat'),
      width: 90,
      render: ({ repeat }) => (repeat ? t('issues.page.repeat_yes') : ''),
      optional: true,
    },
    {
      key: 'opened',
      title: t('issues.page.opened'),
      width: 110,
      render: ({ opened_at }) => <When at={opened_at} table />,
      optional: true,
    },
  ]
}
