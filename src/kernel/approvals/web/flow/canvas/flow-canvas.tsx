import '@xyflow/react/dist/base.css'
import { AimOutlined, ColumnWidthOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { ReactFlow, type ReactFlowInstance } from '@xyflow/react'
import { Button } from 'antd'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useWords } from '../../../../language/web/words.tsx'
import { usePhone } from '../../../../web/use-media.ts'
import type { FlowDefinition } from '../../../flow/contract.ts'
import { CanvasContext, type CanvasValue } from './canvas-context.ts'
import { layOut, narrow, plusRoom, spacious } from './layout.ts'
import { nodeTypes } from './nodes.tsx'
import { shapeOf } from './shape.ts'
import { heightOf } from './use-cards.ts'
import '../../matter-mark.css'
import './canvas.css'

/** Below this the words on the cards can't be read. */
const least = { phone: 0.9, desk: 0.7 }
const margin = 16

type Props = CanvasValue & { definition: FlowDefinition; label: string; show?: RefObject<Shower | null> }
/** Brings a node into view; `plus`: with the plus below it. */
export type Shower = (id: string, given?: { focus: boolean; plus?: boolean }) => void

export type Drawn = ReturnType<typeof useDrawing>

/** The flow laid out; the same words and sizes give the same drawing, so that nothing is drawn twice. */
export function useDrawing(definition: FlowDefinition, cards: CanvasValue['cards'], plus: boolean) {
  const phone = usePhone()
  const heights = JSON.stringify([...cards].map(([id, card]) => [id, heightOf(card, phone ? 20 : 34)]))
  return useMemo(() => {
    const known = new Map<string, number>(JSON.parse(heights))
    const sizes = {
      step: (key: string) => known.get(`step ${key}`) ?? 104,
      path: (key: string) => known.get(`path ${key}`) ?? 82,
    }
    return layOut(shapeOf(definition), sizes, { ...(phone ? narrow : spacious), plus })
  }, [definition, heights, phone, plus])
}

/** The canvas of the designer: wheel and finger move it, pinch and buttons zoom; what has the focus is always in view. */
export function FlowCanvas({ definition, label, show, ...value }: Props) {
  const { t } = useWords()
  const phone = usePhone()
  const { nodes, edges, left, width } = useDrawing(definition, value.cards, value.onAdd !== undefined)
  const box = useRef<HTMLElement>(null)
  const flow = useRef<ReactFlowInstance | null>(null)
  const smallest = phone ? least.phone : least.desk

  const toWidth = (top?: number) => {
    const wide = box.current?.clientWidth ?? 0
    const zoom = Math.min(1, Math.max(smallest, (wide - 2 * margin) / width))
    const begin = width * zoom > wide - 2 * margin ? -160 : left
    const x = begin === left ? (wide - width * zoom) / 2 - left * zoom : wide / 2
    void flow.current?.setViewport({ x, y: top ?? margin, zoom })
  }
  const whole = () => void flow.current?.fitView({ padding: 0.04, maxZoom: 1, duration: 150 })
  const keep = useRef(toWidth)
  keep.current = toWidth
  // A path more or less makes the drawing wider or narrower: it is fitted anew, without going back to the top.
  useEffect(() => {
    if (width > 0) keep.current(flow.current?.getViewport().y)
  }, [width])

  const bring: Shower = (id, given) => {
    const node = nodes.find((one) => one.id === id)
    const view = flow.current?.getViewport()
    const frame = box.current
    if (!node || !view || !frame) return
    const at = (position: number, offset: number) => position * view.zoom + offset
    const high = (node.height ?? 0) + (given?.plus ? plusRoom : 0)
    const [top, bottom] = [at(node.position.y, view.y), at(node.position.y + high, view.y)]
    const [start, end] = [at(node.position.x, view.x), at(node.position.x + (node.width ?? 0), view.x)]
    const inside = top >= 8 && bottom <= frame.clientHeight - 8 && start >= 0 && end <= frame.clientWidth
    if (!inside) {
      const dx = start < 0 ? margin - start : end > frame.clientWidth ? frame.clientWidth - margin - end : 0
      // No further than needed: what one looks at stays as near to where it was as it can.
      const dy =
        top < 8 || bottom - top > frame.clientHeight - 2 * margin
          ? margin - top
          : Math.min(0, frame.clientHeight - margin - bottom)
      void flow.current?.setViewport({ ...view, x: view.x + dx, y: view.y + dy })
    }
    const button = frame.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)
    if (given?.focus) button?.focus({ preventScroll: true })
  }
  if (show) show.current = bring
  return (
    <CanvasContext value={value}>
      <section
        ref={box}
        className="flow-canvas"
        aria-label={label}
        onFocus={({ target }) => {
          const id = target.closest<HTMLElement>('[data-node]')?.dataset.node
          const plus = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
          // A press must find the node where it was when it began.
          if ((id ?? plus) && target.matches(':focus-visible')) bring((id ?? plus) as string)
        }}
        // Scrolling belongs to the viewport alone: a browser that scrolls to the focus would shift the drawing for good.
        onScrollCapture={({ currentTarget }) => {
          for (const one of [
            currentTarget,
            ...currentTarget.querySelectorAll('.react-flow, .react-flow__renderer'),
          ])
            if (one.scrollTop || one.scrollLeft) one.scrollTo(0, 0)
        }}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          onInit={(instance) => {
            flow.current = instance
            toWidth()
          }}
          minZoom={0.2}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          panOnScroll
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          proOptions={{ hideAttribution: true }}
        />
        <span className="canvas-zoom">
          <Button
            size="small"
            className="is-step"
            icon={<PlusOutlined aria-hidden="true" />}
            aria-label={t('approvals.canvas.zoom_in')}
            onClick={() => void flow.current?.zoomIn()}
          />
          <Button
            size="small"
            className="is-step"
            icon={<MinusOutlined aria-hidden="true" />}
            aria-label={t('approvals.canvas.zoom_out')}
            onClick={() => void flow.current?.zoomOut()}
          />
          <Button
            size="small"
            icon={<ColumnWidthOutlined aria-hidden="true" />}
            aria-label={t('approvals.canvas.fit_width')}
            title={t('approvals.canvas.fit_width')}
            onClick={() => toWidth()}
          />
          <Button
            size="small"
            icon={<AimOutlined aria-hidden="true" />}
            aria-label={t('approvals.canvas.fit')}
            title={t('approvals.canvas.fit')}
            onClick={whole}
          />
        </span>
      </section>
    </CanvasContext>
  )
}

/** The same drawing to look at, in the height it needs; too wide for the screen, it is moved sideways. */
export function FlowPicture({ definition, label, ...value }: Omit<Props, 'show'>) {
  const phone = usePhone()
  const { nodes, edges, left, width, height } = useDrawing(definition, value.cards, false)
  const zoom = phone ? 0.82 : 0.9
  const size = { width: Math.ceil(width * zoom) + 2 * margin, height: Math.ceil(height * zoom) + 2 * margin }
  return (
    <CanvasContext value={value}>
      <section className="flow-picture" aria-label={label} tabIndex={-1}>
        <div style={size}>
          <ReactFlow
            key={JSON.stringify(size)}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            defaultViewport={{ x: margin - left * zoom, y: margin, zoom }}
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
      </section>
    </CanvasContext>
  )
}
