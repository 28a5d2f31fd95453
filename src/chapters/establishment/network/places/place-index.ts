import { readFileSync } from 'node:fs'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'

/** A city, county or district of GB/T 2260. Codes ending in 00 are cities that govern counties. */
export type Place = { code: string; name: string; latin: string }

const places: Place[] = readFileSync(new URL('./places.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', latin = ''] = line.split('\t')
    return { code, name, latin }
  })

const byCode = new Map(places.map((place) => [place.code, place]))
const byKey = new Map<string, Place[]>()
for (const place of places) {
  const province = place.code.slice(0, 2)
  for (const key of new Set([nameKey(place.name), stemOf(place.name), place.latin])) {
    if (key.length > 1) byKey.set(province + key, [...(byKey.get(province + key) ?? []), place])
  }
}

/** `南京市` → `南京`, `延边朝鲜族自治州` → `延边`; what people write when they leave the rank out. */
export function stemOf(name: string): string {
  const stem = nameKey(name).replace(
    /(.{2,}?)((.{1,3}族|蒙古|柯尔克孜|哈萨克)*自治[州县旗]|地区|林区|新区|特区|[市盟县区旗])$/u,
    '$1',
  )
  return stem.length > 1 ? stem : nameKey(name)
}

/** Cities before counties before districts: `大理` means the city, `吉林` the city of that name. */
const rank = ({ code, name }: Place) =>
  (name.endsWith('市') ? 0 : 4) + (code.endsWith('00') ? 0 : 1) + (name.endsWith('区') ? 2 : 0)

/** Places of one province whose name, stem or pinyin is `key`; the likeliest first. */
export function placesNamed(province: string, key: string): Place[] {
  return [...(byKey.get(province + key) ?? [])].sort((a, b) => rank(a) - rank(b))
}

/** The city that governs a county or district; the place itself when it is one, or is governed by the province. */
export const cityOf = (place: Place): Place => byCode.get(`${place.code.slice(0, 4)}00`) ?? place

export const isDistrict = (place: Place) => place.name.endsWith('区') && !place.code.endsWith('00')

/** Names of cities in one province, to look for a spelling slip. */
export const cityLatins = (province: string) =>
  places.filter((place) => place.code.startsWith(province) && place.latin.length > 4)
