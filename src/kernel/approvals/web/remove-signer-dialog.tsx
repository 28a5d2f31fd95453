import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useSession } from '../../web/session.tsx'
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
    <Modal
      open
      title={t('approvals.answer.remove_signer.title')}
      okText={t('approvals.operations.remove_signer')}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ danger: true, disabled: person === undefined }}
      confirmLoading={saving}
      onOk={() => person && onSend(person)}
      onCancel={onCancel}
    >
      <p className="muted">{t('approvals.answer.remove_signer.text')}</p>
      <Form layout="vertical" className="answer-form">
        <Form.Item label={t('approvals.answer.remove_signer.person')} htmlFor="removed">
          <Select
            id="removed"
            value={person ?? null}
            onChange={(value) => setPerson(value ?? undefined)}
            options={request.may_remove.map((one) => ({ value: one.id, label: nameOf(one) }))}
          />
        </Form.Item>
      </Form>
      {asker && asker.id !== me && (
        <p className="approval-mark">{t('approvals.answer.remove_signer.flagged')}</p>
      )}
      {problem && <ProblemView inline problem={problem} />}
    </Modal>
  )
}
