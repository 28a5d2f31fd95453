import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import type { ApproverRule } from '../../flow/contract.ts'
import { AddRule, type Props, RuleLine } from './approver-editor.tsx'
import { newRule, placeKey } from './change-definition.ts'

/** Departments that are counted by themselves, each with the rules that find its people. */
export function GroupedApprovers(props: Props) {
  const { t } = useWords()
  const { step, onChange } = props
  const { approvers } = step
  const groups = [...new Set(approvers.map(({ group }) => group ?? ''))]
  const full = approvers.length >= 20
  const freeName = () => {
    let number = groups.length + 1
    const name = () => t('approvals.edit.group_number', { number })
    while (groups.includes(name())) number += 1
    return name()
  }
  const rename = (from: string, to: string) =>
    onChange(approvers.map((rule) => ((rule.group ?? '') === from ? { ...rule, group: to } : rule)))
  /** The rules of a group stand together: a new one goes behind its last. */
  const addTo = (group: string) => {
    const last = approvers.findLastIndex((rule) => (rule.group ?? '') === group)
    onChange(approvers.toSpliced(last + 1, 0, { ...newRule('role'), group }))
  }
  return (
    <div className="approvers">
      {groups.map((group, place) => (
        <fieldset key={placeKey(place)} className="approver-group">
          <legend className="visually-hidden">{group}</legend>
          <div className="approver-group-head">
            <GroupName
              key={group}
              name={group}
              taken={groups.filter((other) => other !== group)}
              onRename={(to) => rename(group, to)}
            />
            <Button
              type="text"
              danger
              icon={<DeleteOutlined aria-hidden="true" />}
              disabled={groups.length === 1}
              aria-label={t('approvals.edit.remove_group', { group })}
              onClick={() => onChange(approvers.filter((rule) => (rule.group ?? '') !== group))}
            />
          </div>
          {approvers.map((rule, index) =>
            (rule.group ?? '') === group ? <RuleLine key={placeKey(index)} {...props} index={index} /> : null,
          )}
          <AddRule
            word={t('approvals.edit.add_to_group', { group })}
            full={full}
            onAdd={() => addTo(group)}
          />
        </fieldset>
      ))}
      <AddRule
        word={t('approvals.edit.add_group')}
        full={full}
        onAdd={() => onChange([...approvers, { ...newRule('role'), group: freeName() } as ApproverRule])}
      />
    </div>
  )
}

type NameProps = { name: string; taken: string[]; onRename: (name: string) => void }

/** Taken when the field is left: half a name that is another group's must not pour the two together. */
function GroupName({ name, taken, onRename }: NameProps) {
  const { t } = useWords()
  const [text, setText] = useState(name)
  const wrong = text.trim() === '' || taken.includes(text.trim())
  const settle = () => {
    if (wrong) setText(name)
    else if (text.trim() !== name) onRename(text.trim())
  }
  return (
    <Input
      prefix={<span className="faint">{t('approvals.edit.group')}</span>}
      aria-label={t('approvals.edit.group')}
      maxLength={60}
      value={text}
      status={wrong ? 'error' : ''}
      onChange={({ target }) => setText(target.value)}
      onBlur={settle}
      onPressEnter={settle}
    />
  )
}
