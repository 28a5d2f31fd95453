import type { ManyProps } from '../../tasks/web/many.ts'
import { BulkApproveDialog } from './bulk-approve-dialog.tsx'

/** Tasks of the inbox that ask for a decision, approved at once like requests of the list. */
export function BulkTasksDialog({ tasks, onClose }: ManyProps) {
  const rows = tasks.map(({ params, title }) => ({
    ...{ id: String(params.request_id), round: Number(params.round), title },
  }))
  return <BulkApproveDialog rows={rows} onClose={onClose} />
}
