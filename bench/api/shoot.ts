import autocannon from 'autocannon'
import type { Asked } from './requests.ts'
import type { Target } from './target.ts'

/** Requests a second, and milliseconds within which a half and 99 of 100 were answered. */
export type Shot = { rate: number; p50: number; p99: number }

export async function shoot(
  { ports, cookies }: Target,
  server: 'api' | 'bare',
  { name, as, method, path, body }: Asked,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Shot> {
  const asked = (how: { duration?: number; amount?: number }) =>
    autocannon({
      url: `http://127.0.0.1:${ports[server]}${path}`,
      ...{ method, connections, timeout: 60, ...how, ...(body ? { body } : {}) },
      headers: { cookie: cookies[as], 'content-type': 'application/json', 'x-what': name },
    })
  let result = await asked({ duration: seconds })
  // None was answered within the time: one for each connection says how long they take.
  if (result.requests.total === 0) result = await asked({ amount: connections })
  const { requests, latency, duration, non2xx, errors } = result
  if (non2xx > 0 || errors > 0) throw new Error(`${name}, ${server}: ${non2xx} refused, ${errors} failed`)
  return { rate: requests.total / duration, p50: latency.p50, p99: latency.p99 }
}

/** The one in the middle, by what `of` says. */
export const middle = <T>(list: T[], of: (one: T) => number): T =>
  list.toSorted((a, b) => of(a) - of(b))[Math.floor(list.length / 2)]!
