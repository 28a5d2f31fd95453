/** How the n-th complaint of a year is called. */
export const numberOf = (year: string, n: number): string => `TS-${year}-${String(n).padStart(6, '0')}`
