import { type FoundCity, findCity } from './find-city.ts'
import { provinces } from './provinces.ts'

/** A province and city at the very start of an address, each with its rank: `江苏省苏州市...`, `苏州市...`. */
const start =
  /^(?<province>[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))?(?<city>[\p{Script=Han}]{2,10}?(?:市|自治州|地区|盟))?/u

/** The city an address names at its start, if it lies in the province. */
export function findInText(address: string, province: string): FoundCity | undefined {
  const city = start.exec(address)?.groups?.city
  const found = city && findCity(city, province)
  return found && found.how === 'same' ? found : undefined
}

/** The province an address names at its start in full; undefined where it names none. */
export function provinceInText(address: string): string | undefined {
  const named = /^[\p{Script=Han}]{2,8}?(省|自治区|特别行政区)|^(北京|天津|上海|重庆)市/u.exec(address)?.[0]
  return provinces.find(({ name }) => name === named)?.code
}
