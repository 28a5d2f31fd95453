import type { ManyProps } from '../../tasks/web/many.ts'
import { BulkDecideDialog } from './bulk-decide-dialog.tsx'
import type { BulkAct } from './use-many-decisions.ts'

/** Tasks of the inbox that ask for a decision, decided on at once like requests of the list. */
const dialogOf =
  (act: BulkAct) =>
  ({ tasks, onClose }: ManyProps) => {
    const rows = tasks.map(({ params, number, title }) => ({
      ...{ id: String(params.request_id), round: Number(params.round) },
      title: [number !== title && number, title].filter(Boolean).join(' '),
    }))
    return <BulkDecideDialog act={act} rows={rows} onClose={onClose} />
  }

export const BulkApproveTasks = dialogOf('approve')
export const BulkReturnTasks = dialogOf('return')
export const BulkRejectTasks = dialogOf('reject')
