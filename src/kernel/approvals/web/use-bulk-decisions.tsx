import { type ReactNode, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { BulkAction } from '../../web/list/bulk-bar.tsx'
import { useMay } from '../../web/session.tsx'
import type { ListedRequest } from '../request/contract.ts'
import { BulkDecideDialog } from './bulk-decide-dialog.tsx'
import { type BulkAct, bulkActs } from './use-many-decisions.ts'

type Asking = { act: BulkAct; rows: ListedRequest[]; close: () => void }

/** Deciding on what was chosen in the list; the choice stays until the dialog is closed. */
export function useBulkDecisions(): { bulk: BulkAction<ListedRequest>[]; dialog: ReactNode } {
  const { t } = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<Asking>()
  const run = (act: BulkAct, rows: ListedRequest[]) =>
    new Promise<void>((resolve) => {
      const close = () => {
        setAsking(undefined)
        resolve()
      }
      setAsking({ act, rows, close })
    })
  const bulk = bulkActs.map((act) => ({
    ...{ key: act, word: t(`approvals.bulk.act.${act}`), danger: act === 'reject' },
    run: (rows: ListedRequest[]) => run(act, rows),
  }))
  return {
    bulk: may('approvals.request.decide') ? bulk : [],
    dialog: asking && (
      <BulkDecideDialog act={asking.act} rows={asking.rows.map(chosenOf)} onClose={asking.close} />
    ),
  }
}

const chosenOf = ({ id, round, subject: { number, title } }: ListedRequest) => ({
  ...{ id, round, title: [number, title].filter(Boolean).join(' ') },
})
