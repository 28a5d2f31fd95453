import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ApplicationPage as Application, readApplication } from '../../application/contract.ts'
import { stateTones } from '../state-chip.tsx'
import { useArrive } from '../use-arrive.ts'
import { ApplicationDialogs } from './application-dialogs.tsx'
import { ApplicationNotices } from './application-notices.tsx'
import { type Dialog, useApplicationActions } from './use-application-actions.ts'
import { useRail } from './use-rail.tsx'
import { useSections } from './use-sections.tsx'
import { useToldEntry } from './use-told-entry.tsx'
import './record.css'

/** One application from the draft to the organisation that came of it. */
export function ApplicationPage() {
  const id = useParam('id')
  const query = useCall(readApplication, { params: { id } })
  return (
    <Loaded of={query} kind="record">
      {(application) => <ApplicationRecord key={id} application={application} />}
    </Loaded>
  )
}

function ApplicationRecord({ application }: { application: Application }) {
  const { t, language } = useWords()
  useArrive()
  const [dialog, open] = useState<Dialog>()
  const actions = useApplicationActions(application, open)
  const sections = useSections(application, open)
  const rail = useRail(application)
  const told = useToldEntry(application)
  const { id, org, number, name, name_en, state, applicant, reviewer, created_at, submitted_at } = application
  return (
    <>
      <RecordPage
        number={number}
        title={name ? nameIn(language, { name, name_en }) : t('establishment.applications.unnamed')}
        state={{ tone: stateTones[state], word: t(`establishment.applications.state.${state}`) }}
        organisation={{ id: org.id, name: nameIn(language, org) }}
        meta={{
          applicant: (
            <>
              {t('establishment.record.meta.applicant')} <PersonTag person={applicant} bare />
            </>
          ),
          at: submitted_at ? (
            <>
              {t('establishment.record.meta.submitted')} <When at={submitted_at} />
            </>
          ) : (
            <>
              {t('establishment.record.meta.begun')} <When at={created_at} />
            </>
          ),
          reviewer: reviewer && (
            <>
              {t('establishment.record.meta.reviewer')} <PersonTag person={reviewer} bare />
            </>
          ),
        }}
        can={[...application.can, 'print']}
        actions={actions}
        notice={<ApplicationNotices application={application} />}
        sections={sections}
        rail={rail}
        timeline={
          <TrailOf org_id={org.id} subject_type="establishment.application" subject_id={id} adapt={told} />
        }
      />
      <ApplicationDialogs application={application} dialog={dialog} close={() => open(undefined)} />
    </>
  )
}
