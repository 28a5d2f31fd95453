import { useWords } from '../../language/web/words.tsx'
import { useOrganisationName } from '../../org/web/pick-organisation.ts'
import { useParam } from '../../web/navigation.ts'
import { Facts } from '../../web/pieces/facts.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PersonTag } from '../../web/pieces/person-tag.tsx'
import { RecordPage } from '../../web/record/record-page.tsx'
import { useCall } from '../../web/use-call.ts'
import { type MeasuredIssue, readMeasures } from '../acts/contract.ts'
import { useIssueChip } from './issue-chip.tsx'
import { PlanSection } from './plan-section.tsx'
import { useDueDay } from './use-due-day.ts'
import './issue-page.css'

/** An issue and its plan, for whoever has a measure of it. */
export function MeasuresPage() {
  const id = useParam('id')
  const query = useCall(readMeasures, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(issue) => <Measures key={id} issue={issue} />}
    </Loaded>
  )
}

function Measures({ issue }: { issue: MeasuredIssue }) {
  const { t } = useWords()
  const named = useOrganisationName()
  const chip = useIssueChip()
  const dueDay = useDueDay()
  const { id, org, number, what, description, severity, responsible, measures, readable } = issue
  return (
    <RecordPage
      number={number}
      title={what}
      state={chip(issue)}
      organisation={{ id: org.id, name: named(org) }}
      meta={{ organisation: <OrgTag organisation={org} /> }}
      sections={[
        {
          id: 'plan',
          title: t('issues.page.plan'),
          count: measures.length,
          content: <PlanSection issue={issue} />,
        },
        {
          id: 'facts',
          title: t('issues.page.facts'),
          extra: readable && <GoButton to={`/issues/${id}`}>{t('issues.form.open_issue')}</GoButton>,
          content: (
            <Facts
              facts={[
                description !== '' && {
                  word: t('issues.page.description'),
                  value: <span className="issue-words">{description}</span>,
                  wide: true,
                },
                { word: t('issues.page.severity_head'), value: t(`issues.page.severity.${severity}`) },
                {
                  word: t('issues.page.responsible'),
                  value: responsible && <PersonTag person={responsible} />,
                },
                { word: t('issues.page.due'), value: dueDay(issue) },
              ]}
            />
          ),
        },
      ]}
    />
  )
}
