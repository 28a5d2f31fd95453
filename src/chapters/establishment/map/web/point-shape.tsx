import type { MapPoint } from '../../registry/contract.ts'

/** An organisation on the map: the shape tells its kind, the colour and line its life. Drawn in a box of 16. */
export function PointShape({ kind, life }: Pick<MapPoint, 'kind' | 'life'>) {
  return (
    <svg className={`map-shape is-${life}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[kind]}
      {life === 'closed' && <path d="M4.5 4.5l7 7m0-7-7 7" className="map-shape-cross" />}
      {life === 'suspended' && <path d="M6.3 5.4v5.2m3.4-5.2v5.2" className="map-shape-cross" />}
    </svg>
  )
}

const shapes = {
  headquarters: <path d="M8 1.2 9.9 5.6l4.8.4-3.6 3.1 1.1 4.7L8 11.3l-4.2 2.5 1.1-4.7L1.3 6l4.8-.4Z" />,
  region: <path d="M8 1.5 13.8 5v6L8 14.5 2.2 11V5Z" />,
  branch: <circle cx="8" cy="8" r="6" />,
  department: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />,
  partner_point: <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" />,
} as const
