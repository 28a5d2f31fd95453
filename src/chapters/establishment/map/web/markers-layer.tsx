import { memo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { MapPoint } from '../../registry/contract.ts'
import type { Cluster } from './cluster.ts'
import { PointShape } from './point-shape.tsx'

type Props = {
  clusters: Cluster<MapPoint>[]
  /** Pixels per unit of the drawing. */
  scale: number
  hrefOf: (point: MapPoint) => string
  onPoint: (point: MapPoint) => void
  onCluster: (cluster: Cluster<MapPoint>) => void
  onLook: (cluster: Cluster<MapPoint> | undefined) => void
  /** The keyboard came to it: it may be out of sight. */
  onReach: (cluster: Cluster<MapPoint>) => void
}

/** One mark per cluster: a link to the organisation, or a button that looks closer. */
export const MarkersLayer = memo(function MarkersLayer(props: Props) {
  const { clusters, scale, hrefOf, onPoint, onCluster, onLook, onReach } = props
  const { t, language } = useWords()
  return clusters.map((cluster) => {
    const [first] = cluster.items
    const style = { transform: `translate(${cluster.x * scale}px, ${cluster.y * scale}px)` }
    const look = {
      onPointerEnter: () => onLook(cluster),
      onPointerLeave: () => onLook(undefined),
      onFocus: () => {
        onReach(cluster)
        onLook(cluster)
      },
      onBlur: () => onLook(undefined),
    }
    if (cluster.items.length === 1 && first)
      return (
        <a
          key={first.id}
          className="map-mark is-point"
          style={style}
          href={hrefOf(first)}
          draggable={false}
          aria-label={nameOf(first, language)}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            onPoint(first)
          }}
          {...look}
        >
          <PointShape kind={first.kind} life={first.life} />
        </a>
      )
    const count = cluster.items.length
    return (
      <button
        key={cluster.key}
        type="button"
        className={`map-mark is-cluster ${sizeOf(count)}`}
        style={style}
        aria-label={t('establishment.map.cluster', { count })}
        onClick={() => onCluster(cluster)}
        {...look}
      >
        {count > 999 ? `${Math.floor(count / 100) / 10}k` : count}
      </button>
    )
  })
})

export const nameOf = ({ name, name_en }: MapPoint, language: string) =>
  language === 'en' && name_en ? name_en : name

const sizeOf = (count: number) =>
  count > 200 ? 'is-huge' : count > 40 ? 'is-large' : count > 9 ? 'is-middle' : ''
