import { Button } from 'antd'
import { useState } from 'react'
import { useKeys } from '../../../../kernel/web/keys.ts'
import type { ComplaintPage } from '../../complaint/contract.ts'
import { ComplaintDialogs } from '../record/complaint-dialogs.tsx'
import { type Dialog, useComplaintActions } from '../record/use-complaint-actions.ts'

/** What is done with a complaint before anybody looks into it, and the key that does it. */
export const steps = [
  ['take', 't'],
  ['assign', 'a'],
  ['edit', 'e'],
  ['acknowledge', 'r'],
] as const

/** The first steps beside the list, so that a queue is worked through without leaving it: `j`, `t`, `j`, `a` … */
export function Triage({ complaint }: { complaint: ComplaintPage }) {
  const [dialog, setDialog] = useState<Dialog>()
  const all = useComplaintActions(complaint, setDialog)
  const offered = steps.flatMap(([key, pressed]) => {
    const action = all.find((one) => one.key === key && complaint.can.includes(key))
    return action ? { key, pressed, word: action.word, run: () => action.run?.('') } : []
  })
  useKeys(offered.map(({ pressed, word, run }) => ({ keys: pressed, word, run })))
  return (
    <>
      {offered.length > 0 && (
        <div className="complaint-triage">
          {offered.map(({ key, pressed, word, run }) => (
            <Button key={key} size="small" aria-keyshortcuts={pressed} onClick={run}>
              {word}
              <span className="complaint-key" aria-hidden="true">
                {pressed.toUpperCase()}
              </span>
            </Button>
          ))}
        </div>
      )}
      <ComplaintDialogs complaint={complaint} dialog={dialog} close={() => setDialog(undefined)} />
    </>
  )
}
