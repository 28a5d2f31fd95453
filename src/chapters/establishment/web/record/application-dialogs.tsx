import type { ApplicationPage } from '../../application/contract.ts'
import { PlanVisitDialog } from '../visit/plan-visit-dialog.tsx'
import { AskMoreDialog } from './ask-more-dialog.tsx'
import { CompleteDialog } from './complete-dialog.tsx'
import type { Dialog } from './use-application-actions.ts'

type Props = { application: ApplicationPage; dialog: Dialog | undefined; close: () => void }

export function ApplicationDialogs({ application, dialog, close }: Props) {
  if (dialog === 'ask_more') return <AskMoreDialog application={application} close={close} />
  if (dialog === 'plan_visit') return <PlanVisitDialog application={application} close={close} />
  if (dialog === 'complete') return <CompleteDialog application={application} close={close} />
  return null
}
