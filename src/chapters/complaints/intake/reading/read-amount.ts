/** An amount as it is written, `￥1,200.50`, in minor units of a currency; undefined for what is no amount. */
export function readAmount(text: string, currency: string): number | undefined {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency },
  }).resolvedOptions()
  const plain = text.normalize('NFKC').replace(/^[^\d.-]{0,4}|[^\d.]{0,4}$|[,\s]/g, '')
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain) ?? []
  if (whole === undefined || part.replace(/0+$/, '').length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0').slice(0, digits) || 0)
}

/** Stars of five: `5`, `4.0`, `5星`. */
export function readStars(text: string): number | undefined {
  const [, stars] = /^([1-5])(?:\.0+)?\s*(?:星|分|stars?)?$/i.exec(text.normalize('NFKC').trim()) ?? []
  return stars === undefined ? undefined : Number(stars)
}
