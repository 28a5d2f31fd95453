/** Works in turn. One that fails, for whatever reason, is told to `failed` and never holds up the next. */
export function oneAfterAnother(
  failed: (error: unknown) => void,
): (work: () => Promise<void>) => Promise<void> {
  let line: Promise<void> = Promise.resolve()
  return (work) => {
    line = line.then(work).catch(failed)
    return line
  }
}
