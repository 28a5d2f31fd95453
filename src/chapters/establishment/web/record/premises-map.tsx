import type { ApplicationPage } from '../../application/contract.ts'
import { PlacePicker } from '../form/place-picker.tsx'

/** Where it would be; nothing while no point was set. */
export function PremisesMap({ application: { longitude, latitude } }: { application: ApplicationPage }) {
  if (longitude === null || latitude === null) return null
  return (
    <div className="premises-map no-print">
      <PlacePicker value={{ longitude, latitude }} />
    </div>
  )
}
