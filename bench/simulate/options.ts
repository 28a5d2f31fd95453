import { parseArgs } from 'node:util'
import { Fault } from '../../src/kernel/db/fault.ts'

export type Options = {
  orgs: number
  complaints: number
  years: number
  seed: number
  /** Last day of what is simulated, YYYY-MM-DD. */
  until: string
  /** Whether what a database holds already may be added to. */
  add: boolean
}

export const usage = `npm run simulate -- [--orgs 200] [--complaints 5000] [--years 2] [--seed 1] [--until YYYY-MM-DD] [--add]

  --orgs        organisations beside headquarters, 20 to 20,000
  --complaints  complaints, 0 to 5,000,000
  --years       years of work, 1 to 10, up to --until
  --seed        a whole number; the same seed, sizes and last day give the same data
  --until       last day of it, today unless told
  --add         add to a database that holds organisations already`

/** What was asked for. Throws `Fault` with a sentence for what can't be. */
export function readOptions(args: string[], today: string): Options {
  const { values } = parse(args)
  const until = values.until ?? today
  if (!isDay(until)) throw new Fault(`--until is a day like ${today}, and “${until}” is none.`)
  if (until > today) throw new Fault(`--until is ${today} or before: what has not been can't have happened.`)
  return {
    orgs: whole('orgs', values.orgs ?? '200', 20, 20_000),
    complaints: whole('complaints', values.complaints ?? '5000', 0, 5_000_000),
    years: whole('years', values.years ?? '2', 1, 10),
    seed: whole('seed', values.seed ?? '1', 0, 2_147_483_647),
    until,
    add: values.add ?? false,
  }
}

const text = { type: 'string' } as const

function parse(args: string[]) {
  const options = { ...{ orgs: text, complaints: text, years: text, seed: text, until: text } }
  try {
    return parseArgs({ args, options: { ...options, add: { type: 'boolean' } } })
  } catch (error) {
    throw new Fault(`${(error as Error).message}\n\n${usage}`)
  }
}

function whole(name: string, given: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(given.replaceAll(/[_,]/g, ''))
    ? Number(given.replaceAll(/[_,]/g, ''))
    : Number.NaN
  if (value >= least && value <= most) return value
  const range = `${least.toLocaleString('en')} to ${most.toLocaleString('en')}`
  throw new Fault(`--${name} is a whole number from ${range}, and “${given}” is none.`)
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
