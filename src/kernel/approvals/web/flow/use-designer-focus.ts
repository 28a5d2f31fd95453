import type { Node } from '@xyflow/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { usePhone } from '../../../web/use-media.ts'
import type { Shower } from './canvas/flow-canvas.tsx'
import { closest } from './canvas/layout.ts'

/** Where the focus is to go: to a node, into the name in its settings, or to what is wrong there. */
export type Wanted = { id: string; into: 'node' | 'name' | 'fault' }
type Given = { nodes: readonly Node[]; show: RefObject<Shower | null>; trying: boolean }

/**
 * Who has no mouse is taken along: into the settings of what is new or opened, to the field that is at fault, to the
 * neighbour of what was taken away, and into the try-out. A sheet on a phone takes no focus: it would bring the keyboard up.
 */
export function useDesignerFocus({ nodes, show, trying }: Given) {
  const phone = usePhone()
  const panel = useRef<HTMLElement>(null)
  const tryButton = useRef<HTMLButtonElement>(null)
  const [wanted, want] = useState<Wanted>()
  const [gone, setGone] = useState<Node>()
  useEffect(() => {
    if (!wanted) return
    const { id, into } = wanted
    show.current?.(id, { focus: into === 'node', plus: into !== 'node' })
    if (into !== 'node' && !phone) fieldOf(panel.current, into)?.focus({ preventScroll: into === 'name' })
    if (into === 'name' && !phone) fieldOf(panel.current, into)?.select()
    want(undefined)
  }, [wanted, phone, show])
  useEffect(() => {
    if (!gone) return
    const left = nodes.some(({ id }) => id === gone.id) ? gone.id : closest(nodes, gone)
    if (left && !phone) show.current?.(left, { focus: true })
    setGone(undefined)
  }, [gone, nodes, phone, show])
  useEffect(() => {
    if (trying && !phone) panel.current?.querySelector<HTMLElement>('input')?.focus()
  }, [trying, phone])
  const removed = (id: string) => setGone(nodes.find((node) => node.id === id))
  return { panel, tryButton, want, removed }
}

/** The field of the name; or the first at fault: of an approver's line whom it asks, not how. */
function fieldOf(panel: HTMLElement | null, into: 'name' | 'fault') {
  const fields = (place: string) => [...(panel?.querySelectorAll<HTMLInputElement>(`${place} input`) ?? [])]
  const [name] = fields('')
  if (into === 'name') return name
  const [how, whom] = fields('.approver.is-faulty')
  const [other] = fields(':is(.labelled, .step-part):has(> .labelled-fault)')
  return whom ?? how ?? other ?? name
}
