import { useWords } from '../../../kernel/language/web/words.tsx'

/** A point in words, to four places: about ten metres. */
export function PlaceWords({ place }: { place: { longitude: number; latitude: number } }) {
  const { t, formats } = useWords()
  const degrees = (value: number) =>
    `${formats.number(value, { minimumFractionDigits: 4, maximumFractionDigits: 4 })}°`
  return (
    <span className="number">
      {t('establishment.plan.point', {
        longitude: degrees(place.longitude),
        latitude: degrees(place.latitude),
      })}
    </span>
  )
}
