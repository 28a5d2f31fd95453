/** Whether two values say the same: the order of names is no difference, and nothing is null. */
export const sameValues = (a: unknown, b: unknown): boolean => write(a) === write(b)

const write = (value: unknown) =>
  JSON.stringify(value ?? null, (_, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : held,
  )
