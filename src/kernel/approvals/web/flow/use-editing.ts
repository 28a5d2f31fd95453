import { App } from 'antd'
import { createElement, useState } from 'react'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import type { FlowDefinition, FlowPath } from '../../flow/contract.ts'
import type { Addition } from './canvas/canvas-context.ts'
import {
  addPath,
  type Chosen,
  changeBranching,
  changePath,
  duplicate,
  freeKey,
  insertBranching,
  insertStep,
  move,
  remove,
} from './canvas/change-flow.ts'
import type { Place } from './canvas/shape.ts'
import { changeStep, newCountersign, newStep } from './change-definition.ts'
import type { Editing } from './designer-panel.tsx'
import type { Vocabulary } from './flow-words.ts'
import { UndoButton } from './undo-button.tsx'
import type { useDraft } from './use-draft.ts'

/** Departments a countersign begins with; their names are those of the roles. */
const signing = ['hq_finance', 'hq_risk', 'hq_quality']

type Draft = Pick<ReturnType<typeof useDraft>, 'definition' | 'change' | 'undo'>

/** Everything that can be done to the flow on the canvas. `onMade`: something new is there, and wants its settings. */
export function useEditing(
  { definition, change, undo }: Draft,
  vocabulary: Vocabulary | undefined,
  onMade: (chosen: Chosen) => void,
) {
  const { t } = useWords()
  const { message } = App.useApp()
  const title = useTitle()
  const [said, say] = useState('')
  const { steps, branchings = [] } = definition
  const stepKey = () => freeKey('step', definition)

  const path = (key: string, zh: string): FlowPath => ({ key, title: zh, title_en: null, when: null })
  const add = (addition: Addition, place: Place) => {
    const key = stepKey()
    if (addition === 'branching') {
      const first = freeKey('path', definition)
      const rest = freeKey('path', {
        ...definition,
        branchings: [...branchings, { ...path('', ''), paths: [path(first, ''), path('', '')] }],
      })
      const fork = freeKey('fork', definition)
      const branching = {
        ...{ key: fork, title: t('approvals.canvas.new_branching'), title_en: null },
        paths: [path(first, t('approvals.canvas.new_path')), path(rest, t('approvals.canvas.otherwise'))],
      }
      const step = { ...newStep(steps, t('approvals.edit.new_step')), key }
      change(insertBranching(definition, place, { branching, step }))
      return onMade({ kind: 'path', key: first })
    }
    const departments = signing.map((role) => {
      const found = vocabulary?.roles.find((one) => one.key === role)
      return { role, group: found ? title(found) : role }
    })
    const made =
      addition === 'step'
        ? newStep(steps, t('approvals.edit.new_step'))
        : newCountersign(steps, t('approvals.canvas.add.countersign'), departments)
    change(insertStep(definition, place, { ...made, key }))
    onMade({ kind: 'step', key })
  }
  const nameOf = ({ kind, key }: Chosen) => {
    const all = { step: steps, branching: branchings, path: branchings.flatMap(({ paths }) => paths) }[kind]
    const found = all.find((one) => one.key === key)
    return found ? title(found) : ''
  }
  const onMove: Editing['onMove'] = (chosen, to) => {
    const next = move(definition, chosen, to)
    if (next === definition) return
    change(next)
    const number = next.steps.findIndex(({ key }) => key === chosen.key) + 1
    if (chosen.kind === 'step') say(t('approvals.canvas.moved', { step: nameOf(chosen), number }))
  }
  const onRemove: Editing['onRemove'] = (chosen) => {
    const next = remove(definition, chosen)
    if (next === definition) return void message.info(t('approvals.canvas.last_stays'))
    change(next)
    message.open({
      key: 'flow removed',
      duration: 8,
      content: createElement(UndoButton, {
        word: t('approvals.canvas.removed', { what: nameOf(chosen) }),
        onUndo: () => {
          message.destroy('flow removed')
          change(definition)
        },
      }),
    })
  }
  const onDuplicate = (key: string) => {
    const step = steps.find((one) => one.key === key)
    if (!step || steps.length >= 30) return
    const copy = stepKey()
    const copied = t('approvals.canvas.copy_of', { step: step.title }).slice(0, 60)
    change(duplicate(definition, key, { ...structuredClone(step), key: copy, title: copied }))
    onMade({ kind: 'step', key: copy })
  }
  const onAddPath = (branchingKey: string) => {
    const key = freeKey('path', definition)
    change(addPath(definition, branchingKey, path(key, t('approvals.canvas.new_path'))))
    onMade({ kind: 'path', key })
  }
  const sortOf = (key: string, part: object) => `${key} ${Object.keys(part).join()}`
  const indexOf = (key: string) => steps.findIndex((step) => step.key === key)
  const editing = {
    onStep: (key, part) => change(changeStep(definition, indexOf(key), part), sortOf(key, part)),
    onPath: (key, part) => change(changePath(definition, key, part), sortOf(key, part)),
    onBranching: (key, part) => change(changeBranching(definition, key, part), sortOf(key, part)),
    onFlow: (part: Partial<FlowDefinition>) => change({ ...definition, ...part }),
    ...{ onMove, onRemove, onDuplicate, onAddPath },
  } satisfies Partial<Editing>
  return { editing, add, said, undo }
}
