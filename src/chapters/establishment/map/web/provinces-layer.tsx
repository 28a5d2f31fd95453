import { memo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { besideMarks, type Mark } from './beside-marks.ts'
import { inset, provinces } from './outline.ts'

/** Provinces too small for a name until one looks closer. */
const small = new Set(['11', '12', '31', '64', '81', '82'])

type Props = {
  /** Pixels per unit. */
  scale: number
  named: boolean
  /** What lies on the names, which step aside. */
  marks?: readonly Mark[]
}
const unmarked: Mark[] = []

/** The country itself: provinces, their names, and the frame with the South China Sea. */
export const ProvincesLayer = memo(function ProvincesLayer({ scale, named, marks = unmarked }: Props) {
  const { t } = useWords()
  return (
    <>
      {provinces.map(({ code, path }) => (
        <path key={code} d={path} className="map-province" />
      ))}
      <g transform={`translate(${inset.x} ${inset.y})`}>
        <rect width={inset.width} height={inset.height} className="map-inset" />
        {inset.shapes.map((points) => (
          <polygon key={points} points={points} className="map-inset-shape" />
        ))}
        <text x={inset.width / 2} y={inset.height - 5} className="map-inset-name">
          {t('establishment.map.south_china_sea')}
        </text>
      </g>
      {named &&
        provinces
          .filter(({ code }) => scale > 2.4 || !small.has(code))
          .map(({ code, label }) => (
            <text
              key={code}
              x={label.x}
              y={besideMarks(label, marks, scale)}
              className="map-province-name"
              fontSize={12 / scale}
            >
              {t(`establishment.map.provinces.${code}` as 'establishment.map.provinces.11')}
            </text>
          ))}
    </>
  )
})
