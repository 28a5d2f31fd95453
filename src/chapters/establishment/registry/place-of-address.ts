import { findInText, provinceInText } from '../network/places/find-in-text.ts'
import { provinceByCode, provinces } from '../network/places/provinces.ts'

export type AddressPlace = { province: string; city: string }

/** Province and city an address names at its start; null where it names none, or a name several provinces have. */
export function placeOfAddress(address: string): AddressPlace | null {
  const named = provinceInText(address)
  const codes = named ? [named] : provinces.map(({ code }) => code)
  const found = codes.flatMap((code) => findInText(address, code) ?? [])
  if (found.length !== 1) return null
  const [{ province, prefecture }] = found as [(typeof found)[0]]
  return { province: provinceByCode.get(province)!.name, city: prefecture }
}
