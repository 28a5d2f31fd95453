/** Words for a currency beside its code and its sign. */
const words: Record<string, string[]> = {
  CNY: ['RMB', '人民币', '人民幣', '元', '圆', '圓'],
  HKD: ['HK$', '港币', '港幣', '港元', '元'],
  TWD: ['NT$', '新台币', '新臺幣', '元'],
  JPY: ['円', '日元'],
}

const units: Record<string, number> = { 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 }
/** Digits before the point that an amount may have. */
const most = 10

/**
 * An amount as it is written, `￥1,200.50` or `3万元`, in minor units of a currency; undefined for what is no amount, for one
 * below zero however that is written, and for one that names anything but this currency.
 */
export function readAmount(text: string, currency: string): number | undefined {
  const [digits, pattern] = amountsIn(currency)
  const [, written, part = '', unit = ''] = pattern.exec(text.normalize('NFKC').trim()) ?? []
  if (written === undefined) return undefined
  const places = digits + (units[unit.replace('萬', '万').replace('億', '亿')] ?? 0)
  if (part.replace(/0+$/, '').length > places) return undefined
  const minor = Number(written.replace(/[, ]/g, '') + part.padEnd(places, '0').slice(0, places))
  return minor < 10 ** (most + digits) ? minor : undefined
}

const known = new Map<string, [digits: number, pattern: RegExp]>()

/** How many digits the minor unit of a currency has, and what an amount in it looks like. */
function amountsIn(currency: string): [digits: number, pattern: RegExp] {
  const found = known.get(currency)
  if (found) return found
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
  const marks = [currency, sign, ...(words[currency] ?? [])].map((mark) =>
    RegExp.escape(mark.normalize('NFKC')),
  )
  const mark = `(?:(?:${marks.join('|')})\\s*)*`
  const number = '(\\d+|\\d{1,3}(?:[, ]\\d{3})+)(?:\\.(\\d+))?'
  const pattern = new RegExp(`^${mark}${number}\\s*([百千]?[万萬]|[亿億百千])?\\s*${mark}[整正]?$`, 'i')
  const made: [number, RegExp] = [format.resolvedOptions().maximumFractionDigits ?? 2, pattern]
  known.set(currency, made)
  return made
}

/** Stars of five: `5`, `4.0`, `5星`. */
export function readStars(text: string): number | undefined {
  const [, stars] = /^([1-5])(?:\.0+)?\s*(?:星|分|stars?)?$/i.exec(text.normalize('NFKC').trim()) ?? []
  return stars === undefined ? undefined : Number(stars)
}
