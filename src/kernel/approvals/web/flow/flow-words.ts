import { useRoleName } from '../../../access/web/use-role-name.ts'
import type { ReturnOf } from '../../../http/contract.ts'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { useSession } from '../../../web/session.tsx'
import { useCall } from '../../../web/use-call.ts'
import type {
  ApproverRule,
  Comparison,
  Condition,
  FlowVersionPage,
  SubjectType,
} from '../../flow/contract.ts'
import { readFlowVocabulary } from '../../flow/contract.ts'

export type Vocabulary = ReturnOf<typeof readFlowVocabulary>
export type Field = SubjectType['fields'][number]
type Named = FlowVersionPage['people'][number]

/** Kinds of matter and roles: asked once, they seldom change. */
export const useVocabulary = () => useCall(readFlowVocabulary, undefined, { fresh: 5 * 60_000 })

export const fieldsOf = (vocabulary: Vocabulary | undefined, type: string): Field[] =>
  vocabulary?.subject_types.find((subject) => subject.type === type)?.fields ?? []

/** Whom a rule asks, in words. */
export function useRuleText(
  vocabulary: Vocabulary | undefined,
  people: readonly Named[],
): (rule: ApproverRule) => string {
  const { t } = useWords()
  const nameOf = usePersonName()
  const title = useTitle()
  const builtin = useRoleName()
  const role = (key: string) => {
    if (key === '') return t('approvals.flow.rule.no_role')
    const found = vocabulary?.roles.find((one) => one.key === key)
    return found ? title(found) : builtin(key)
  }
  const plain = (rule: ApproverRule): string => {
    if (rule.by === 'person') {
      const person = people.find(({ id }) => id === rule.person_id)
      return person ? nameOf(person) : t('approvals.flow.rule.nobody')
    }
    if (rule.by === 'head') {
      if (rule.levels_up === 0) return t('approvals.flow.rule.own_head')
      if (rule.levels_up === 1) return t('approvals.flow.rule.parent_head')
      return t('approvals.flow.rule.upper_head', { levels: rule.levels_up })
    }
    if (rule.by === 'group') {
      const group = vocabulary?.groups.find(({ id }) => id === rule.group_id)
      return t('approvals.flow.rule.members', {
        group: group ? title(group) : t('approvals.flow.rule.no_group'),
      })
    }
    const params = { role: role(rule.role), at: t(`approvals.flow.at.${rule.at}`) }
    if (rule.by === 'role') return t('approvals.flow.rule.role', params)
    if (rule.by === 'previous_choice') return t('approvals.flow.rule.previous', params)
    return t('approvals.flow.rule.choice', params)
  }
  return (rule) => {
    const weighed = rule.weight
      ? t('approvals.flow.rule.weight', { rule: plain(rule), weight: rule.weight })
      : plain(rule)
    return rule.group ? t('approvals.flow.rule.group', { group: rule.group, rule: weighed }) : weighed
  }
}

/** A condition as half a sentence: "budget is at least 500,000 and staff is more than 10". */
export function useConditionText(fields: readonly Field[]): (condition: Condition) => string {
  const { t, formats } = useWords()
  const { company } = useSession()
  const value = (field: Field | undefined, given: Comparison['value']): string => {
    if (Array.isArray(given)) return formats.list(given.map((one) => value(field, one)))
    if (typeof given === 'boolean') return given ? t('approvals.condition.yes') : t('approvals.condition.no')
    if (typeof given === 'number')
      return field?.money ? formats.money(given, company.currency) : formats.number(given)
    const option = field?.options.find((one) => one.value === given)
    if (option) return option.word
    const isDay = field?.type === 'day' && given && /^\d{4}-\d{2}-\d{2}$/.test(given)
    return isDay ? formats.date(given) : (given ?? '')
  }
  const one = (comparison: Comparison) => {
    const field = fields.find(({ name }) => name === comparison.field)
    return t(`approvals.condition.is.${comparison.is}`, {
      field: field?.title ?? comparison.field,
      value: value(field, comparison.value),
    })
  }
  return ({ match, of }) =>
    of.map(one).reduce((first, second) => t(`approvals.condition.${match}`, { first, second }))
}
