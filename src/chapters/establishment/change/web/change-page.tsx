import { Link } from '@tanstack/react-router'
import { ApprovalPanel } from '../../../../kernel/approvals/web/approval-panel.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useArrive } from '../../web/use-arrive.ts'
import { type ChangePage as Change, readChange } from '../contract.ts'
import { changeTones } from './change-chip.tsx'
import { ChangeFiles } from './change-files.tsx'
import { ChangeLines } from './change-lines.tsx'
import { ChangeNotice } from './change-notice.tsx'
import { useChangeTitle } from './change-words.tsx'
import { CorrectionNotice } from './correction-notice.tsx'
import { HandOverSummary } from './hand-over/hand-over-summary.tsx'
import { useChangeActions } from './use-change-actions.ts'

/** One filing of change, from its draft to the day it took effect. */
export function ChangePage() {
  const id = useParam('id')
  const query = useCall(readChange, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(change) => <ChangeRecord key={id} change={change} />}
    </Loaded>
  )
}

function ChangeRecord({ change }: { change: Change }) {
  const { t } = useWords()
  useArrive()
  const title = useChangeTitle()
  const named = useOrganisationName()
  const actions = useChangeActions(change)
  const { id, org, number, kind, state, applicant, created_at, submitted_at, approval } = change
  return (
    <RecordPage
      number={number}
      title={title(kind, org)}
      state={{ tone: changeTones[state], word: t(`establishment.change.state.${state}`) }}
      organisation={{ id: org.id, name: named(org) }}
      meta={{
        organisation: <OrgTag organisation={org} />,
        applicant: (
          <>
            {t('establishment.change.page.applicant')} <PersonTag person={applicant} bare />
          </>
        ),
        at: submitted_at ? (
          <>
            {t('establishment.change.page.submitted')} <When at={submitted_at} />
          </>
        ) : (
          <>
            {t('establishment.change.page.begun')} <When at={created_at} />
          </>
        ),
      }}
      can={change.correctable ? [...change.can, 'correct'] : change.can}
      actions={actions}
      notice={
        <>
          <CorrectionNotice change={change} />
          <ChangeNotice change={change} />
        </>
      }
      sections={[
        {
          id: 'lines',
          title: t('establishment.change.page.lines'),
          content: (
            <>
              <ChangeLines change={change} />
              <EffectiveLine change={change} />
            </>
          ),
        },
        {
          id: 'why',
          title: t('establishment.change.page.why'),
          content: (
            <Facts
              facts={[
                { word: t('establishment.change.field.reason'), value: change.reason, wide: true },
                { word: t('establishment.change.field.plan'), value: change.plan, wide: true },
              ]}
            />
          ),
        },
        (change.files.length > 0 || change.can.includes('edit')) && {
          id: 'files',
          title: t('establishment.change.page.files'),
          content: <ChangeFiles change={change} />,
        },
        change.hand_over && {
          id: 'hand-over',
          title: t('establishment.hand_over.title'),
          extra: (
            <Link to={`/establishment/changes/${id}/hand-over` as string}>
              {t('establishment.hand_over.see')}
            </Link>
          ),
          content: <HandOverSummary id={id} />,
        },
        approval !== null && {
          id: 'approval',
          title: t('establishment.change.page.approval'),
          content: <ApprovalPanel subject_type="establishment.change" subject_id={id} />,
        },
      ]}
      timeline={<TrailOf org_id={org.id} subject_type="establishment.change" subject_id={id} />}
    />
  )
}

function EffectiveLine({ change: { effective_on } }: { change: Change }) {
  const { t, formats } = useWords()
  return (
    <Facts
      facts={[
        {
          word: t('establishment.change.field.effective_on'),
          value:
            effective_on === null ? t('establishment.change.page.on_approval') : formats.date(effective_on),
        },
      ]}
    />
  )
}
