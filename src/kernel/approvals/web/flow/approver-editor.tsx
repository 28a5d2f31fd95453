import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import type { ApproverRule, FlowStep } from '../../flow/contract.ts'
import { newRule, placeKey } from './change-definition.ts'
import type { FlowShown } from './flow-outline.tsx'
import { GroupedApprovers } from './grouped-approvers.tsx'
import { PersonSelect } from './person-select.tsx'

export type Props = {
  step: FlowStep
  flow: FlowShown
  faultsAt: (path: string) => string[]
  onChange: (rules: ApproverRule[]) => void
}

const kinds = ['role', 'head', 'person', 'group', 'applicant_choice', 'previous_choice'] as const

/** Whom a step asks: one line for each rule; where groups are counted by themselves, each under its group. */
export function ApproverEditor(props: Props) {
  const { t } = useWords()
  const { step, onChange } = props
  if (step.mode.kind === 'per_group') return <GroupedApprovers {...props} />
  return (
    <div className="approvers">
      {step.approvers.map((_, index) => (
        <RuleLine key={placeKey(index)} {...props} index={index} />
      ))}
      <AddRule
        word={t('approvals.edit.add_rule')}
        full={step.approvers.length >= 20}
        onAdd={() => onChange([...step.approvers, newRule('role')])}
      />
    </div>
  )
}

type AddProps = { word: string; full: boolean; onAdd: () => void }

export function AddRule({ word, full, onAdd }: AddProps) {
  return (
    <Button size="small" icon={<PlusOutlined aria-hidden="true" />} disabled={full} onClick={onAdd}>
      {word}
    </Button>
  )
}

/** One rule: how, who, what a vote of theirs counts, and what is wrong with it. */
export function RuleLine({ step, flow, faultsAt, onChange, index }: Props & { index: number }) {
  const { t } = useWords()
  const { approvers } = step
  const rule = approvers[index] as ApproverRule
  const faults = faultsAt(`approvers.${index}`)
  const set = (next: ApproverRule) => onChange(approvers.with(index, next))
  return (
    <div className={`approver${faults.length > 0 ? ' is-faulty' : ''}`}>
      <div className="approver-line">
        <Select
          value={rule.by}
          aria-label={t('approvals.edit.by_label')}
          onChange={(by) => set(newRule(by, rule))}
          options={kinds.map((by) => ({ value: by, label: t(`approvals.edit.by.${by}`) }))}
        />
        <RuleFields rule={rule} flow={flow} onChange={set} />
        {step.mode.kind === 'weighted' && <WeightField rule={rule} onChange={set} />}
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          disabled={approvers.length === 1}
          aria-label={t('approvals.edit.remove_rule')}
          onClick={() => onChange(approvers.filter((_, at) => at !== index))}
        />
      </div>
      {faults.map((fault) => (
        <p key={fault} className="labelled-fault" role="alert">
          {fault}
        </p>
      ))}
    </div>
  )
}

type RuleProps = { rule: ApproverRule; flow: FlowShown; onChange: (rule: ApproverRule) => void }

function RuleFields({ rule, flow, onChange }: RuleProps) {
  const { t } = useWords()
  const title = useTitle()
  if (rule.by === 'person') return <PersonField rule={rule} flow={flow} onChange={onChange} />
  if (rule.by === 'group') {
    const groups = flow.vocabulary?.groups.filter(({ id, in_use }) => in_use || id === rule.group_id) ?? []
    return (
      <Select
        value={rule.group_id || null}
        aria-label={t('approvals.edit.approver_group')}
        placeholder={t('approvals.edit.approver_group')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(group_id) => onChange({ ...rule, group_id: group_id ?? '' })}
        options={groups.map((group) => ({ value: group.id, label: title(group) }))}
        notFoundContent={t('approvals.edit.no_groups')}
      />
    )
  }
  if (rule.by === 'head') {
    return (
      <Select
        value={rule.levels_up}
        aria-label={t('approvals.edit.levels')}
        onChange={(levels_up) => onChange({ ...rule, levels_up })}
        options={[0, 1, 2, 3, 4].map((levels) => ({ value: levels, label: levelWord(levels) }))}
      />
    )
  }
  const roles = flow.vocabulary?.roles.filter(({ key, may_decide }) => may_decide || key === rule.role) ?? []
  return (
    <>
      <Select
        value={rule.role || null}
        aria-label={t('approvals.edit.role')}
        placeholder={t('approvals.edit.role')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(role) => onChange({ ...rule, role: role ?? '' })}
        options={roles.map((role) => ({ value: role.key, label: title(role) }))}
      />
      <Select
        value={rule.at}
        aria-label={t('approvals.edit.at')}
        onChange={(at) => onChange({ ...rule, at })}
        options={(['organisation', 'ancestor', 'headquarters'] as const).map((at) => ({
          value: at,
          label: t(`approvals.flow.at.${at}`),
        }))}
      />
    </>
  )

  function levelWord(levels: number): string {
    if (levels === 0) return t('approvals.flow.rule.own_head')
    if (levels === 1) return t('approvals.flow.rule.parent_head')
    return t('approvals.flow.rule.upper_head', { levels })
  }
}

type PersonProps = Omit<RuleProps, 'rule'> & { rule: Extract<ApproverRule, { by: 'person' }> }

function PersonField({ rule, flow, onChange }: PersonProps) {
  const nameOf = usePersonName()
  const known = flow.people.find(({ id }) => id === rule.person_id)
  return (
    <span className="approver-person">
      <PersonSelect
        value={rule.person_id || null}
        chosen={known && nameOf(known)}
        onChange={(person_id) => onChange({ ...rule, person_id: person_id ?? '' })}
      />
    </span>
  )
}

/** How much a vote counts, where votes are weighed. */
function WeightField({ rule, onChange }: Omit<RuleProps, 'flow'>) {
  const { t } = useWords()
  return (
    <InputNumber
      prefix={t('approvals.edit.weight')}
      aria-label={t('approvals.edit.weight')}
      min={1}
      max={1000}
      value={rule.weight ?? 1}
      onChange={(weight) => onChange({ ...rule, weight: weight ?? 1 })}
    />
  )
}
