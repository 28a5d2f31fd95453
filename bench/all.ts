/**
 * Everything that is measured, and whether it is what it should be: `npm run bench`. `--short` measures the same on a small
 * company in a minute; the sizes and the rest are those of `bench/api.ts`.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Line } from './api/compare.ts'
import { type ApiOptions, head, measureApi, said } from './api.ts'
import { measureControlsOn } from './controls.ts'
import { type Goal, isMet, tableOf } from './goals.ts'
import { measureStarts, median } from './start.ts'
import { measureWeb } from './web.ts'

/** Requests that are read while somebody waits for a page of numbers. */
const dashboards = [
  ...['analysis of a year', 'analysis of a branch', 'issues counted'],
  ...['home: inbox counted', 'home: what changed', 'home: standing'],
]
const steady = ['list', 'read', 'create']

/** Requests against the bare handler, their growth, the web app, the controls and the memory of the server. */
export async function measureCompany(options: ApiOptions, tell = (_line: Line) => {}): Promise<Goal[]> {
  const besides: Goal[] = []
  const { lines, memory } = await measureApi(options, tell, async (target, url) => {
    const { bytes, usable, interaction } = await measureWeb(target)
    const { seconds, controls } = await measureControlsOn(url)
    besides.push(
      { what: 'first screen over the wire', value: bytes / 1000, unit: 'kB', most: 350 },
      { what: 'first screen stands, processor 4 × slower', value: usable, unit: 'ms' },
      { what: 'slowest key or click in a list, as slow', value: interaction, unit: 'ms' },
      { what: `${controls} controls over all organisations`, value: seconds, unit: 's', most: 60 },
    )
  })
  return [
    ...lines.flatMap(goalsOf),
    ...besides,
    { what: 'memory of the server at rest', value: memory.rest, unit: 'MB', most: 300 },
    { what: 'memory of the server at most', value: memory.most, unit: 'MB', most: 600 },
  ]
}

function goalsOf({ name, connections, ratio, api, growth }: Line): Goal[] {
  const at = `${name}, ${connections === 1 ? '1 connection' : `${connections} connections`}`
  const goals: Goal[] = [
    { what: `${at}: API / bare`, value: ratio, unit: '', ...(connections === 16 ? { least: 0.5 } : {}) },
  ]
  if (name === 'list' || name === 'read')
    goals.push({ what: `${at}: p99 / p50`, value: api.p99 / Math.max(1, api.p50), unit: '', most: 4 })
  if (growth !== null && steady.includes(name))
    goals.push({ what: `${at}: growth from the small company`, value: growth, unit: '', most: 1.3 })
  if (dashboards.includes(name) && connections === 1)
    goals.push({ what: `${at}: p50`, value: api.p50, unit: 'ms', most: 150 })
  return goals
}

async function starts(times: number): Promise<Goal[]> {
  const [taken] = (await measureStarts(times)).values()
  return [
    { what: 'first start, with the demo', value: taken!.first / 1000, unit: 's' },
    { what: 'start again', value: median(taken!.again) / 1000, unit: 's', most: 3 },
  ]
}

/** A measurement that prints its own table. */
const beside = (script: string, ...args: string[]) =>
  new Promise<void>((resolve, reject) => {
    console.log(`\n${script} ${args.join(' ')}`)
    spawn(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: 'inherit' }).once(
      'close',
      (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))),
    )
  })

async function main() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      ...{ large: text, small: text, seconds: text, rounds: text, only: text },
    },
  })
  const { short, only } = values
  const options: ApiOptions = {
    large: values.large ?? (short ? '200,2000' : '10000,1000000'),
    small: values.small ?? (short ? '20,200' : '1000,100000'),
    ...{
      seconds: Number(values.seconds ?? (short ? 1 : 3)),
      rounds: Number(values.rounds ?? (short ? 1 : 3)),
    },
    only,
  }
  console.log(head)
  const goals = [
    ...(await measureCompany(options, (line) => console.log(said(line)))),
    ...(await starts(short ? 1 : 5)),
  ]
  console.log(`\n${tableOf(goals)}\n`)
  await beside('import.ts', ...(short ? ['500'] : []))
  await beside('complaints-import.ts', ...(short ? ['500'] : []))
  const missed = goals.filter((goal) => !isMet(goal))
  console.log(
    missed.length === 0 ? '\nEvery goal is met.' : `\nMissed: ${missed.map(({ what }) => what).join('; ')}.`,
  )
}

if (process.argv[1] === import.meta.filename) await main()
