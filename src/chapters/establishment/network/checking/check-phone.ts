export type PhoneReading = { phone: string; how: 'same' | 'rewritten' } | undefined

/**
 * Reads a telephone number and writes it as people in the place write it: `010-51626616`, `0755-61825861`,
 * `13800138000`, `400-820-8820`, `+852 2978 3933`. `undefined`: its digits make no number. Lengths by the national
 * numbering plan: area codes 010 and 02x with 8 digits, 03xx-09xx with 7 or 8; Hong Kong and Macao 8 digits.
 */
export function readPhone(written: string, province: string | undefined): PhoneReading {
  const text = written
    .normalize('NFKC')
    .replace(/[\s().]/g, '')
    .replace(/[‐-―－~]/g, '-')
  const [main = '', extension] = text.split(/(?:\u8f6c|\u8f49|ext|x|#)-?/i)
  const digits = main.replace(/-/g, '')
  if (!/^\+?\d+$/.test(digits)) return undefined
  const phone = readAbroad(digits, province) ?? readMainland(digits, province)
  if (!phone) return undefined
  const full = extension && /^\d{1,6}$/.test(extension) ? `${phone} ext. ${extension}` : phone
  return { phone: full, how: full === written.trim() ? 'same' : 'rewritten' }
}

/** Cities that are a province have one area code, which people there leave out. */
const cityCodes: Record<string, string> = { 11: '010', 12: '022', 31: '021', 50: '023' }

function readMainland(digits: string, province: string | undefined): string | undefined {
  const bare = digits.replace(/^(\+86|0086)/, '').replace(/^86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '')
  if (/^1[3-9]\d{9}$/.test(bare)) return bare
  if (/^[48]00\d{7}$/.test(bare)) return bare.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3')
  if (/^95\d{3}$|^12\d{3}$/.test(bare)) return bare
  if (/^[2-9]\d{7}$/.test(bare)) return withArea((cityCodes[province ?? ''] ?? '') + bare)
  return withArea(bare.replace(/^0*/, '0'))
}

/** Area codes 010 and 02x have three digits, all others four. */
function withArea(number: string): string | undefined {
  const area = /^(010|02\d|0[3-9]\d{2})/.exec(number)?.[1]
  if (!area) return undefined
  const rest = number.slice(area.length)
  const long = rest.length === 8 || (rest.length === 7 && area.length === 4)
  return long && /^[2-9]/.test(rest) ? `${area}-${rest}` : undefined
}

function readAbroad(digits: string, province: string | undefined): string | undefined {
  const local = province === '81' ? '852' : province === '82' ? '853' : undefined
  const [, prefix, number = digits] = /^(?:\+|00)?(852|853)(\d{8})$/.exec(digits) ?? []
  const country = prefix ?? local
  return country && /^[2-9]\d{7}$/.test(number)
    ? `+${country} ${number.slice(0, 4)} ${number.slice(4)}`
    : undefined
}
