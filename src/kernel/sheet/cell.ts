/**
 * What stands in a cell. A day is `YYYY-MM-DD`; an instant is written by the clock of `zone`; money is an amount in
 * main units, as many digits as its currency has: the currency stands in a column of its own, so that a sheet can count.
 */
export type Cell =
  | string
  | number
  | null
  | { day: string }
  | { at: string; zone: string }
  | { minor: number; currency: string }

/** By the clock of its zone, `YYYY-MM-DDTHH:MM`. */
export const minuteIn = ({ at, zone }: { at: string; zone: string }): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** Digits of the minor unit: 2 for the renminbi, 0 for the yen. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
