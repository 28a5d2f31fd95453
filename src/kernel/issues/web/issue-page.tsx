import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApprovalPanel } from '../../approvals/web/approval-panel.tsx'
import { useWords } from '../../language/web/words.tsx'
import { useOrganisationName } from '../../org/web/pick-organisation.ts'
import { TrailOf } from '../../trail/web/trail-of.tsx'
import { useParam } from '../../web/navigation.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { PrintButton } from '../../web/pieces/print-button.tsx'
import { When } from '../../web/pieces/when.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { type IssuePage as Issue, readIssue } from '../acts/contract.ts'
import { EvidenceSection } from './evidence-section.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { ExtensionList } from './extension-list.tsx'
import { useIssueChip } from './issue-chip.tsx'
import { IssueNotice } from './issue-notice.tsx'
import { PlanSection } from './plan-section.tsx'
import { useDueDay } from './use-due-day.ts'
import { useIssueActions } from './use-issue-actions.ts'
import './issue-page.css'

/** One issue: what is wrong, whose turn it is, and everything that happened. */
export function IssuePage() {
  const id = useParam('id')
  const query = useCall(readIssue, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(issue) => <IssueRecord key={id} issue={issue} />}
    </Loaded>
  )
}

function IssueRecord({ issue }: { issue: Issue }) {
  const { t } = useWords()
  const named = useOrganisationName()
  const chip = useIssueChip()
  const [extending, setExtending] = useState(false)
  const actions = useIssueActions(issue, () => setExtending(true))
  const { org, number, what, opened_by, opened_at, extensions, evidence, measures } = issue
  const running = extensions.find(({ state }) => state === 'in_review' || state === 'more_wanted')
  return (
    <>
      <RecordPage
        number={number}
        title={what}
        state={chip(issue)}
        organisation={{ id: org.id, name: named(org) }}
        meta={{
          organisation: <OrgTag organisation={org} />,
          by: opened_by ? (
            <>
              {t('issues.page.opened_by')} <PersonTag person={opened_by} bare />
            </>
          ) : (
            t('issues.page.opened_by_system')
          ),
          at: <When at={opened_at} />,
        }}
        can={issue.can}
        actions={actions}
        notice={<IssueNotice issue={issue} />}
        sections={[
          {
            id: 'facts',
            title: t('issues.page.facts'),
            extra: <PrintButton />,
            content: <IssueFacts issue={issue} />,
          },
          {
            id: 'plan',
            title: t('issues.page.plan'),
            ...(measures.length > 0 ? { count: measures.length } : {}),
            content: <PlanSection issue={issue} />,
          },
          {
            id: 'evidence',
            title: t('issues.page.evidence'),
            ...(evidence.length > 0 ? { count: evidence.length } : {}),
            content: <EvidenceSection issue={issue} />,
          },
          extensions.length > 0 && {
            id: 'extensions',
            title: t('issues.page.extensions'),
            count: extensions.length,
            content: (
              <>
                <ExtensionList extensions={extensions} />
                {running && <ApprovalPanel subject_type="issues.extension" subject_id={running.id} />}
              </>
            ),
          },
        ]}
        timeline={<TrailOf org_id={org.id} subject_type="issue" subject_id={issue.id} />}
      />
      {extending && <ExtendDialog issue={issue} close={() => setExtending(false)} />}
    </>
  )
}

function IssueFacts({ issue }: { issue: Issue }) {
  const { t, formats } = useWords()
  const dueDay = useDueDay()
  const { title, description, clause, link, responsible, verifier, due_on, original_due_on } = issue
  const { what, source, severity, repeat_of, repeats, summary, verified_by, verified_at, closed_at } = issue
  const issueLink = ({ id, number }: { id: string; number: string }) => (
    <Link key={id} to={`/issues/${id}` as string} className="number">
      {number}
    </Link>
  )
  return (
    <Facts
      facts={[
        title !== what && {
          word: t('issues.page.about'),
          value: link?.startsWith('/') ? <PathLink to={link}>{title}</PathLink> : title,
          wide: true,
        },
        description !== '' && {
          word: t('issues.page.description'),
          value: <span className="issue-words">{description}</span>,
          wide: true,
        },
        {
          word: t('issues.page.clause'),
          value: clause && (
            <Link to={'/regulation' as string} hash={clause} className="number">
              {clause}
            </Link>
          ),
        },
        { word: t('issues.page.severity_head'), value: t(`issues.page.severity.${severity}`) },
        { word: t('issues.page.source_head'), value: t(`issues.page.source.${source}`) },
        { word: t('issues.page.responsible'), value: responsible && <PersonTag person={responsible} /> },
        { word: t('issues.page.verifier'), value: verifier && <PersonTag person={verifier} /> },
        { word: t('issues.page.due'), value: dueDay(issue) },
        original_due_on !== due_on && {
          word: t('issues.page.original_due'),
          value: formats.date(original_due_on),
        },
        repeat_of && { word: t('issues.page.repeat_of'), value: issueLink(repeat_of) },
        repeats.length > 0 && {
          word: t('issues.page.repeated_by'),
          value: <span className="issue-links">{repeats.map(issueLink)}</span>,
        },
        summary !== '' && {
          word: t('issues.page.summary'),
          value: <span className="issue-words">{summary}</span>,
          wide: true,
        },
        verified_at !== null && {
          word: t('issues.page.verified'),
          value: (
            <>
              {verified_by && <PersonTag person={verified_by} bare />} <When at={verified_at} />
            </>
          ),
        },
        closed_at !== null && { word: t('issues.page.closed'), value: <When at={closed_at} /> },
      ]}
    />
  )
}
