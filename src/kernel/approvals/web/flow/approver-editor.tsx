import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useWords } from '../../../language/web/words.tsx'
import { listPeople } from '../../../people/contract.ts'
import { call } from '../../../web/call.ts'
import { type Found, SearchSelect } from '../../../web/form/search-select.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import type { ApproverRule, FlowStep } from '../../flow/contract.ts'
import { useTitle } from '../request-words.ts'
import { newRule, placeKey } from './change-definition.ts'
import type { FlowShown } from './flow-outline.tsx'

type Props = {
  step: FlowStep
  flow: FlowShown
  faultsAt: (path: string) => string[]
  onChange: (rules: ApproverRule[]) => void
}

const kinds = ['role', 'head', 'person', 'group', 'applicant_choice', 'previous_choice'] as const

/** Whom a step asks: one line for each rule. */
export function ApproverEditor({ step, flow, faultsAt, onChange }: Props) {
  const { t } = useWords()
  const { approvers } = step
  const set = (index: number, rule: ApproverRule) =>
    onChange(approvers.map((one, at) => (at === index ? rule : one)))
  return (
    <div className="approvers">
      {approvers.map((rule, index) => {
        const faults = faultsAt(`approvers.${index}`)
        return (
          <div key={placeKey(index)} className={`approver${faults.length > 0 ? ' is-faulty' : ''}`}>
            <div className="approver-line">
              <Select
                value={rule.by}
                aria-label={t('approvals.edit.by_label')}
                onChange={(by) => set(index, newRule(by, rule))}
                options={kinds.map((by) => ({ value: by, label: t(`approvals.edit.by.${by}`) }))}
              />
              <RuleFields rule={rule} flow={flow} onChange={(next) => set(index, next)} />
              <VoteFields rule={rule} mode={step.mode.kind} onChange={(next) => set(index, next)} />
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
      })}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={approvers.length >= 20}
        onClick={() => onChange([...approvers, newRule('role')])}
      >
        {t('approvals.edit.add_rule')}
      </Button>
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
  return (
    <>
      <Select
        value={rule.role}
        aria-label={t('approvals.edit.role')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(role) => onChange({ ...rule, role })}
        options={flow.vocabulary?.roles.map((role) => ({ value: role.key, label: title(role) })) ?? []}
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
  const { t } = useWords()
  const nameOf = usePersonName()
  const known = flow.people.find(({ id }) => id === rule.person_id)
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { items } = await call(listPeople, { query: { q: text || undefined, limit: 20 } }, { signal })
    return items.map((person) => ({
      value: person.id,
      word: nameOf(person),
      hint: person.assignments[0]?.organisation.name,
    }))
  }
  return (
    <span className="approver-person">
      <SearchSelect
        name="people.person"
        search={search}
        value={rule.person_id || null}
        chosen={known && nameOf(known)}
        placeholder={t('approvals.edit.person')}
        onChange={(person_id) => onChange({ ...rule, person_id: person_id ?? '' })}
      />
    </span>
  )
}

type VoteProps = Omit<RuleProps, 'flow'> & { mode: FlowStep['mode']['kind'] }

/** What a vote counts, where the step counts votes by weight or by group. */
function VoteFields({ rule, mode, onChange }: VoteProps) {
  const { t } = useWords()
  if (mode === 'weighted') {
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
  if (mode !== 'per_group') return null
  const { group, ...rest } = rule
  return (
    <Input
      prefix={<span className="faint">{t('approvals.edit.group')}</span>}
      aria-label={t('approvals.edit.group')}
      maxLength={60}
      value={group ?? ''}
      onChange={({ target }) => onChange(target.value ? { ...rest, group: target.value } : rest)}
    />
  )
}
