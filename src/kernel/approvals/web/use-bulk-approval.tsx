import { type ReactNode, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { BulkAction } from '../../web/list/bulk-bar.tsx'
import { useMay } from '../../web/session.tsx'
import type { ListedRequest } from '../request/contract.ts'
import { BulkApproveDialog } from './bulk-approve-dialog.tsx'

type Asking = { rows: ListedRequest[]; close: () => void }

/** Approving what was chosen in the list; the choice stays until the dialog is closed. */
export function useBulkApproval(): { bulk: BulkAction<ListedRequest>[]; dialog: ReactNode } {
  const { t } = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<Asking>()
  const run = (rows: ListedRequest[]) =>
    new Promise<void>((resolve) => {
      const close = () => {
        setAsking(undefined)
        resolve()
      }
      setAsking({ rows, close })
    })
  return {
    bulk: may('approvals.request.decide') ? [{ key: 'approve', word: t('approvals.bulk.approve'), run }] : [],
    dialog: asking && <BulkApproveDialog rows={asking.rows.map(chosenOf)} onClose={asking.close} />,
  }
}

const chosenOf = ({ id, round, subject: { number, title } }: ListedRequest) => ({
  ...{ id, round, title: [number, title].filter(Boolean).join(' ') },
})
