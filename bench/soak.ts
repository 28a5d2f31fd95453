/**
 * Whether the server's memory stands still under half of the load it bears: `npm run bench:soak -- [--minutes 30]
 * [--company 10000,1000000]`. `--company` is organisations and complaints, or the DATA_DIR of a simulated company.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { openCompany } from './api/company.ts'
import { openAlone } from './api/target.ts'
import { withScratch } from './scratch.ts'
import { isFlat, quartersOf, type Sample, slopeOf } from './soak/slope.ts'

export type SoakOptions = {
  /** How long it is under load, how long the probe before it takes, and the time between two samples. */
  seconds: number
  probe: number
  every: number
}
export type SoakResult = {
  /** Requests a second: of the probe, asked for, and answered. */
  bears: number
  asked: number
  answered: number
  samples: Sample[]
}

/** How often each is asked among all, by its name in `api/requests.ts`. */
const mixture = { list: 8, read: 8, inbox: 4, create: 1, 'analysis of a branch': 1, 'analysis of a year': 1 }
const connections = 16

/** Of the server as `npm start` runs it, with its jobs, on the database of a simulated company. */
export async function soak(
  { url, scratch }: { url: string; scratch: string },
  { seconds, probe, every }: SoakOptions,
  tell = (_sample: Sample) => {},
): Promise<SoakResult> {
  const target = await openAlone({ name: 'soak', url, scratch })
  try {
    const bears = (await load(target, { duration: probe })).requests.average
    const asked = Math.max(connections, Math.round(bears / 2))
    const running = load(target, { duration: seconds, overallRate: asked })
    const [{ requests }, samples] = await Promise.all([running, sample(target, { seconds, every, tell })])
    return { bears, asked, answered: requests.average, samples }
  } finally {
    await target.close()
  }
}

type Sampling = Omit<SoakOptions, 'probe'> & { tell: (sample: Sample) => void }

async function sample(target: Alone, { seconds, every, tell }: Sampling): Promise<Sample[]> {
  const samples: Sample[] = []
  const began = performance.now()
  for (let at = 0; at <= seconds; at += every) {
    await sleep(Math.max(0, began + at * 1000 - performance.now()))
    samples.push({ seconds: at, ...(await sizes(target)) })
    tell(samples.at(-1)!)
  }
  return samples
}

type Alone = Awaited<ReturnType<typeof openAlone>>

/** Refused or failed requests end it: what isn't answered takes no memory. */
async function load({ ports, cookies, requests }: Alone, how: { duration: number; overallRate?: number }) {
  const each = Object.entries(mixture).flatMap(([name, times]) => {
    const found = requests.find((one) => one.name === name)
    if (!found) throw new Error(`there is no request named ${name}`)
    return Array.from({ length: times }, (_, n) => ({ ...found, place: (n + 0.5) / times }))
  })
  const result = await autocannon({
    ...{ url: `http://127.0.0.1:${ports.api}`, connections, timeout: 60, ...how },
    requests: each
      .toSorted((a, b) => a.place - b.place)
      .map(({ method, path, body, as }) => ({
        ...{ method, path, ...(body ? { body } : {}) },
        headers: { cookie: cookies[as], 'content-type': 'application/json' },
      })),
  })
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} requests were refused and ${result.errors} failed`)
  return result
}

async function sizes(target: Alone): Promise<{ rss: number; heap: number }> {
  const said = await (await fetch(`http://127.0.0.1:${target.ports.api}/metrics`)).text()
  const heap = Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(said)?.[1])
  return { rss: target.memory('now'), heap: heap / 1_048_576 }
}

async function main() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { minutes: { ...text, default: '30' }, company: { ...text, default: '10000,1000000' } },
  })
  const seconds = Number(values.minutes) * 60
  if (!(seconds >= 60)) throw new Error('--minutes is a number from 1')
  const said = ({ seconds: at, rss, heap }: Sample) =>
    `${String(Math.round(at)).padStart(6)} s ${rss.toFixed(0).padStart(6)} MB, heap ${heap.toFixed(0).padStart(5)} MB`
  const { bears, asked, answered, samples } = await withScratch(async (scratch, later) => {
    const { url, close } = await openCompany(values.company, scratch)
    later(close)
    return soak({ url, scratch }, { seconds, probe: 10, every: 10 }, (one) => console.log(said(one)))
  })
  console.log(
    `\n${bears.toFixed(0)} requests a second at ${connections} connections; ${asked} asked for, ${answered.toFixed(0)} answered.`,
  )
  console.log('start, quarters, end:')
  for (const sample of quartersOf(samples)) console.log(said(sample))
  const slopes = { memory: slopeOf(samples, 'rss'), heap: slopeOf(samples, 'heap') }
  for (const [what, slope] of Object.entries(slopes))
    console.log(`${what}: ${slope >= 0 ? '+' : ''}${slope.toFixed(1)} MB per 10 minutes after the warm-up`)
  console.log(isFlat(samples) ? 'It is flat.' : 'It is not flat.')
}

if (process.argv[1] === import.meta.filename) await main()
