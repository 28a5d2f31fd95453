import type { ComplaintPage } from '../../complaint/contract.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { CheckDialog } from './check-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { MergeDialog, TransferDialog } from './pass-on-dialogs.tsx'
import { RemedyDialog } from './remedy-dialog.tsx'
import { CompensateDialog, ExtendDialog, JudgeDialog } from './ruling-dialogs.tsx'
import { TextDialog } from './text-dialog.tsx'
import type { Dialog } from './use-complaint-actions.ts'

type Props = { complaint: ComplaintPage; dialog: Dialog | undefined; close: () => void }

export function ComplaintDialogs({ complaint, dialog, close }: Props) {
  const given = { complaint, close }
  if (dialog === undefined) return null
  if (dialog === 'accept') return <AcceptDialog {...given} />
  if (dialog === 'assign') return <AssignDialog {...given} />
  if (dialog === 'edit') return <EditDialog {...given} />
  if (dialog === 'remedy') return <RemedyDialog {...given} />
  if (dialog === 'check') return <CheckDialog {...given} />
  if (dialog === 'transfer') return <TransferDialog {...given} />
  if (dialog === 'merge') return <MergeDialog {...given} />
  if (dialog === 'extend') return <ExtendDialog {...given} />
  if (dialog === 'compensate') return <CompensateDialog {...given} />
  if (dialog === 'judge') return <JudgeDialog {...given} />
  return <TextDialog {...given} step={dialog} />
}
