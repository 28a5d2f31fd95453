import autocannon from 'autocannon'
import type { Asked } from './requests.ts'
import type { Target } from './target.ts'

/** Requests a second, and milliseconds within which a half and 99 of 100 were answered. */
export type Shot = { rate: number; p50: number; p99: number }

/** What is taken from a stock is asked for so many times a second, and at each connection: one can't know how many it would be. */
const each = { 1: 10, 16: 2 }

export async function shoot(
  { ports, cookies }: Pick<Target, 'cookies'> & { ports: { api: number; bare?: number } },
  server: 'api' | 'bare',
  { name, as, method, path, body, stock }: Asked,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Shot> {
  const headers = { cookie: cookies[as], 'content-type': 'application/json', 'x-what': name }
  const asked = (how: Partial<autocannon.Options>) =>
    autocannon({
      url: `http://127.0.0.1:${ports[server]}${path}`,
      ...{ method, connections, timeout: 60, ...(body ? { body } : {}), headers, ...how },
      // It ends with a sample: one each second would count up to a second in which nothing was asked for any more.
      sampleInt: 100,
    })
  const amount = Math.ceil(seconds * connections * (connections === 1 ? each[1] : each[16]))
  await stock?.refill(amount)
  const setupRequest = (request: autocannon.Request) => {
    const item = stock!.take()
    return { ...request, path: item.path, headers: { ...headers, 'x-ids': item.ids.join() } }
  }
  const began = performance.now()
  let result = await asked(
    stock
      ? { amount, requests: [{ method, ...(body ? { body } : {}), setupRequest }] }
      : { duration: seconds },
  )
  const took = (performance.now() - began) / 1000
  // None was answered within the time: one for each connection says how long they take.
  if (result.requests.total === 0) result = await asked({ amount: connections })
  const { requests, latency, duration, non2xx, errors } = result
  if (non2xx > 0 || errors > 0) throw new Error(`${name}, ${server}: ${non2xx} refused, ${errors} failed`)
  await stock?.check()
  return { rate: requests.total / (stock ? took : duration), p50: latency.p50, p99: latency.p99 }
}

/** The one in the middle, by what `of` says. */
export const middle = <T>(list: T[], of: (one: T) => number): T =>
  list.toSorted((a, b) => of(a) - of(b))[Math.floor(list.length / 2)]!
