import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import { type Drawn, isTurned, optionOf } from './option.ts'

use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, LabelLayout, CanvasRenderer])

/**
 * Draws into a place that has its size already; the way back takes it away. Wherever in the strip of a bar or point one
 * clicks, `open` is told which: a bar of one pixel, or of none, can be hit as well.
 */
export function draw(place: HTMLElement, drawn: Drawn, open: (at: number) => void): () => void {
  const chart = init(place)
  chart.setOption(optionOf(drawn))
  const canvas = chart.getZr()
  const hit = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }): number | undefined => {
    const pixel = [offsetX, offsetY]
    if (!chart.containPixel({ gridIndex: 0 }, pixel)) return undefined
    const at = chart.convertFromPixel({ gridIndex: 0 }, pixel)[isTurned(drawn) ? 1 : 0]
    return at === undefined || drawn.points[at]?.to === undefined ? undefined : at
  }
  canvas.on('click', (event) => {
    const at = hit(event)
    if (at !== undefined) open(at)
  })
  canvas.on('mousemove', (event) => canvas.setCursorStyle(hit(event) === undefined ? 'default' : 'pointer'))
  return () => chart.dispose()
}
