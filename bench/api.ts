/**
 * The API against a bare node:http + pg handler on the same simulated company, and against itself on a company a tenth as
 * large: `node scripts/ready.mjs run bench/api.ts [--large 10000,1000000] [--small 1000,100000] [--seconds 3] [--rounds 3]`.
 * `--large` and `--small` are organisations and complaints, or the DATA_DIR or the database's address of a simulated company.
 */
import { parseArgs } from 'node:util'
import { openCompany } from './api/company.ts'
import { compare, type Line } from './api/compare.ts'
import { type Alone, openAlone, openTarget, type Target } from './api/target.ts'
import { withScratch } from './scratch.ts'

export type ApiOptions = {
  large: string
  small?: string | undefined
  seconds: number
  rounds: number
  only?: string | undefined
}
export type ApiResult = { lines: Line[]; memory: { rest: number; most: number } }

/** Opens both companies, asks, does what else is to be done with the large one, and closes them again. */
export async function measureApi(
  { large, small, only, ...asked }: ApiOptions,
  tell: (line: Line) => void,
  besides: (target: Target, url: string) => Promise<void> = async () => {},
): Promise<ApiResult> {
  return withScratch(async (scratch, later) => {
    const open = async <T extends Alone>(what: string, openOn: (url: string) => Promise<T>) => {
      const company = await openCompany(what, scratch)
      later(company.close)
      const target = await openOn(company.url)
      later(target.close)
      return { target, url: company.url }
    }
    const one = await open(large, (url) => openTarget({ name: 'large', url, scratch, only }))
    const rest = one.target.memory('now')
    const alone = (url: string) => openAlone({ name: 'small', url, scratch, only }, 'web')
    const other = small ? await open(small, alone) : null
    const lines = await compare(one.target, other?.target ?? null, { ...asked, tell })
    const memory = { rest, most: one.target.memory('most') }
    await besides(one.target, one.url)
    return { lines, memory }
  })
}

export const head = `${'request'.padEnd(22)}${['conn.', 'API/s', 'bare/s', 'ratio', 'p50 ms', 'p99 ms', 'growth'].map((one) => one.padStart(9)).join('')}`

export function said({ name, connections, ratio, api, bare, growth }: Line): string {
  const cells = [connections, api.rate.toFixed(0), bare.rate.toFixed(0), ratio.toFixed(2), api.p50, api.p99]
  return (
    name.padEnd(22) +
    [...cells, growth === null ? '' : growth.toFixed(2)].map((one) => String(one).padStart(9)).join('')
  )
}

if (process.argv[1] === import.meta.filename) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      large: { ...text, default: '10000,1000000' },
      ...{ small: text, only: text },
      ...{ seconds: { ...text, default: '3' }, rounds: { ...text, default: '3' } },
    },
  })
  const { large, small, only } = values
  console.log(head)
  const options = { large, small, only, seconds: Number(values.seconds), rounds: Number(values.rounds) }
  const { memory } = await measureApi(options, (line) => console.log(said(line)))
  console.log(`\nserver memory: ${memory.rest} MB at rest, ${memory.most} MB at most`)
}
