/** One line per step of the start, with its time; what is slow says so after a moment, and every ten seconds. */
export async function step<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
  const slow = setTimeout(() => say(`${doing} ...`), 1500)
  const ticking = setInterval(() => say(`  ... ${seconds()}`), 10_000)
  try {
    const result = await work()
    say(`${doing}: ${seconds()}`)
    return result
  } finally {
    clearTimeout(slow)
    clearInterval(ticking)
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
