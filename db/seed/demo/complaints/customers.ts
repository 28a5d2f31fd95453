import type { Language } from '../../../../src/kernel/language/contract.ts'
import type { Chance } from './chance.ts'

export type Customer = { name: string | null; phone: string | null; email: string | null; language: Language }

const names: Record<Language, string[]> = {
  'zh-CN': [
    '沈国强',
    '陶桂芳',
    '佟晓宇',
    '贺志远',
    '蓝小燕',
    '邵建华',
    '骆欣怡',
    '颜文博',
    '施美玲',
    '柯俊豪',
    '白玉兰',
    '丁海涛',
  ],
  'zh-TW': ['梁穎怡', '簡志偉', '賴怡君', '莊明哲', '溫淑芬', '游家豪'],
  en: ['Oliver Brandt', 'Priya Nair', 'Thomas Keller', 'Sofia Almeida', 'James Whitfield', 'Hana Sato'],
}
const companies = ['lianhe', 'hexin', 'northwind', 'taihua', 'borui', 'meridian']

/** Somebody who complains; one in nine doesn't say who they are. */
export function customerOf(language: Language, chance: Chance): Customer {
  if (chance.happens(0.11)) return { name: null, phone: null, email: null, language }
  const name = chance.pick(names[language])
  const digits = String(Math.floor(chance.between(10_000_000, 99_999_999)))
  const writes = chance.happens(language === 'zh-CN' ? 0.35 : 0.75)
  const mailbox = language === 'en' ? name.toLowerCase().replace(' ', '.') : `c${digits.slice(0, 5)}`
  return {
    ...{ name, language, phone: writes && chance.happens(0.6) ? null : `139${digits}` },
    email: writes ? `${mailbox}@${chance.pick(companies)}.example` : null,
  }
}
