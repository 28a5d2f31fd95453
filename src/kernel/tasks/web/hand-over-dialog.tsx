import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import type { ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { listPeople } from '../../people/contract.ts'
import { call } from '../../web/call.ts'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { type Found, SearchSelect } from '../../web/form/search-select.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useSave } from '../../web/use-save.ts'
import { handOverTasks } from '../contract.ts'

const body = z.object({
  to_person_id: z.uuid(),
  org_id: z.uuid().optional(),
  note: z.string().trim().max(1000).nullable().default(null),
})

type Props = {
  person: { id: string; name: string; name_en?: string | null }
  organisations: { id: string; name: string; open: number }[]
  onClose: () => void
}

/** Asks who takes over, and then says what moved and what stayed. */
export function HandOverDialog({ person, organisations, onClose }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const name = usePersonName()(person)
  const [answer, setAnswer] = useState<ReturnOf<typeof handOverTasks>>()
  const form = useForm(body)
  const { save, saving, problem } = useSave(handOverTasks, { form, onDone: setAnswer })
  return (
    <Modal open title={t('tasks.hand_over.dialog', { name })} onCancel={onClose} footer={null}>
      {answer ? (
        <Outcome answer={answer} onClose={onClose} />
      ) : (
        <FormBody
          form={form}
          name="hand-over"
          onSubmit={(values) => save({ body: { from_person_id: person.id, ...values } })}
        >
          <ErrorSummary form={form} problem={problem} />
          <p className="muted hand-over-explain">{t('tasks.hand_over.explain')}</p>
          <Field name="to_person_id" label={t('tasks.hand_over.to')}>
            <SearchSelect name="people.person.take_over" search={findPeople} />
          </Field>
          {organisations.length > 1 && (
            <Field name="org_id" label={t('tasks.hand_over.where')}>
              <Select
                allowClear={clearing}
                placeholder={t('tasks.hand_over.everywhere')}
                options={organisations.map((one) => ({ value: one.id, label: `${one.name} (${one.open})` }))}
              />
            </Field>
          )}
          <Field name="note" label={t('tasks.hand_over.note')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
          </Field>
          <p className="hand-over-buttons">
            <Button onClick={onClose}>{t('tasks.hand_over.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={saving}>
              {t('tasks.hand_over.start')}
            </Button>
          </p>
        </FormBody>
      )}
    </Modal>
  )
}

function Outcome({ answer, onClose }: { answer: ReturnOf<typeof handOverTasks>; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className="hand-over-outcome" role="status">
      <p>{t('tasks.hand_over.moved', { count: answer.moved })}</p>
      {answer.stayed.length > 0 && (
        <>
          <p>{t('tasks.hand_over.stayed', { count: answer.stayed.length })}</p>
          <ul>
            {answer.stayed.map((task) => (
              <li key={task.id}>
                <Link to={task.link as string}>{task.title}</Link>
                <p className="muted">{task.reason}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="hand-over-buttons">
        <Button type="primary" onClick={onClose}>
          {t('tasks.hand_over.close')}
        </Button>
      </p>
    </div>
  )
}

async function findPeople(q: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listPeople, { query: { q, limit: 20 } }, { signal })
  return items.map(({ id, name, assignments }) => ({
    value: id,
    word: name,
    hint: [assignments[0]?.post, assignments[0]?.organisation.name].filter(Boolean).join(' · '),
  }))
}
