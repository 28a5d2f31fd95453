import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { type Province, provinceByCode, provinces } from './provinces.ts'

export type FoundProvince = { province: Province; how: 'code' | 'old_code' | 'name' }

/** ISO 3166-2:CN numbered Hong Kong 91 and Macao 92 until 2017; GB/T 2260 has always said 81 and 82. */
const oldCodes: Record<string, string> = { 91: '81', 92: '82' }
const otherNames: Record<string, string> = {
  neimenggu: '15',
  neimongol: '15',
  tibet: '54',
  xianggang: '81',
  hongkongsar: '81',
  macau: '82',
  aomen: '82',
  peking: '11',
}

const byName = new Map<string, string>(Object.entries(otherNames))
for (const { code, name, short, en, iso } of provinces) {
  for (const written of [name, short, en, iso, `CN-${iso}`, `${short}省`, `${short}市`, `${en} Province`]) {
    byName.set(nameKey(written), code)
  }
}

/** Reads a province written as a code (`31`, `310000`, `CN-31`), or by name in Chinese of either script, English or pinyin. */
export function findProvince(text: string): FoundProvince | undefined {
  const digits = /^(?:CN[- ]?)?(\d{2})(?:\d{4})?$/i.exec(text.trim().normalize('NFKC'))?.[1]
  if (digits) {
    const province = provinceByCode.get(digits)
    if (province) return { province, how: 'code' }
    const renumbered = provinceByCode.get(oldCodes[digits] ?? '')
    return renumbered && { province: renumbered, how: 'old_code' }
  }
  const province = provinceByCode.get(byName.get(nameKey(text)) ?? '')
  return province && { province, how: 'name' }
}
