import { App, Form, Select } from 'antd'
import { useCallback, useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { useCloseAfterPick } from '../../web/form/close-after-pick.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import type { ApproverChoice, Chosen } from '../choosing/contract.ts'

type Submitting = { body: { version: number; chosen?: Chosen | undefined } }

/**
 * The `asks` of a write that hands something in: where its flow leaves approvers to the applicant, they choose among
 * those the server says may be, and it is handed in with them.
 */
export function useChoosing() {
  const { modal } = App.useApp()
  const { t } = useWords()
  return useCallback(
    <I extends Submitting>({ code, params }: CallProblem, input: I): Promise<I | undefined> => {
      if (code !== 'approvals.errors.approvers_wanted') return Promise.resolve(undefined)
      const choices = params.choices as ApproverChoice[]
      return new Promise((resolve) => {
        let chosen: Chosen = {}
        const buttons = () => ({ disabled: choices.some(({ key }) => !chosen[key]?.length) })
        const dialog = modal.confirm({
          title: t('approvals.choosing.title'),
          icon: null,
          okText: t('approvals.choosing.verb'),
          cancelText: t('approvals.answer.cancel'),
          okButtonProps: buttons(),
          autoFocusButton: null,
          content: (
            <Choosing
              choices={choices}
              onChange={(next) => {
                chosen = next
                dialog.update({ okButtonProps: buttons() })
              }}
            />
          ),
          onOk: () =>
            resolve({ ...input, body: { ...input.body, chosen: { ...input.body.chosen, ...chosen } } }),
          onCancel: () => resolve(undefined),
        })
      })
    },
    [modal, t],
  )
}

function Choosing({ choices, onChange }: { choices: ApproverChoice[]; onChange: (chosen: Chosen) => void }) {
  const { t } = useWords()
  const title = useTitle()
  const [chosen, setChosen] = useState<Chosen>({})
  const choose = (key: string, persons: string[]) => {
    const next = { ...chosen, [key]: persons }
    setChosen(next)
    onChange(next)
  }
  return (
    <>
      <p className="muted">{t('approvals.choosing.text')}</p>
      <Form layout="vertical" className="answer-form">
        {choices.map((choice, at) => (
          <Form.Item key={choice.key} label={title(choice)} htmlFor={`chosen_${choice.key}`}>
            <Choice
              choice={choice}
              first={at === 0}
              value={chosen[choice.key] ?? []}
              onChange={(persons) => choose(choice.key, persons)}
            />
          </Form.Item>
        ))}
      </Form>
    </>
  )
}

type ChoiceProps = {
  choice: ApproverChoice
  first: boolean
  value: string[]
  onChange: (persons: string[]) => void
}

function Choice({ choice, first, value, onChange }: ChoiceProps) {
  const { t } = useWords()
  const nameOf = usePersonName()
  return (
    <Select
      {...useCloseAfterPick()}
      id={`chosen_${choice.key}`}
      mode="multiple"
      autoFocus={first}
      placeholder={t('approvals.choosing.placeholder')}
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
      options={choice.people.map((person) => ({ value: person.id, label: nameOf(person) }))}
    />
  )
}
