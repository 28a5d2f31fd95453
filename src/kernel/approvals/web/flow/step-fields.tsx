import { Input, InputNumber, Select } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { type FlowStep, type Mode, modeKinds } from '../../flow/contract.ts'
import { ApproverEditor } from './approver-editor.tsx'
import { isNew, newMode, withGroups } from './change-definition.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { FlowShown } from './flow-outline.tsx'
import { useRuleText } from './flow-words.ts'
import { Labelled } from './labelled.tsx'

type Props = {
  step: FlowStep
  flow: FlowShown
  faultsAt: (path: string) => string[]
  onChange: (part: Partial<FlowStep>) => void
  /** The way to the next step, where what most steps need has been said. */
  next: ReactNode
}

/** Every setting of a step. */
export function StepFields({ step, flow, faultsAt, onChange, next }: Props) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const ruleText = useRuleText(flow.vocabulary, flow.people)
  /** Counted per group, each rule begins as a group of its own name. */
  const decide = (kind: Mode['kind']) =>
    onChange(
      kind === 'per_group'
        ? { mode: newMode(kind), approvers: withGroups(step.approvers, (rule) => ruleText(rule)) }
        : { mode: newMode(kind) },
    )
  /** What a new step wants next is its role. */
  const toRole = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Tab' || event.shiftKey || !isNew(step)) return
    const role = box.current?.querySelector<HTMLInputElement>(
      `.approver input[aria-label="${t('approvals.edit.role')}"]`,
    )
    if (!role) return
    event.preventDefault()
    role.focus()
  }
  return (
    <div className="step-fields" ref={box}>
      <Labelled label={t('approvals.edit.step_title')} faults={faultsAt('title')}>
        <Input
          maxLength={60}
          value={step.title}
          onKeyDown={toRole}
          onChange={({ target }) => onChange({ title: target.value, title_tw: null })}
        />
      </Labelled>
      <Labelled label={t('approvals.edit.step_title_en')} faults={faultsAt('title_en')}>
        <Input
          lang="en"
          maxLength={60}
          value={step.title_en ?? ''}
          onChange={({ target }) => onChange({ title_en: target.value || null })}
        />
      </Labelled>
      <section className="step-part" aria-label={t('approvals.edit.approvers')}>
        <h3>{t('approvals.edit.approvers')}</h3>
        <p className="labelled-help">{t('approvals.edit.approvers_help')}</p>
        <ApproverEditor
          step={step}
          flow={flow}
          faultsAt={faultsAt}
          onChange={(approvers) => onChange({ approvers })}
        />
      </section>
      {next}
      <Labelled label={t('approvals.edit.mode')}>
        <Select
          value={step.mode.kind}
          onChange={decide}
          options={modeKinds.map((kind) => ({ value: kind, label: t(`approvals.modes.name.${kind}`) }))}
        />
      </Labelled>
      <ModeNumber mode={step.mode} faults={faultsAt('mode')} onChange={(mode) => onChange({ mode })} />
      <Labelled
        label={t('approvals.edit.due')}
        help={t('approvals.edit.due_help')}
        faults={faultsAt('due_working_hours')}
      >
        <InputNumber
          min={0.5}
          max={2000}
          value={step.due_working_hours}
          onChange={(due_working_hours) => onChange({ due_working_hours })}
        />
      </Labelled>
      <Labelled label={t('approvals.edit.opinion')}>
        <Select
          value={step.opinion}
          onChange={(opinion) => onChange({ opinion })}
          options={(['required', 'on_refusal', 'optional'] as const).map((opinion) => ({
            value: opinion,
            label: t(`approvals.edit.opinions.${opinion}`),
          }))}
        />
      </Labelled>
      <Labelled label={t('approvals.edit.matter')} help={t('approvals.edit.matter_help')}>
        <Select
          value={step.matter}
          onChange={(matter) => onChange({ matter })}
          options={(['ordinary', 'money', 'audit', 'licence'] as const).map((matter) => ({
            value: matter,
            label: t(`approvals.flow.matter.${matter}`),
          }))}
        />
      </Labelled>
      <Labelled
        label={t('approvals.edit.visible')}
        help={t('approvals.edit.visible_help')}
        faults={faultsAt('visible_fields')}
        wide
      >
        <Select
          mode="multiple"
          placeholder={t('approvals.edit.visible_all')}
          value={step.visible_fields ?? []}
          onChange={(names) => onChange({ visible_fields: names.length > 0 ? names : null })}
          options={flow.fields.map(({ name, title }) => ({ value: name, label: title }))}
        />
      </Labelled>
      <Labelled
        label={t('approvals.edit.editable')}
        help={t('approvals.edit.editable_help')}
        faults={faultsAt('editable_fields')}
        wide
      >
        <Select
          mode="multiple"
          placeholder={t('approvals.edit.editable_none')}
          notFoundContent={t('approvals.edit.editable_nothing')}
          value={step.editable_fields ?? []}
          onChange={(editable_fields) => onChange({ editable_fields })}
          options={flow.fields
            .filter(({ fillable }) => fillable)
            .map(({ name, title }) => ({ value: name, label: title }))}
        />
      </Labelled>
      <section className="step-part" aria-label={t('approvals.edit.when')}>
        <h3>{t('approvals.edit.when')}</h3>
        <p className="labelled-help">{t('approvals.edit.when_help')}</p>
        <ConditionEditor value={step.when} fields={flow.fields} onChange={(when) => onChange({ when })} />
        {faultsAt('when').map((fault) => (
          <p key={fault} className="labelled-fault" role="alert">
            {fault}
          </p>
        ))}
      </section>
    </div>
  )
}

type ModeProps = { mode: Mode; faults: string[]; onChange: (mode: Mode) => void }

/** The number a way of deciding needs, where it needs one. */
function ModeNumber({ mode, faults, onChange }: ModeProps) {
  const { t } = useWords()
  if ('percent' in mode) {
    return (
      <Labelled label={t('approvals.edit.percent')} faults={faults}>
        <InputNumber
          min={1}
          max={100}
          precision={0}
          value={mode.percent}
          onChange={(percent) => onChange({ ...mode, percent: percent ?? 1 })}
        />
      </Labelled>
    )
  }
  if (!('approvals' in mode)) return null
  return (
    <Labelled
      label={t(mode.kind === 'per_group' ? 'approvals.edit.approvals_per_group' : 'approvals.edit.approvals')}
      faults={faults}
    >
      <InputNumber
        min={1}
        max={100}
        precision={0}
        value={mode.approvals}
        onChange={(approvals) => onChange({ ...mode, approvals: approvals ?? 1 })}
      />
    </Labelled>
  )
}
