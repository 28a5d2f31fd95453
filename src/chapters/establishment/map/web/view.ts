import { drawing, type Spot } from './albers.ts'

/** What is seen: the drawing magnified by `zoom` and moved by `x`, `y` screen pixels. */
export type View = { zoom: number; x: number; y: number }
export type Size = { width: number; height: number }

export const zooms = { least: 1, most: 60 } as const

/** Screen pixels per unit of the drawing at zoom 1, so that the whole country fits. */
export const pixelsPerUnit = ({ width, height }: Size) =>
  Math.max(0.05, Math.min(width / drawing.width, height / drawing.height))

export const whole: View = { zoom: 1, x: 0, y: 0 }

/** Where a spot of the drawing is on the screen. */
export function toScreen(spot: Spot, view: View, size: Size): Spot {
  const scale = pixelsPerUnit(size) * view.zoom
  const { x, y } = offset(view, size)
  return { x: x + spot.x * scale, y: y + spot.y * scale }
}

/** Pixels by which the drawing's corner lies off the screen's: centred at zoom 1. */
export function offset(view: View, size: Size): Spot {
  const base = pixelsPerUnit(size)
  return {
    x: view.x + (size.width - drawing.width * base) / 2,
    y: view.y + (size.height - drawing.height * base) / 2,
  }
}

/** Magnifies around a spot of the screen, which stays where it is. */
export function zoomAt(view: View, factor: number, at: Spot, size: Size): View {
  const zoom = Math.min(zooms.most, Math.max(zooms.least, view.zoom * factor))
  const grown = zoom / view.zoom
  const before = offset(view, size)
  const margin = offset(whole, size)
  return kept(
    { zoom, x: at.x - (at.x - before.x) * grown - margin.x, y: at.y - (at.y - before.y) * grown - margin.y },
    size,
  )
}

export const moved = (view: View, dx: number, dy: number, size: Size): View =>
  kept({ ...view, x: view.x + dx, y: view.y + dy }, size)

/** Moved just far enough that a spot of the drawing is in sight, a little off the edge. */
export function revealed(view: View, spot: Spot, size: Size): View {
  const { x, y } = toScreen(spot, view, size)
  const into = (at: number, extent: number) => Math.min(Math.max(at, 40), Math.max(40, extent - 40)) - at
  const [dx, dy] = [into(x, size.width), into(y, size.height)]
  return dx === 0 && dy === 0 ? view : moved(view, dx, dy, size)
}

/** Brings a part of the drawing into sight with some room around it. */
export function zoomTo(box: { west: number; east: number; north: number; south: number }, size: Size): View {
  const base = pixelsPerUnit(size)
  const wide = Math.max((box.east - box.west) * base, (size.width * 0.6) / zooms.most)
  const high = Math.max((box.south - box.north) * base, (size.height * 0.6) / zooms.most)
  const zoom = Math.min(
    zooms.most,
    Math.max(zooms.least, Math.min((size.width * 0.6) / wide, (size.height * 0.6) / high)),
  )
  const centre = { x: (box.west + box.east) / 2, y: (box.north + box.south) / 2 }
  const now = toScreen(centre, { zoom, x: 0, y: 0 }, size)
  return kept({ zoom, x: size.width / 2 - now.x, y: size.height / 2 - now.y }, size)
}

/** The drawing never leaves the screen: at least a third of the screen shows some of it. */
function kept(view: View, size: Size): View {
  const scale = pixelsPerUnit(size) * view.zoom
  const margin = offset(whole, size)
  const within = (value: number, extent: number, length: number, space: number) =>
    Math.min(extent * (2 / 3) - space, Math.max(extent / 3 - length * scale - space, value))
  return {
    zoom: view.zoom,
    x: within(view.x, size.width, drawing.width, margin.x),
    y: within(view.y, size.height, drawing.height, margin.y),
  }
}
