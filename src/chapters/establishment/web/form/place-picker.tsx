import { AimOutlined, DeleteOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { project, type Spot, unproject } from '../../map/web/albers.ts'
import { ProvincesLayer } from '../../map/web/provinces-layer.tsx'
import { spotIn, useMapView } from '../../map/web/use-map-view.ts'
import { useSize } from '../../map/web/use-size.ts'
import { offset, pixelsPerUnit, toScreen, zooms } from '../../map/web/view.ts'
import { PlaceWords } from '../place-words.tsx'
import '../../map/web/network-map.css'
import './place-picker.css'

export type Place = { longitude: number; latitude: number }
type Props = { value: Place | undefined; onChange?: (place: Place | undefined) => void }

/** One point on our own outline of the country: picked by mouse, finger or keys. Without `onChange` only shown. */
export function PlacePicker({ value, onChange }: Props) {
  const { t } = useWords()
  const keys = useId()
  const place = useRef<HTMLDivElement>(null)
  const size = useSize(place)
  const { view, step, show, zoomAtSpot, handlers } = useMapView(place, size)
  const scale = pixelsPerUnit(size) * view.zoom
  const corner = offset(view, size)
  const spot = value && project([value.longitude, value.latitude])
  const at = spot && toScreen(spot, view, size)

  // A point that was there before is brought into sight once the size is known.
  const shown = useRef(false)
  useEffect(() => {
    if (shown.current || size.width === 0 || !spot) return
    shown.current = true
    show({ west: spot.x - 60, east: spot.x + 60, north: spot.y - 60, south: spot.y + 60 })
  }, [size.width, spot, show])

  const pick = (screen: Spot) => {
    const [longitude, latitude] = unproject({
      x: (screen.x - corner.x) / scale,
      y: (screen.y - corner.y) / scale,
    })
    shown.current = true
    onChange?.({ longitude: round(longitude), latitude: round(latitude) })
  }
  const onClick = (event: MouseEvent<HTMLElement>) => onChange && pick(spotIn(event.currentTarget, event))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !onChange) return handlers.onKeyDown(event)
    event.preventDefault()
    pick({ x: size.width / 2, y: size.height / 2 })
  }
  return (
    <div className="place-picker">
      <div
        ref={place}
        className="place-map"
        role="application"
        {...(onChange ? walked : {})}
        aria-label={t('establishment.form.place.label')}
        aria-describedby={onChange ? keys : undefined}
        {...handlers}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={(event) => zoomAtSpot(2, spotIn(event.currentTarget, event))}
      >
        <svg className="map-drawing" aria-hidden="true">
          <g transform={`translate(${corner.x} ${corner.y}) scale(${scale})`}>
            <ProvincesLayer scale={scale} named={size.width > 420 || view.zoom > 1.8} />
          </g>
          {at && (
            <g transform={`translate(${at.x} ${at.y})`} className="place-pin">
              <path d="M0 0C-7 -9 -9 -13 -9 -17a9 9 0 1 1 18 0c0 4-2 8-9 17Z" />
              <circle cy="-17" r="3.4" />
            </g>
          )}
        </svg>
      </div>
      <div className="map-tools no-print">
        <Button
          icon={<PlusOutlined aria-hidden="true" />}
          aria-label={t('establishment.form.place.closer')}
          onClick={() => (at ? zoomAtSpot(1.8, at) : step(1.8))}
          disabled={view.zoom >= zooms.most}
        />
        <Button
          icon={<MinusOutlined aria-hidden="true" />}
          aria-label={t('establishment.form.place.farther')}
          onClick={() => step(1 / 1.8)}
          disabled={view.zoom <= zooms.least}
        />
      </div>
      <div className="place-foot">
        <span>
          <AimOutlined aria-hidden="true" />{' '}
          {value ? <PlaceWords place={value} /> : t('establishment.form.place.none')}
        </span>
        {value && onChange && (
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            onClick={() => onChange(undefined)}
          >
            {t('establishment.form.place.clear')}
          </Button>
        )}
        {onChange && (
          <p id={keys} className="faint place-keys">
            {t('establishment.form.place.keys')}
          </p>
        )}
      </div>
    </div>
  )
}

/** Walked by keys, as its description says. */
const walked = { tabIndex: 0 }

/** About ten metres. */
const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000
