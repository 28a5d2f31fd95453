import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { englishCities, places81, places82, renamedCities } from './other-names.ts'
import { cityLatins, cityOf, isDistrict, type Place, placesNamed, stemOf } from './place-index.ts'
import { isCityState, provinceByCode, provinces } from './provinces.ts'

/**
 * `same` as in the register · `spelling` another spelling (no 市, pinyin, traditional, spaces) · `renamed` the
 * city has a new name · `part` a district or neighbourhood of that city · `slip` one letter off.
 */
export type CityReading = 'same' | 'spelling' | 'renamed' | 'part' | 'slip'
export type FoundCity = {
  province: string
  /** GB/T 2260, six digits; of the city that governs it for a district. */
  code: string
  name: string
  /** The name of the city that governs it; the same as `name` for most. */
  prefecture: string
  en: string
  how: CityReading
}

/** Reads a city inside one province (GB/T 2260 code of two digits). */
export function findCity(written: string, province: string): FoundCity | undefined {
  const key = nameKey(written).replace(/(city|shi)$/, '')
  if (!key) return undefined
  if (isCityState(province)) return findInCityState(written, key, province)
  const place = placesNamed(province, nameKey(written))[0] ?? placesNamed(province, key)[0]
  if (place)
    return describe(
      place,
      province,
      isDistrict(place) ? 'part' : place.name === written ? 'same' : 'spelling',
    )
  const renamed = renamedCities[province + stemOf(written)] ?? englishCities[province + key]
  const now = renamed ? placesNamed(province, nameKey(renamed))[0] : undefined
  if (now) return describe(now, province, province + key in englishCities ? 'spelling' : 'renamed')
  const former = placesNamed(province, stemOf(written))[0]
  if (former) return describe(former, province, isDistrict(former) ? 'part' : 'spelling')
  const near = cityLatins(province).filter(({ latin }) => isOneLetterOff(latin, key))
  return near.length === 1 ? describe(near[0]!, province, 'slip') : undefined
}

/** The other provinces in which a city of this name lies, for a row that names the wrong one. */
export const findElsewhere = (written: string, province: string): FoundCity[] =>
  provinces
    .filter(({ code }) => code !== province)
    .flatMap(({ code }) => findCity(written, code) ?? [])
    .filter(({ how }) => how === 'same' || how === 'spelling')

function findInCityState(written: string, key: string, code: string): FoundCity | undefined {
  const { name, short, en } = provinceByCode.get(code)!
  const found = (how: CityReading): FoundCity => ({
    province: code,
    code: `${code}0000`,
    name,
    prefecture: name,
    en,
    how,
  })
  if (written === name) return found('same')
  if (
    [name, short, en, `${short}市`].some(
      (known) => nameKey(known) === key || nameKey(known) === nameKey(written),
    )
  )
    return found('spelling')
  const inside = code === '81' ? places81 : code === '82' ? places82 : []
  if (
    inside.includes(key) ||
    placesNamed(code, key).length > 0 ||
    placesNamed(code, stemOf(written)).length > 0
  )
    return found('part')
  return inside.some((known) => known.length > 4 && isOneLetterOff(known, key)) ? found('slip') : undefined
}

function describe(place: Place, province: string, how: CityReading): FoundCity {
  const city = cityOf(place)
  const shown = isDistrict(place) ? city : place
  const en = shown.latin.charAt(0).toUpperCase() + shown.latin.slice(1)
  return { province, code: shown.code, name: shown.name, prefecture: city.name, en, how }
}

/** One letter more, less or other; only for pinyin and English of five letters and more. */
export function isOneLetterOff(known: string, written: string): boolean {
  if (known.length < 5 || Math.abs(known.length - written.length) > 1 || !/^[a-z]+$/.test(written))
    return false
  let from = 0
  while (from < known.length && known[from] === written[from]) from += 1
  let back = 0
  while (
    back < Math.min(known.length, written.length) - from &&
    known.at(-1 - back) === written.at(-1 - back)
  )
    back += 1
  return Math.max(known.length, written.length) - from - back === 1
}
