import { provinceByCode, provinces } from '../places/provinces.ts'

export type PostcodeReading =
  | { how: 'same' | 'zero_restored'; postcode: string }
  | { how: 'elsewhere'; postcode: string; belongs: string }
  | { how: 'not_used' | 'unreadable' }

/**
 * Reads a postcode of China Post: six digits of which the first two name the province. Five digits are one whose
 * leading zero a spreadsheet dropped when the zero makes it one of the province; nothing else is guessed.
 */
export function readPostcode(written: string, provinceCode: string | undefined): PostcodeReading {
  const text = written.normalize('NFKC').replace(/\s/g, '')
  const province = provinceByCode.get(provinceCode ?? '')
  if (province && ['81', '82'].includes(province.code)) return { how: 'not_used' }
  if (/^0*$/.test(text)) return { how: 'unreadable' }
  const known = (postcode: string) =>
    provinces.filter(({ postcodes }) => postcodes.includes(postcode.slice(0, 2)))
  if (/^\d{5}$/.test(text)) {
    const restored = known(`0${text}`)
    const fits = province ? restored.includes(province) : restored.length > 0
    return fits ? { how: 'zero_restored', postcode: `0${text}` } : { how: 'unreadable' }
  }
  if (!/^\d{6}$/.test(text)) return { how: 'unreadable' }
  const belongs = known(text)
  if (belongs.length === 0) return { how: 'unreadable' }
  if (province && !belongs.includes(province) && province.postcodes.length > 0)
    return { how: 'elsewhere', postcode: text, belongs: belongs[0]!.code }
  return { how: 'same', postcode: text }
}
