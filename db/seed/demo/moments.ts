const [hour, day] = [3_600_000, 86_400_000]
/** Shanghai's clock. */
const ahead = 8 * hour

/** The moment so many days before today (after, where negative) at an hour of Shanghai's clock, parts of it as fractions. */
export function momentsOf(today: Date): (daysAgo: number, hours: number) => string {
  const midnight = Math.floor((today.getTime() + ahead) / day) * day - ahead
  return (daysAgo, hours) => new Date(midnight - daysAgo * day + hours * hour).toISOString()
}
