import { Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useSession } from '../../web/session.tsx'
import { urgeRequest } from '../urge/contract.ts'
import { OperationFrame } from './operation-frame.tsx'
import type { Request } from './request-words.ts'
import { useOperation, type useOperations } from './use-operations.ts'

type Props = { request: Request; operations: ReturnType<typeof useOperations>; onClose: () => void }

/** Asks before those who are waited for are reminded, and takes a word to them. */
export function UrgeDialog({ request, operations, onClose }: Props) {
  const { t, formats } = useWords()
  const nameOf = usePersonName()
  const me = useSession().person_id
  const { send, saving, unanswered } = useOperation(urgeRequest, operations.invalidates)
  const [note, setNote] = useState('')
  const asked = request.steps.findLast(({ state }) => state === 'open')?.signers ?? []
  const people = asked
    .filter(({ state, person }) => state === 'open' && person.id !== me)
    .map(({ person }) => nameOf(person))
  const urge = async () => {
    const body = { note: note.trim() || null }
    const done = operations.settle(send({ params: { id: request.id }, body }), t('approvals.urge.done'))
    if (await done) onClose()
  }
  return (
    <OperationFrame
      title={t('approvals.urge.dialog')}
      verb={t('approvals.operations.urge')}
      text={t('approvals.urge.text', { people: formats.list(people) })}
      barred={request.urging?.again_at != null}
      saving={saving}
      problem={unanswered}
      onSend={() => void urge()}
      onCancel={onClose}
    >
      {request.urging?.again_at && (
        <p>{t('approvals.urge.again', { time: formats.dateTime(request.urging.again_at) })}</p>
      )}
      <Form.Item label={t('approvals.urge.note')} htmlFor="urge_note">
        <Input.TextArea
          id="urge_note"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={note}
          placeholder={t('approvals.urge.note_hint')}
          onChange={({ target }) => setNote(target.value)}
        />
      </Form.Item>
    </OperationFrame>
  )
}
