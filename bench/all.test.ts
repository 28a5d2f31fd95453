import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { databaseUrl, runOn } from '../test/support/global-setup.ts'
import { measureCompany } from './all.ts'
import { secret } from './company.ts'
import { measureComplaints } from './complaints-import.ts'
import { type Goal, isMet, tableOf } from './goals.ts'
import { measureImport } from './import.ts'
import { fill } from './simulate/fill.ts'
import { measureStarts, median } from './start.ts'

const { url: server, template } = inject('database')
const made: string[] = []
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-bench-'))
chmodSync(scratch, 0o755)
afterAll(async () => {
  rmSync(scratch, { recursive: true, force: true })
  for (const name of made) await runOn(server, `drop database if exists ${name} with (force)`)
})

/** The cast's company in a database of its own; the measurements copy it under names that begin with its own. */
async function makeCompany(): Promise<string> {
  const name = `bylaw_bench_${randomBytes(6).toString('hex')}`
  made.push(name)
  await runOn(server, `create database ${name} template ${template} strategy file_copy`)
  return name
}

/** A company simulated where the tests run: an engine of its own for both would take most of the time. */
async function simulate(orgs: number, complaints: number): Promise<string> {
  const url = databaseUrl(server, await makeCompany())
  const until = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const options = { orgs, complaints, years: 3, seed: 7, until, add: false }
  await fill(url, options, { filesDir: path.join(scratch, 'files') })
  await runOn(url, `insert into kernel.setting (key, value) values ('demo_complete', 'true')`)
  return url
}

test('the measurements run, in short: requests against the bare handler, growth, web, controls, memory', async () => {
  const sizes = { large: await simulate(60, 300), small: '30,100' }
  const goals = await measureCompany({ ...sizes, seconds: 0.5, rounds: 1, only: 'read,create,approve' })
  expect(goals.filter(({ value }) => !Number.isFinite(value) || value <= 0)).toEqual([])
  const said = goals.map(({ what }) => what)
  for (const what of [
    'read, 16 connections: API / bare',
    'create, 16 connections: growth from the small company',
    'approve, 16 connections: API / bare',
  ])
    expect(said).toContain(what)
  // Bytes are nearly the same on every machine, unlike times.
  expect(goals.filter(({ what }) => what === 'first screen over the wire').map(isMet)).toEqual([true])
}, 300_000)

test('the imports are measured, in short: every row comes in, and is known when it comes again', async () => {
  const company = await makeCompany()
  const place = { server, company, scratch }
  made.push(`${company}_n200_csv`, `${company}_c200`)
  const network = await measureImport(place, { size: 200, format: 'csv', together: true })
  expect(network.cells.slice(0, 2)).toEqual([200, 'csv'])
  const complaints = await measureComplaints(place, { size: 200, outlets: 40 })
  expect(complaints[0]).toBe(200)
  // Seconds, rows a second, megabytes: all are numbers, whatever they are here.
  for (const cell of [...network.cells.slice(2), ...complaints]) expect(Number(cell)).not.toBeNaN()
}, 300_000)

test('a start is measured, on a company that is there', async () => {
  const url = databaseUrl(server, await makeCompany())
  await runOn(url, `insert into kernel.setting (key, value) values ('demo_complete', 'true')`)
  // Vitest has a BASE_URL of its own.
  const settings = { DATABASE_URL: url, DEMO: 'true', SECRET: secret, BASE_URL: 'http://127.0.0.1' }
  const [taken] = (await measureStarts(0, undefined, settings)).values()
  expect(taken!.first).toBeGreaterThan(0)
  expect(taken!.again).toEqual([])
  expect(median([3, 1, 2])).toBe(2)
}, 300_000)

test('a goal that is missed is said to be', () => {
  const goals: Goal[] = [
    { what: 'enough', value: 0.6, unit: '', least: 0.5 },
    { what: 'too much', value: 700, unit: 'MB', most: 600 },
    { what: 'told', value: 12, unit: 'ms' },
    { what: 'nothing came', value: Number.NaN, unit: 'ms', most: 3 },
  ]
  expect(goals.map(isMet)).toEqual([true, false, true, false])
  expect(tableOf(goals)).toContain('| too much | 700 MB | at most 600 MB | missed |')
})
