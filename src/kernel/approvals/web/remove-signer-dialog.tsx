import { Form, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useSession } from '../../web/session.tsx'
import { OperationFrame } from './operation-frame.tsx'
import type { Request } from './request-words.ts'

type Props = {
  request: Request
  saving: boolean
  problem: CallProblem | undefined
  onSend: (person: string) => void
  onCancel: () => void
}

/** Takes away somebody who was asked; says when that shows because somebody else had asked them. */
export function RemoveSignerDialog({ request, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const me = useSession().person_id
  const [person, setPerson] = useState(request.may_remove[0]?.id)
  const signers = request.steps.findLast(({ state }) => state === 'open')?.signers ?? []
  const asker = signers.find((signer) => signer.person.id === person)?.asked_by
  return (
    <OperationFrame
      title={t('approvals.answer.remove_signer.title')}
      text={t('approvals.answer.remove_signer.text')}
      verb={t('approvals.operations.remove_signer')}
      danger
      barred={person === undefined}
      {...{ saving, problem, onCancel }}
      onSend={() => person && onSend(person)}
      after={
        asker &&
        asker.id !== me && <p className="approval-mark">{t('approvals.answer.remove_signer.flagged')}</p>
      }
    >
      <Form.Item label={t('approvals.answer.remove_signer.person')} htmlFor="removed">
        <Select
          id="removed"
          value={person ?? null}
          onChange={(value) => setPerson(value ?? undefined)}
          options={request.may_remove.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
      </Form.Item>
    </OperationFrame>
  )
}
