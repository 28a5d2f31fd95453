import type { Fault, Values } from '../dry-run/contract.ts'
import type { TargetField } from '../mapping/contract.ts'
import { provinceInText } from '../places/find-in-text.ts'
import { provinceByCode } from '../places/provinces.ts'
import { readPhone } from './check-phone.ts'
import { readPoint } from './check-point.ts'
import { readPostcode } from './check-postcode.ts'
import { readTimeZone } from './check-time-zone.ts'
import { nameOf } from './place-of-row.ts'

type Read = Partial<Record<TargetField, string>>
type Contacts = { values: Partial<Values>; faults: Fault[] }

/** Where and how an outlet is reached: phone, postcode, point, time zone and address, each against its province. */
export function readContacts(read: Read, province: string | undefined): Contacts {
  const parts = [phone(read, province), postcode(read, province), point(read, province), zone(read, province)]
  const stated = provinceInText(read.address ?? '')
  const faults = parts.flatMap((part) => part.faults)
  if (stated && province && stated !== province)
    faults.push({
      code: 'address_elsewhere',
      field: 'address',
      params: { stated: nameOf(province), found: nameOf(stated) },
    })
  return { values: Object.assign({}, ...parts.map((part) => part.values)) as Partial<Values>, faults }
}

const nothing: Contacts = { values: {}, faults: [] }

function phone({ phone: written = '' }: Read, province: string | undefined): Contacts {
  if (!written) return nothing
  const reading = readPhone(written, province)
  if (!reading)
    return {
      values: { phone: written.slice(0, 60) },
      faults: [{ code: 'phone_unreadable', field: 'phone', params: { value: written.slice(0, 60) } }],
    }
  const faults: Fault[] =
    reading.how === 'same'
      ? []
      : [{ code: 'phone_rewritten', field: 'phone', params: { was: written, used: reading.phone } }]
  return { values: { phone: reading.phone }, faults }
}

function postcode({ postcode: written = '' }: Read, province: string | undefined): Contacts {
  if (!written) return nothing
  const reading = readPostcode(written, province)
  const value = written.slice(0, 40)
  if (reading.how === 'same') return { values: { postcode: reading.postcode }, faults: [] }
  if (reading.how === 'zero_restored')
    return {
      values: { postcode: reading.postcode },
      faults: [
        { code: 'postcode_zero_restored', field: 'postcode', params: { was: value, used: reading.postcode } },
      ],
    }
  if (reading.how === 'elsewhere')
    return {
      values: { postcode: reading.postcode },
      faults: [
        {
          code: 'postcode_elsewhere',
          field: 'postcode',
          params: { value, found: nameOf(reading.belongs), stated: nameOf(province ?? '') },
        },
      ],
    }
  return {
    values: {},
    faults: [
      {
        code: reading.how === 'not_used' ? 'postcode_not_used' : 'postcode_unreadable',
        field: 'postcode',
        params: { value },
      },
    ],
  }
}

function point({ longitude = '', latitude = '' }: Read, province: string | undefined): Contacts {
  const reading = readPoint({ longitude, latitude, province })
  if (reading.how === 'none') return nothing
  const value = `${longitude}, ${latitude}`.slice(0, 80)
  if (reading.how === 'unreadable')
    return { values: {}, faults: [{ code: 'point_unreadable', field: 'longitude', params: { value } }] }
  if (reading.how === 'outside')
    return { values: {}, faults: [{ code: 'point_outside', field: 'longitude', params: { value } }] }
  const values = { longitude: reading.longitude, latitude: reading.latitude }
  if (reading.how === 'inside') return { values, faults: [] }
  if (reading.how === 'swapped')
    return { values, faults: [{ code: 'point_swapped', field: 'longitude', params: { value } }] }
  const params = {
    value,
    stated: nameOf(province ?? ''),
    found: reading.found ? nameOf(reading.found) : '-',
    km: reading.km,
  }
  return { values, faults: [{ code: 'point_elsewhere', field: 'longitude', params }] }
}

/** A zone of another place of China than the province is doubted; all of them show the same clock but can part ways. */
function zone({ time_zone: written = '' }: Read, province: string | undefined): Contacts {
  const usual = provinceByCode.get(province ?? '')?.time_zone
  if (!written) return nothing
  const reading = readTimeZone(written)
  const value = written.slice(0, 60)
  if (!reading)
    return {
      values: usual ? { time_zone: usual } : {},
      faults: [
        { code: 'time_zone_unknown', field: 'time_zone', params: { value, used: usual ?? 'Asia/Shanghai' } },
      ],
    }
  if (usual && reading.zone !== usual) {
    const general = reading.zone === 'Asia/Shanghai'
    const code = general ? 'time_zone_rewritten' : 'time_zone_elsewhere'
    return {
      values: { time_zone: usual },
      faults: [{ code, field: 'time_zone', params: { was: value, used: usual } }],
    }
  }
  const faults: Fault[] =
    reading.how === 'same'
      ? []
      : [{ code: 'time_zone_rewritten', field: 'time_zone', params: { was: value, used: reading.zone } }]
  return { values: { time_zone: reading.zone }, faults }
}
