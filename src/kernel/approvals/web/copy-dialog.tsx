import { Form, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { copyRequest, listReaders } from '../copy/contract.ts'
import { OperationFrame } from './operation-frame.tsx'
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
    <OperationFrame
      title={t('approvals.copy.dialog')}
      verb={t('approvals.operations.copy')}
      barred={persons.length === 0}
      saving={saving}
      problem={unanswered}
      onSend={() => void give()}
      onCancel={onClose}
      after={
        readers.error && <ProblemView inline problem={readers.error} retry={() => void readers.refetch()} />
      }
    >
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
    </OperationFrame>
  )
}
