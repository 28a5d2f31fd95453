/** Runs one work after another. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/**
 * What makes a new version of a visit – a save, a photo more, a photo less – takes turns on this page, so that each
 * stands over what the one before brought. Whoever waits longer than `patience` milliseconds for a slow one goes ahead:
 * then the server says which of the two was late, and the draft is fitted in.
 */
export function makeTurns(patience = 15_000): Turns {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = enough(before, patience).then(work)
    before = mine.catch(() => undefined)
    return mine
  }
}

function enough(work: Promise<unknown>, patience: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout>
  const waited = new Promise((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  return Promise.race([work, waited]).finally(() => clearTimeout(timer))
}
