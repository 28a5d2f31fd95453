import { useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../navigation.ts'
import { useAppearance } from '../theme/appearance.tsx'
import { useMedia } from '../use-media.ts'
import { foldLast } from './fold.ts'
import { heightOf } from './option.ts'
import type { ChartLook, ChartPoint } from './point.ts'

type Props = { look: ChartLook; points: ChartPoint[]; unit: string; together: string }

/** What the table beside it says, for the eye: readers of the screen, the keyboard and paper have the table. */
export function Drawing({ look, points: all, unit, together }: Props) {
  const { t, formats } = useWords()
  const points = useMemo(
    () => foldLast({ look, points: all, others: (count) => t('web.chart.others', { count }) }),
    [look, all, t],
  )
  const { mode } = useAppearance()
  const motion = !useMedia('(prefers-reduced-motion: reduce)')
  const go = useGo()
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const [failed, fail] = useState(false)

  useEffect(() => {
    if (!width) return
    let clear: (() => void) | undefined
    let gone = false
    const { number, percent } = formats
    const drawn = {
      ...{ look, points, unit, together, width, mode, motion },
      number: (value: number) => number(value),
      percent: (share: number) => percent(share, 0),
    }
    const open = (at: number) => points[at]?.to !== undefined && go(points[at].to)
    // The charts' own file comes when the first one is shown; where it doesn't, the table says it all.
    import('./draw.ts').then(
      ({ draw }) => {
        if (!gone && place.current) clear = draw(place.current, drawn, open)
      },
      () => fail(true),
    )
    return () => {
      gone = true
      clear?.()
    }
  }, [look, points, unit, together, width, mode, motion, formats, go])

  if (failed) return null
  const height = heightOf({ look, points, width: width ?? Number.POSITIVE_INFINITY })
  return <div ref={place} className="chart-drawing no-print" style={{ height }} aria-hidden="true" />
}

/** Pixels across, known once it is on the page, and again whenever that changes. */
function useWidth(place: React.RefObject<HTMLDivElement | null>): number | undefined {
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    if (!place.current) return
    const watch = new ResizeObserver(([entry]) => {
      const across = Math.round(entry?.contentRect.width ?? 0)
      // Paper shows the table only; what is hidden for it is drawn again as it was.
      if (across > 0) setWidth(across)
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [place])
  return width
}
