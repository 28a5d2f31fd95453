export type Spot = { x: number; y: number }
/** A point, or several in one mark, which is larger. */
export type Mark = Spot & { items: readonly unknown[] }

/** Pixels by which a name may step down or up: further, and it would stand in another province. */
const steps = [0, 14, -14, 22, -22]

/** Where a name's line stands so that no mark covers it; where it always stood, if there is no such place near. */
export function besideMarks({ x, y }: Spot, marks: readonly Mark[], scale: number): number {
  const covered = (step: number) =>
    marks.some((mark) => {
      const [across, up] = mark.items.length > 1 ? [30, 20] : [22, 11]
      return Math.abs(mark.x - x) * scale < across && Math.abs((mark.y - y) * scale - step + 4) < up
    })
  return y + (steps.find((step) => !covered(step)) ?? 0) / scale
}
