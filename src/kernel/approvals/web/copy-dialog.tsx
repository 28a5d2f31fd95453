import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { copyRequest, listReaders } from '../copy/contract.ts'
import type { Request } from './request-words.ts'
import { useOperation, type useOperations } from './use-operations.ts'

type Props = { request: Request; operations: ReturnType<typeof useOperations>; onClose: () => void }

/** Chooses who is given the request to read. */
export function CopyDialog({ request, operations, onClose }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const readers = useCall(listReaders, { params: { id: request.id } })
  const { send, saving, unanswered } = useOperation(copyRequest, operations.invalidates)
  const [persons, setPersons] = useState<string[]>([])
  const give = async () => {
    const sent = send({ params: { id: request.id }, body: { persons } })
    if (await operations.settle(sent, t('approvals.copy.done'))) onClose()
  }
  return (
    <Modal
      open
      title={t('approvals.copy.dialog')}
      okText={t('approvals.operations.copy')}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ disabled: persons.length === 0 }}
      confirmLoading={saving}
      onOk={() => void give()}
      onCancel={onClose}
    >
      <Form layout="vertical" className="answer-form">
        <Form.Item label={t('approvals.copy.people')} htmlFor="readers" extra={t('approvals.copy.help')}>
          <Select
            id="readers"
            mode="multiple"
            maxCount={20}
            loading={readers.isPending}
            value={persons}
            onChange={setPersons}
            showSearch={{ optionFilterProp: 'label' }}
            options={readers.data?.items.map((person) => ({ value: person.id, label: nameOf(person) })) ?? []}
          />
        </Form.Item>
      </Form>
      {readers.error && <ProblemView inline problem={readers.error} retry={() => void readers.refetch()} />}
      {unanswered && <ProblemView inline problem={unanswered} retry={() => void give()} />}
    </Modal>
  )
}
