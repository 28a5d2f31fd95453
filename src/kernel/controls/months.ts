/** The month a day lies in and the eleven before it, the latest first. */
export function lastMonths(day: string): string[] {
  const first = Temporal.PlainYearMonth.from(day.slice(0, 7))
  return Array.from({ length: 12 }, (_, n) => first.subtract({ months: n }).toString())
}
