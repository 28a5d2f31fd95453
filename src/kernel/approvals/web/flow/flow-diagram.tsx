import '@xyflow/react/dist/base.css'
import { ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { useModeText, useTitle } from '../request-words.ts'
import { layOut } from './diagram-layout.ts'
import { nodeTypes } from './diagram-nodes.tsx'
import type { FlowShown } from './flow-outline.tsx'
import { useConditionText, useRuleText } from './flow-words.ts'
import './flow-diagram.css'

type Props = {
  flow: FlowShown
  /** The step that is being edited. */
  current?: string | undefined
  /** Step key → number of faults. */
  faults?: Record<string, number>
}

/** The flow drawn from top to bottom; a conditional step has a way around it. To look at: the list beside it says the same. */
export function FlowDiagram({ flow, current, faults = {} }: Props) {
  const { t, formats } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const rule = useRuleText(flow.vocabulary, flow.people)
  const condition = useConditionText(flow.fields)
  const { steps } = flow.definition
  const cards = steps.map((step, index) => ({
    id: `${index} ${step.key}`,
    number: index + 1,
    title: title(step),
    when: step.when && t('approvals.flow.when', { condition: condition(step.when) }),
    approvers: formats.list(step.approvers.map(rule)),
    mode: mode(step.mode),
    matter: step.matter === 'ordinary' ? null : t(`approvals.flow.matter.${step.matter}`),
    current: step.key === current,
    faulty: (faults[step.key] ?? 0) > 0,
  }))
  const drawn = JSON.stringify(cards)
  const ends = { begin: t('approvals.flow.begin'), end: t('approvals.flow.end') }
  const { nodes, edges, height } = useMemo(
    () => layOut(JSON.parse(drawn), { begin: ends.begin, end: ends.end }),
    [drawn, ends.begin, ends.end],
  )
  return (
    <div className="flow-diagram" style={{ height: Math.min(height + 16, 1600) }} aria-hidden="true">
      <ReactFlow
        key={nodes.length}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={{ padding: 0.01, maxZoom: 1 }}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnDrag={false}
        panOnScroll={false}
        zoomOnScroll={false}
        zoomOnPinch={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  )
}
