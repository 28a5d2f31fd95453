/** What the server took after so many seconds, in megabytes: the process, and the heap in use. */
export type Sample = { seconds: number; rss: number; heap: number }

/** So much of the time caches and pools fill. */
const warmUp = 0.2
/** Megabytes per 10 minutes that the process may seem to grow by: collections come when they come. */
const still = 5

const warm = (samples: Sample[]) => {
  const from = samples.at(-1)!.seconds * warmUp
  return samples.filter(({ seconds }) => seconds >= from)
}

/** Megabytes per 10 minutes by which it grows after the warm-up: the slope of the line nearest to the samples. */
export function slopeOf(samples: Sample[], of: 'rss' | 'heap'): number {
  const points = warm(samples)
  const mean = (value: (one: Sample) => number) =>
    points.reduce((sum, one) => sum + value(one), 0) / points.length
  const [x, y] = [mean(({ seconds }) => seconds), mean((one) => one[of])]
  const across = mean(({ seconds }) => (seconds - x) ** 2)
  return (mean((one) => (one.seconds - x) * (one[of] - y)) / across) * 600
}

export const isFlat = (samples: Sample[]): boolean =>
  slopeOf(samples, 'rss') <= still && slopeOf(samples, 'heap') <= still

/** The first sample, those nearest to each quarter of the time, and the last. */
export const quartersOf = (samples: Sample[]): Sample[] =>
  [0, 0.25, 0.5, 0.75, 1].map((part) => samples[Math.round(part * (samples.length - 1))]!)
