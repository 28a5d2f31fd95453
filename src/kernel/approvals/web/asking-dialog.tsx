import { Segmented } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { CandidateSelect } from './candidate-select.tsx'
import { OperationFrame } from './operation-frame.tsx'
import { OpinionField } from './opinion-field.tsx'
import type { Request } from './request-words.ts'

export type Asking = { persons: string[]; place: 'before' | 'after'; opinion: string | null }
type Props = {
  request: Request
  kind: 'transfer' | 'delegate' | 'add_signer'
  step: string
  saving: boolean
  problem: CallProblem | undefined
  onSend: (asking: Asking) => void
  onCancel: () => void
}

/** Names whoever answers instead, first, or after; says what follows, and takes the word that goes with it. */
export function AskingDialog({ request, kind, step, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  const [persons, setPersons] = useState<string[]>([])
  const [place, setPlace] = useState<Asking['place']>('before')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const adding = kind === 'add_signer'
  const approving = adding && place === 'after'
  const required = approving && request.opinion === 'required'
  const unsaid = required && text.trim() === ''
  const send = () => {
    setTried(true)
    if (persons.length > 0 && !unsaid) onSend({ persons, place, opinion: text.trim() || null })
  }
  const explained = adding
    ? t(`approvals.answer.add_signer.${place}_text`)
    : t(`approvals.answer.${kind}.text`)
  return (
    <OperationFrame
      title={t(`approvals.answer.${kind}.title`, { step })}
      verb={approving ? t('approvals.answer.add_signer.verb_after') : t(`approvals.operations.${kind}`)}
      {...{ saving, problem, onCancel, onSend: send }}
    >
      {adding && (
        <Segmented
          block
          aria-label={t('approvals.answer.add_signer.place')}
          value={place}
          onChange={setPlace}
          options={(['before', 'after'] as const).map((value) => ({
            value,
            label: t(`approvals.answer.add_signer.${value}`),
          }))}
        />
      )}
      <p className="muted">{explained}</p>
      <CandidateSelect
        request={request}
        id="asked"
        label={adding ? t('approvals.answer.add_signer.people') : t(`approvals.answer.${kind}.person`)}
        help={t('approvals.answer.candidates_help')}
        most={adding ? 10 : 1}
        persons={persons}
        missing={tried && persons.length === 0}
        onChange={setPersons}
      />
      <OpinionField
        id="asking_text"
        label={approving ? t('approvals.answer.opinion') : t(`approvals.answer.${kind}.note`)}
        rows={2}
        value={text}
        required={required}
        missing={tried && unsaid}
        onChange={setText}
      />
    </OperationFrame>
  )
}
