import type { Fault } from '../dry-run/contract.ts'
import { type FoundCity, findCity, findElsewhere } from '../places/find-city.ts'
import { findInText } from '../places/find-in-text.ts'
import { findProvince } from '../places/find-province.ts'
import { provinceByCode } from '../places/provinces.ts'
import { readPoint } from './check-point.ts'
import { kilometresTo } from './province-of-point.ts'

export type RowPlace = {
  province?: string
  city?: FoundCity
  /** The city as the file writes it, where it names none we know. */
  city_as_written?: string
  faults: Fault[]
}

type Written = { province: string; city: string; address: string; longitude: string; latitude: string }

/** Reads province and city of a row together, since each corrects the other. */
export function readPlace(written: Written): RowPlace {
  const faults: Fault[] = []
  const found = written.province ? findProvince(written.province) : undefined
  if (found?.how === 'old_code')
    faults.push({
      code: 'province_code_old',
      field: 'province',
      params: { was: written.province, used: found.province.code },
    })
  if (written.province && !found)
    return { faults: [{ code: 'province_unknown', field: 'province', params: { value: written.province } }] }
  if (!written.city || !found) return { ...(found && { province: found.province.code }), faults }
  const place = cityOfRow(written, found.province.code)
  return { ...place, faults: [...faults, ...place.faults] }
}

function cityOfRow(written: Written, province: string): RowPlace {
  const city = findCity(written.city, province)
  if (city) return { province, city, faults: spelling(written.city, city) }
  const named = findProvince(written.city)
  if (named) return cityFromAddress(written, province)
  const elsewhere = findElsewhere(written.city, province)
  const only = elsewhere.length === 1 ? elsewhere[0] : undefined
  if (!only) {
    const fault: Fault = { code: 'city_unknown', field: 'city', params: { value: written.city } }
    return { province, city_as_written: written.city, faults: [fault] }
  }
  const params = { city: only.name, stated: nameOf(province), found: nameOf(only.province) }
  if (!pointSpeaksFor(only.province, province, written)) {
    const fault: Fault = { code: 'city_elsewhere', field: 'city', params: { ...params, used: params.stated } }
    return { province, city_as_written: written.city, faults: [fault] }
  }
  const fault: Fault = {
    code: 'city_elsewhere',
    field: 'province',
    params: { ...params, used: params.found },
  }
  return { province: only.province, city: only, faults: [fault, ...spelling(written.city, only)] }
}

/** The city is believed against the province, unless the point on the map lies nearer to the province. */
function pointSpeaksFor(found: string, stated: string, { longitude, latitude }: Written): boolean {
  const point = readPoint({ longitude, latitude, province: undefined })
  if (point.how !== 'inside') return true
  const { longitude: x, latitude: y } = point
  return kilometresTo(found, x, y) <= kilometresTo(stated, x, y)
}

/** The city column holds a province: the address may name the city at its start. */
function cityFromAddress(written: Written, province: string): RowPlace {
  const city = findInText(written.address, province)
  const params = { value: written.city, used: city?.name ?? nameOf(province) }
  return { province, ...(city && { city }), faults: [{ code: 'city_is_province', field: 'city', params }] }
}

const codes = {
  spelling: 'city_spelling',
  renamed: 'city_renamed',
  part: 'city_part',
  slip: 'city_slip',
} as const

const spelling = (was: string, city: FoundCity): Fault[] =>
  city.how === 'same' ? [] : [{ code: codes[city.how], field: 'city', params: { was, used: city.name } }]

export const nameOf = (province: string) => provinceByCode.get(province)?.name ?? province
