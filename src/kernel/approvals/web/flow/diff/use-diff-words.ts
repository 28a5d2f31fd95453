import { useTitle } from '../../../../language/web/use-title.ts'
import { useWords } from '../../../../language/web/words.tsx'
import type { Condition, FlowDefinition, FlowStep } from '../../../flow/contract.ts'
import { useModeText } from '../../request-words.ts'
import { pathOf } from '../canvas/change-flow.ts'
import type { Mark } from '../canvas/use-cards.ts'
import type { FlowShown } from '../flow-outline.tsx'
import { useConditionText, useRuleText } from '../flow-words.ts'
import type { Change, StepPart } from './diff-definition.ts'

/** Changes as plain sentences, and as marks on the canvas. `before` is the older of the two, `flow` the newer. */
export function useDiffWords(before: FlowDefinition, flow: FlowShown) {
  const { t, formats } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const rule = useRuleText(flow.vocabulary, flow.people)
  const conditionText = useConditionText(flow.fields)
  const condition = (given: Condition | null) =>
    given ? conditionText(given) : t('approvals.condition.none')
  const fieldTitle = (name: string) => flow.fields.find((field) => field.name === name)?.title ?? name

  const wordOf = (part: StepPart, step: FlowStep, of: FlowDefinition): string => {
    switch (part) {
      case 'title':
        return step.title
      case 'title_en':
        return step.title_en ?? t('approvals.diff.nothing')
      case 'path': {
        const path = pathOf(of, step)
        return path ? title(path) : t('approvals.diff.trunk')
      }
      case 'when':
        return condition(step.when)
      case 'approvers':
        return formats.list(step.approvers.map(rule))
      case 'mode':
        return mode(step.mode)
      case 'due_working_hours':
        return step.due_working_hours === null
          ? t('approvals.flow.no_due')
          : t('approvals.flow.due', { count: step.due_working_hours })
      case 'opinion':
        return t(`approvals.flow.opinion.${step.opinion}`)
      case 'matter':
        return t(`approvals.flow.matter.${step.matter}`)
      case 'visible_fields':
        return step.visible_fields
          ? formats.list(step.visible_fields.map(fieldTitle)) || t('approvals.diff.nothing')
          : t('approvals.edit.visible_all')
      case 'editable_fields':
        return formats.list((step.editable_fields ?? []).map(fieldTitle)) || t('approvals.diff.nothing')
    }
  }
  const sentence = (change: Change): string => {
    switch (change.kind) {
      case 'step_added':
      case 'step_removed':
      case 'step_moved':
        return t(`approvals.diff.${change.kind}`, { step: title(change.step) })
      case 'step_changed':
        return t('approvals.diff.step_changed', {
          step: title(change.after),
          part: t(`approvals.diff.part.${change.part}`),
          before: wordOf(change.part, change.before, before),
          after: wordOf(change.part, change.after, flow.definition),
        })
      case 'branching_added':
      case 'branching_removed':
        return t(`approvals.diff.${change.kind}`, { branching: title(change.branching) })
      case 'path_added':
      case 'path_removed':
      case 'path_moved':
        return t(`approvals.diff.${change.kind}`, {
          path: title(change.path),
          branching: title(change.branching),
        })
      case 'branching_renamed':
      case 'path_renamed':
        return t('approvals.diff.renamed', { before: title(change.before), after: title(change.after) })
      case 'path_condition':
        return t('approvals.diff.path_condition', {
          path: title(change.after),
          before: condition(change.before.when),
          after: condition(change.after.when),
        })
      case 'applies_when':
        return t('approvals.diff.applies_when', {
          before: condition(change.before.applies_when),
          after: condition(change.after.applies_when),
        })
      case 'same_person':
        return t('approvals.diff.same_person', {
          before: t(`approvals.flow.same_person.${change.before.same_person}`),
          after: t(`approvals.flow.same_person.${change.after.same_person}`),
        })
    }
  }
  /** Nodes of the newer version that differ; what was removed is told by the sentences alone. */
  const marks = (changes: readonly Change[]): Map<string, Mark> => {
    const found = new Map<string, Mark>()
    const added: Mark = { tone: 'added', word: t('approvals.diff.mark.added') }
    const changed: Mark = { tone: 'changed', word: t('approvals.diff.mark.changed') }
    for (const change of changes) {
      if (change.kind === 'step_added') found.set(`step ${change.step.key}`, added)
      if (change.kind === 'step_moved') found.set(`step ${change.step.key}`, changed)
      if (change.kind === 'step_changed') found.set(`step ${change.after.key}`, changed)
      if (change.kind === 'path_added') found.set(`path ${change.path.key}`, added)
      if (change.kind === 'path_moved') found.set(`path ${change.path.key}`, changed)
      if (change.kind === 'path_renamed' || change.kind === 'path_condition')
        found.set(`path ${change.after.key}`, changed)
      if (change.kind === 'branching_added')
        for (const path of change.branching.paths) found.set(`path ${path.key}`, added)
    }
    return found
  }
  return { sentence, marks }
}
