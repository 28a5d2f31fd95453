import { useEffect, useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintPage as Complaint, markRead, readComplaint } from '../../complaint/contract.ts'
import { complaintTones } from '../state-chip.tsx'
import { Clocks } from './clocks.tsx'
import { ComplaintDialogs } from './complaint-dialogs.tsx'
import { ComplaintFiles } from './complaint-files.tsx'
import { ComplaintNotice } from './complaint-notice.tsx'
import { Rulings } from './rulings.tsx'
import { FactsSection, RemedySection, WhoSection } from './sections.tsx'
import { Signals } from './signals.tsx'
import { Talk } from './talk.tsx'
import { type Dialog, useComplaintActions } from './use-complaint-actions.ts'
import { useTold } from './use-told.tsx'

/** One complaint, from the customer's first words to what came of it. */
export function ComplaintPage() {
  const id = useParam('id')
  const query = useCall(readComplaint, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(complaint) => <ComplaintRecord key={id} complaint={complaint} />}
    </Loaded>
  )
}

function ComplaintRecord({ complaint }: { complaint: Complaint }) {
  const { t } = useWords()
  const named = useOrganisationName()
  const [dialog, setDialog] = useState<Dialog>()
  const actions = useComplaintActions(complaint, setDialog)
  useSeen(complaint)
  const told = useTold(complaint)
  const { id, organisation, number, subject, state, handler, received_at, channel } = complaint
  // What waits for an approver comes first; once decided, it is one fact of several.
  const asked = complaint.rulings.some((one) => one.state === 'in_review')
  const rulings = complaint.rulings.length > 0 && {
    id: 'rulings',
    title: t('complaints.page.rulings'),
    content: <Rulings complaint={complaint} />,
  }
  return (
    <>
      <RecordPage
        number={number}
        title={subject}
        state={{ tone: complaintTones[state], word: t(`complaints.state.${state}`) }}
        organisation={{ id: organisation.id, name: named(organisation) }}
        meta={{
          organisation: <OrgTag organisation={organisation} />,
          handler: handler && (
            <>
              {t('complaints.field.handler')} <PersonTag person={handler} bare />
            </>
          ),
          received: (
            <>
              {t(`complaints.channel.${channel}`)} <When at={received_at} />
            </>
          ),
        }}
        can={complaint.can}
        actions={actions}
        notice={<ComplaintNotice complaint={complaint} />}
        sections={[
          asked && rulings,
          {
            id: 'clocks',
            title: t('complaints.page.clocks'),
            content: <Clocks complaint={complaint} />,
          },
          { id: 'talk', title: t('complaints.page.talk'), content: <Talk complaint={complaint} /> },
          { id: 'facts', title: t('complaints.page.facts'), content: <FactsSection complaint={complaint} /> },
          {
            id: 'remedy',
            title: t('complaints.page.remedy'),
            content: <RemedySection complaint={complaint} />,
          },
          complaint.signals.length > 0 && {
            id: 'signals',
            title: t('complaints.page.signals'),
            content: <Signals complaint={complaint} />,
          },
          !asked && rulings,
        ]}
        rail={[
          { id: 'who', title: t('complaints.page.who'), content: <WhoSection complaint={complaint} /> },
          {
            id: 'files',
            title: t('complaints.page.files'),
            content: <ComplaintFiles complaint={complaint} />,
          },
        ]}
        timeline={
          <TrailOf
            org_id={organisation.id}
            subject_type="complaints.complaint"
            subject_id={id}
            adapt={told}
          />
        }
      />
      <ComplaintDialogs complaint={complaint} dialog={dialog} close={() => setDialog(undefined)} />
    </>
  )
}

/** Whoever it was given to has now seen it. */
function useSeen({ id, unread, version }: Complaint): void {
  const { save } = useSave(markRead, { quiet: true })
  useEffect(() => {
    if (unread) void save({ params: { id }, body: { version } })
  }, [unread, id, version, save])
}
