import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { CandidateSelect } from './candidate-select.tsx'
import { OperationFrame } from './operation-frame.tsx'
import type { Request } from './request-words.ts'

type Props = {
  request: Request
  step: string
  saving: boolean
  problem: CallProblem | undefined
  onSend: (persons: string[]) => void
  onCancel: () => void
}

/** Names approvers for a step that found none, out of those the server says may be. */
export function AppointDialog({ request, step, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  const [persons, setPersons] = useState<string[]>([])
  return (
    <OperationFrame
      title={t('approvals.answer.appoint.title', { step })}
      verb={t('approvals.operations.appoint')}
      barred={persons.length === 0}
      {...{ saving, problem, onCancel }}
      onSend={() => onSend(persons)}
    >
      <CandidateSelect
        request={request}
        id="appointed"
        label={t('approvals.answer.appoint.people')}
        help={t('approvals.answer.appoint.help')}
        most={20}
        persons={persons}
        onChange={setPersons}
      />
    </OperationFrame>
  )
}
