import { Button, Form } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { fillFields } from '../fill/contract.ts'
import type { FieldValues } from '../flow/contract.ts'
import { useFieldsOf } from './matter-fields.tsx'
import type { Request } from './request-words.ts'
import { useOperation, type useOperations } from './use-operations.ts'
import { ValueInput } from './value-input.tsx'

/** What the open step leaves to its approvers to fill in, for whoever may decide there. */
export function FillFields({
  request,
  operations,
}: {
  request: Request
  operations: ReturnType<typeof useOperations>
}) {
  const { t } = useWords()
  const fields = useFieldsOf(request.subject.type).filter(({ name }) => request.fillable.includes(name))
  const [given, setGiven] = useState<FieldValues>({})
  const { send, saving, unanswered } = useOperation(fillFields, operations.invalidates)
  if (fields.length === 0) return null
  const held = (name: string) => request.subject.fields[name] ?? null
  const filledOf = (name: string) => (Object.hasOwn(given, name) ? (given[name] ?? null) : held(name))
  const changed = fields.filter(({ name }) => filledOf(name) !== held(name))
  const save = async () => {
    const pick = (of: (name: string) => FieldValues[string]) =>
      Object.fromEntries(changed.map(({ name }) => [name, of(name)]))
    const body = {
      ...{ round: request.round, values: pick(filledOf), seen: pick(held) },
      for_person_id: request.acting_for?.id ?? null,
    }
    if (await operations.settle(send({ params: { id: request.id }, body }), t('approvals.fill.saved')))
      setGiven({})
  }
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="fill-fields"
      aria-label={t('approvals.fill.title')}
    >
      <p className="muted">{t('approvals.fill.text')}</p>
      {fields.map((field) => (
        <Form.Item key={field.name} label={field.title} htmlFor={`fill_${field.name}`}>
          <ValueInput
            id={`fill_${field.name}`}
            long
            field={field}
            value={filledOf(field.name)}
            onChange={(value) => setGiven({ ...given, [field.name]: value })}
          />
        </Form.Item>
      ))}
      <Button onClick={() => void save()} loading={saving} disabled={changed.length === 0}>
        {t('approvals.fill.save')}
      </Button>
      {unanswered && <ProblemView inline problem={unanswered} retry={() => void save()} />}
    </Form>
  )
}
