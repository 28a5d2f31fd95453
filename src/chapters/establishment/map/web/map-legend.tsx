import { useWords } from '../../../../kernel/language/web/words.tsx'
import { organisationKinds, organisationLives } from '../../../../kernel/org/contract.ts'
import type { MapPoint } from '../../registry/contract.ts'
import { PointShape } from './point-shape.tsx'

/** What shapes and colours mean, with how many of each are on the map; what isn't there isn't explained. */
export function MapLegend({ points }: { points: MapPoint[] }) {
  const { t, formats } = useWords()
  const kinds = organisationKinds.map((kind) => ({
    kind,
    count: points.filter((one) => one.kind === kind).length,
  }))
  const lives = organisationLives.filter((life) => points.some((one) => one.life === life))
  return (
    <ul className="map-legend" aria-label={t('establishment.map.legend')}>
      {kinds
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind}>
            <PointShape kind={kind} life="active" />
            <span>{t(`web.org_kind.${kind}`)}</span>
            <span className="number faint">{formats.number(count)}</span>
          </li>
        ))}
      {lives.length > 1 &&
        lives.map((life) => (
          <li key={life}>
            <PointShape kind="branch" life={life} />
            <span>{t(`org.life.${life}`)}</span>
          </li>
        ))}
    </ul>
  )
}
