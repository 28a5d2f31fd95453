/** Digits of the minor unit: 2 for the renminbi, 0 for the yen. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/**
 * What was typed or pasted as an amount: `￥１２，０００．５０` and `¥12,000.50` are `12000.50`. Empty where there is no
 * number in it: nothing is never nought.
 */
export function readAmount(text: string): string {
  const plain = text.normalize('NFKC').replace(/[^\d.-]/g, '')
  return plain !== '' && Number.isFinite(Number(plain)) ? plain : ''
}

/** The same in minor units of a currency; null where there is no number. */
export function minorOf(text: string, currency: string): number | null {
  const amount = readAmount(text)
  return amount === '' ? null : Math.round(Number(amount) * 10 ** digitsOf(currency))
}
