import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useGo } from '../../../../kernel/web/navigation.ts'
import type { MapPoint } from '../../registry/contract.ts'
import { project } from './albers.ts'
import { type Cluster, cluster } from './cluster.ts'
import { ClusterList } from './cluster-list.tsx'
import { MapLegend } from './map-legend.tsx'
import { MapTip } from './map-tip.tsx'
import { MarkersLayer } from './markers-layer.tsx'
import { ProvincesLayer } from './provinces-layer.tsx'
import { spotIn, useMapView } from './use-map-view.ts'
import { useSize } from './use-size.ts'
import { offset, pixelsPerUnit, toScreen, zooms } from './view.ts'
import './network-map.css'

type Props = {
  points: MapPoint[]
  /** Where the same is told as a table; the map is never the only way. */
  tableHref: string
  hrefOf?: (point: MapPoint) => string
}

const organisationPage = ({ id }: MapPoint) => `/organisations/${id}`

/** Premises of the network on an outline of the country that comes with the app: nothing is fetched from elsewhere. */
export function NetworkMap({ points, tableHref, hrefOf = organisationPage }: Props) {
  const { t } = useWords()
  const go = useGo()
  const place = useRef<HTMLElement>(null)
  const size = useSize(place)
  const { view, step, reset, show, reveal, zoomAtSpot, handlers } = useMapView(place, size)
  const [looked, look] = useState<Cluster<MapPoint>>()
  const [listed, list] = useState<MapPoint[]>()

  const scale = pixelsPerUnit(size) * view.zoom
  const placed = useMemo(() => points.map((item) => ({ ...project([item.lng, item.lat]), item })), [points])
  // Clusters change in steps of zoom, so that marks don't dance while the wheel turns.
  const level = 2 ** (Math.floor(Math.log2(view.zoom) * 2) / 2)
  const reach = 46 / Math.max(0.05, pixelsPerUnit(size) * level)
  const clusters = useMemo(() => cluster(placed, reach), [placed, reach])
  const corner = offset(view, size)
  const shown = useShown(clusters, scale, corner, size)

  const onPoint = useCallback((point: MapPoint) => go(hrefOf(point)), [go, hrefOf])
  const onCluster = useCallback(
    (one: Cluster<MapPoint>) => {
      const apart = Math.max(one.east - one.west, one.south - one.north)
      if (view.zoom >= zooms.most || apart * scale * (zooms.most / view.zoom) < 60) list(one.items)
      else show(one)
      look(undefined)
    },
    [view.zoom, scale, show],
  )

  return (
    <figure className="network-map">
      <section
        ref={place}
        className="map-place"
        aria-label={t('establishment.map.label', { count: points.length })}
        aria-describedby="map-keys"
        {...handlers}
        onDoubleClick={(event) => zoomAtSpot(2, spotIn(event.currentTarget, event))}
      >
        <svg className="map-drawing" aria-hidden="true">
          <g transform={`translate(${corner.x} ${corner.y}) scale(${scale})`}>
            <ProvincesLayer scale={scale} named={size.width > 560 || view.zoom > 1.8} marks={shown} />
          </g>
        </svg>
        <div className="map-marks" style={{ transform: `translate(${corner.x}px, ${corner.y}px)` }}>
          <MarkersLayer
            clusters={shown}
            scale={scale}
            hrefOf={hrefOf}
            onPoint={onPoint}
            onCluster={onCluster}
            onLook={look}
            onReach={reveal}
          />
        </div>
        {looked && <MapTip cluster={looked} at={toScreen(looked, view, size)} />}
      </section>
      <div className="map-tools no-print">
        <Button
          icon={<PlusOutlined aria-hidden="true" />}
          aria-label={t('establishment.map.closer')}
          onClick={() => step(1.6)}
          disabled={view.zoom >= zooms.most}
        />
        <Button
          icon={<MinusOutlined aria-hidden="true" />}
          aria-label={t('establishment.map.farther')}
          onClick={() => step(1 / 1.6)}
          disabled={view.zoom <= zooms.least}
        />
        <Button
          icon={<CompressOutlined aria-hidden="true" />}
          aria-label={t('establishment.map.whole')}
          onClick={reset}
        />
      </div>
      <figcaption className="map-foot">
        <MapLegend points={points} />
        <span id="map-keys" className="faint">
          {t('establishment.map.keys')}
        </span>
        <a
          href={tableHref}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            go(tableHref)
          }}
        >
          {t('establishment.map.as_table')}
        </a>
      </figcaption>
      {listed && <ClusterList items={listed} onClose={() => list(undefined)} />}
    </figure>
  )
}

/** Marks in sight and a screen's width around; worked out anew only when the map has moved by a fifth of a screen. */
function useShown(
  clusters: Cluster<MapPoint>[],
  scale: number,
  corner: { x: number; y: number },
  size: { width: number; height: number },
) {
  const tile = Math.max(120, size.width / 5)
  const left = Math.floor(-corner.x / tile) * tile
  const top = Math.floor(-corner.y / tile) * tile
  return useMemo(
    () =>
      clusters.filter(({ x, y }) => {
        const [dx, dy] = [x * scale - left, y * scale - top]
        return dx > -tile && dx < size.width + 2 * tile && dy > -tile && dy < size.height + 2 * tile
      }),
    [clusters, scale, left, top, tile, size],
  )
}
