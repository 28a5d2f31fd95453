/** One line per step of the start, with its time. */
export async function step<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const slow = setTimeout(() => process.stdout.write(`${doing} ...\n`), 1500)
  try {
    const result = await work()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    process.stdout.write(`${doing}: ${seconds} s\n`)
    return result
  } finally {
    clearTimeout(slow)
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
