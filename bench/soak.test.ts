import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { databaseUrl, runOn } from '../test/support/global-setup.ts'
import { withScratch } from './scratch.ts'
import { fill } from './simulate/fill.ts'
import { isFlat, quartersOf, type Sample, slopeOf } from './soak/slope.ts'
import { soak } from './soak.ts'

/** Half an hour of samples each 10 s: of a process that grows by so much in 10 minutes, after it has warmed up. */
const grown = (by: number): Sample[] =>
  Array.from({ length: 181 }, (_, n) => {
    const waves = 12 * Math.sin(n / 3)
    const warmth = Math.max(0, 36 - n) * -4
    return { seconds: n * 10, rss: 300 + warmth + waves + (by * n) / 60, heap: 120 + waves }
  })

test('memory that grows is told from memory that goes up and down', () => {
  expect(slopeOf(grown(0), 'rss')).toBeCloseTo(0, 0)
  expect(slopeOf(grown(9), 'rss')).toBeCloseTo(9, 0)
  expect(isFlat(grown(1))).toBe(true)
  expect(isFlat(grown(9))).toBe(false)
  expect(quartersOf(grown(0)).map(({ seconds }) => seconds)).toEqual([0, 450, 900, 1350, 1800])
})

test('the soak runs, in short: with its memory sampled, and no answer wrong', async () => {
  const { url: server, template } = inject('database')
  const name = `bylaw_soak_${process.pid}`
  await runOn(server, `create database ${name} template ${template}`)
  const url = databaseUrl(server, name)
  const options = { orgs: 40, complaints: 200, years: 1, seed: 7, until: '2026-11-22', add: false }
  const { answered, samples } = await withScratch(async (scratch) => {
    await fill(url, options, { filesDir: path.join(scratch, 'files') })
    // Or the start would take it for a demo network that was cut off while it was made.
    await runOn(url, `insert into kernel.setting (key, value) values ('demo_complete', 'true')`)
    return soak({ url, scratch }, { seconds: 6, probe: 2, every: 1 })
  }).finally(() => runOn(server, `drop database if exists ${name} with (force)`))
  // How many says nothing on a machine that runs all tests at once.
  expect(answered).toBeGreaterThan(0)
  expect(samples).toHaveLength(7)
  for (const { rss, heap } of samples) {
    expect(rss).toBeGreaterThan(100)
    expect(heap).toBeGreaterThan(20)
  }
}, 180_000)
