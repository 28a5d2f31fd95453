import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { MapPoint } from '../../registry/contract.ts'
import type { Spot } from './albers.ts'
import type { Cluster } from './cluster.ts'
import { nameOf } from './markers-layer.tsx'

/** What is under the pointer or has the focus, in words. */
export function MapTip({ cluster, at }: { cluster: Cluster<MapPoint>; at: Spot }) {
  const { t, language } = useWords()
  const [first, second, third] = cluster.items
  if (!first) return null
  const style = { transform: `translate(-50%, -100%) translate(${at.x}px, ${at.y - 14}px)` }
  if (cluster.items.length === 1)
    return (
      <div className="map-tip" role="tooltip" style={style}>
        <strong>{nameOf(first, language)}</strong>
        <span>
          {t(`web.org_kind.${first.kind}`)} · {t(`org.life.${first.life}`)}
        </span>
      </div>
    )
  const names = [first, second, third].filter((one) => one !== undefined).map((one) => nameOf(one, language))
  return (
    <div className="map-tip" role="tooltip" style={style}>
      <strong>{t('establishment.map.cluster', { count: cluster.items.length })}</strong>
      {names.map((name, at) => (
        <span key={cluster.items[at]?.id}>{name}</span>
      ))}
    </div>
  )
}
