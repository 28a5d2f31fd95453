export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The simulated company is in one time zone, eight hours before UTC the year round. */
const ahead = 8 * hour

/** The day it is there at an instant, YYYY-MM-DD. */
export const dayAt = (at: number): string => new Date(at + ahead).toISOString().slice(0, 10)

/** Its midnight, in milliseconds since 1970. */
export const startOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) - ahead

export const date = (at: number): Date => new Date(at)
