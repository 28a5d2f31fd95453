import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { listCandidates } from '../request/contract.ts'
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
  const candidates = useCall(listCandidates, { params: { id: request.id } })
  const nameOf = usePersonName()
  const [persons, setPersons] = useState<string[]>([])
  return (
    <Modal
      open
      title={t('approvals.answer.appoint.title', { step })}
      okText={t('approvals.operations.appoint')}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ disabled: persons.length === 0 }}
      confirmLoading={saving}
      onOk={() => onSend(persons)}
      onCancel={onCancel}
    >
      <Form layout="vertical" className="answer-form">
        <Form.Item
          label={t('approvals.answer.appoint.people')}
          htmlFor="appointed"
          extra={t('approvals.answer.appoint.help')}
        >
          <Select
            id="appointed"
            mode="multiple"
            maxCount={20}
            loading={candidates.isPending}
            value={persons}
            onChange={setPersons}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={candidates.data && t('approvals.answer.appoint.nobody')}
            options={
              candidates.data?.items.map((person) => ({ value: person.id, label: nameOf(person) })) ?? []
            }
          />
        </Form.Item>
      </Form>
      {candidates.error && (
        <ProblemView inline problem={candidates.error} retry={() => void candidates.refetch()} />
      )}
      {problem && <ProblemView inline problem={problem} />}
    </Modal>
  )
}
