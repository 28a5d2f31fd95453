import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-lock-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const rounds = 40
const folder = (round: number) => path.join(scratch, String(round))

/** Takes each folder's lock at the same instant as the others, and lives until all have had a try. */
const racer = `
  const { lockFolder } = await import(${JSON.stringify(path.join(import.meta.dirname, 'one-at-a-time.ts'))})
  const [scratch, begins] = process.argv.slice(1)
  const got = []
  for (let round = 0; round < ${rounds}; round++) {
    const at = Number(begins) + round * 15
    while (Date.now() < at);
    try { lockFolder(scratch + '/' + round); got.push(round) } catch (error) {
      if (!error.message.includes('already running')) throw error
    }
  }
  setTimeout(() => console.log(JSON.stringify(got)), 1500)`

test('of several that start at once where one was killed, one goes on', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  for (let round = 0; round < rounds; round++) {
    mkdirSync(folder(round))
    if (round % 4 > 0) writeFileSync(path.join(folder(round), 'running'), String(pid))
  }
  const begins = String(Date.now() + 1500)
  const args = ['--input-type=module', '--eval', racer, scratch, begins]
  const runs = await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, args)))
  const got = runs.flatMap(({ stdout }) => JSON.parse(stdout) as number[])
  expect(got.sort((a, b) => a - b)).toEqual([...Array(rounds).keys()])
  for (let round = 0; round < rounds; round++) expect(readdirSync(folder(round))).toEqual(['running'])
}, 30_000)
