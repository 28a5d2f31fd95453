import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Spot } from './albers.ts'
import { moved, revealed, type Size, type View, whole, zoomAt, zooms, zoomTo } from './view.ts'

type Box = Parameters<typeof zoomTo>[0]

/** Fingers on the map now, and whether they have moved far enough to be a drag and not a click. */
type Touch = { at: Map<number, Spot>; far: boolean }

/** The part of the map in sight, moved by mouse, fingers, wheel and keys. */
export function useMapView(place: RefObject<HTMLElement | null>, size: Size) {
  const [view, setView] = useState<View>(whole)
  const touch = useRef<Touch>({ at: new Map(), far: false })
  /** Seen by the wheel: zoomed all the way out, it scrolls the page again. */
  const zoom = useRef(view.zoom)
  useEffect(() => {
    zoom.current = view.zoom
  }, [view.zoom])

  useEffect(() => {
    const element = place.current
    if (!element) return
    // React listens passively to wheels; the page must not scroll while the map zooms.
    const onWheel = (event: WheelEvent) => {
      const factor = 2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002))
      if (factor < 1 && zoom.current <= zooms.least) return
      event.preventDefault()
      setView((before) => zoomAt(before, factor, spotIn(element, event), size))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [place, size])

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    if (touch.current.at.size === 0) touch.current.far = false
    touch.current.at.set(event.pointerId, spotIn(event.currentTarget, event))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { at } = touch.current
    const before = at.get(event.pointerId)
    if (!before) return
    const now = spotIn(event.currentTarget, event)
    const [dx, dy] = [now.x - before.x, now.y - before.y]
    if (!touch.current.far && Math.hypot(dx, dy) < 4) return
    touch.current.far = true
    event.currentTarget.setPointerCapture(event.pointerId)
    const other = [...at].find(([id]) => id !== event.pointerId)?.[1]
    at.set(event.pointerId, now)
    if (!other) return setView((view) => moved(view, dx, dy, size))
    const factor = apart(now, other) / Math.max(1, apart(before, other))
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
    setView((view) => moved(zoomAt(view, factor, middle, size), dx / 2, dy / 2, size))
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    touch.current.at.delete(event.pointerId)
  }
  const onClickCapture = (event: { preventDefault: () => void; stopPropagation: () => void }) => {
    if (!touch.current.far) return
    touch.current.far = false
    event.preventDefault()
    event.stopPropagation()
  }

  const step = useCallback(
    (factor: number) =>
      setView((view) => zoomAt(view, factor, { x: size.width / 2, y: size.height / 2 }, size)),
    [size],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const move = arrows[event.key]
    if (move) setView((view) => moved(view, -move[0] * 60, -move[1] * 60, size))
    else if (event.key === '+' || event.key === '=') step(1.6)
    else if (event.key === '-') step(1 / 1.6)
    else if (event.key === '0') setView(whole)
    else return
    event.preventDefault()
  }

  return {
    view,
    step,
    reset: () => setView(whole),
    show: useCallback((box: Box) => setView(zoomTo(box, size)), [size]),
    /** Moves just far enough that a spot of the drawing is in sight. */
    reveal: useCallback((spot: Spot) => setView((view) => revealed(view, spot, size)), [size]),
    zoomAtSpot: (factor: number, at: Spot) => setView((view) => zoomAt(view, factor, at, size)),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onClickCapture,
      onKeyDown,
    },
  }
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const apart = (one: Spot, other: Spot) => Math.hypot(one.x - other.x, one.y - other.y)

export function spotIn(
  element: HTMLElement,
  { clientX, clientY }: { clientX: number; clientY: number },
): Spot {
  const { left, top } = element.getBoundingClientRect()
  return { x: clientX - left, y: clientY - top }
}
