import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { ListedIssue } from '../contract.ts'
import { IssueChip } from './issue-chip.tsx'
import './issue-preview.css'

/** An issue at a glance; the pane's own button opens its page. */
export function IssuePreview({ issue }: { issue: ListedIssue }) {
  const { t } = useWords()
  const { number, what, title, clause, responsible, due_on, opened_at, closed_at, severity } = issue
  return (
    <div className="issue-preview">
      <header>
        <p className="faint number">{number}</p>
        <h2>{what}</h2>
        <IssueChip issue={issue} />
      </header>
      <Facts
        facts={[
          { word: t('issues.page.about'), value: title, wide: true },
          { word: t('issues.page.organisation'), value: <OrgTag organisation={issue.organisation} /> },
          {
            word: t('issues.page.clause'),
            value: clause && (
              <Link to={'/regulation' as string} hash={clause} className="number">
                {clause}
              </Link>
            ),
          },
          { word: t('issues.page.severity_head'), value: t(`issues.page.severity.${severity}`) },
          { word: t('issues.page.source_head'), value: t(`issues.page.source.${issue.source}`) },
          { word: t('issues.page.responsible'), value: responsible && <PersonTag person={responsible} /> },
          { word: t('issues.page.due'), value: <When at={due_on} /> },
          issue.original_due_on !== due_on && {
            word: t('issues.page.original_due'),
            value: <When at={issue.original_due_on} />,
          },
          { word: t('issues.page.opened'), value: <When at={opened_at} /> },
          closed_at !== null && { word: t('issues.page.closed'), value: <When at={closed_at} /> },
        ]}
      />
    </div>
  )
}
