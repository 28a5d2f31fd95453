import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runOn } from '../../../test/support/global-setup.ts'
import { startEmbedded } from './embedded.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-cluster-'))
chmodSync(scratch, 0o755)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const dir = path.join(scratch, 'postgres')
const start = () => startEmbedded({ dir, durable: false })

test('a database whose password is missing is left alone, and goes on once it is back', async () => {
  mkdirSync(dir)
  // As a start that was killed in the midst of making it leaves it behind.
  writeFileSync(path.join(dir, 'PG_VERSION'), '1\n')
  writeFileSync(`${dir}.making`, '')
  const first = await start()
  expect(existsSync(`${dir}.making`)).toBe(false)
  await runOn(first.url, 'create table years_of_work (n int)')
  await first.stop()

  const password = path.join(dir, 'bylaw.secret')
  renameSync(password, path.join(scratch, 'kept'))
  await expect(start()).rejects.toThrow('holds a database whose password is missing: put bylaw.secret back')
  expect(existsSync(path.join(dir, 'PG_VERSION'))).toBe(true)

  // Where an earlier version kept it.
  renameSync(path.join(scratch, 'kept'), `${dir}.secret`)
  const again = await start()
  await runOn(again.url, 'select n from years_of_work')
  await again.stop()
  expect(readFileSync(password, 'utf8')).toBe(readFileSync(`${dir}.secret`, 'utf8'))
}, 60_000)

test('a folder that holds something else is not made a database of', async () => {
  const other = path.join(scratch, 'other')
  mkdirSync(other)
  writeFileSync(path.join(other, 'of somebody'), 'kept')
  await expect(startEmbedded({ dir: other })).rejects.toThrow('could not be set up')
  expect(readFileSync(path.join(other, 'of somebody'), 'utf8')).toBe('kept')
})

test('a database that lies elsewhere and is not there is not made anew', async () => {
  const moved = path.join(scratch, 'moved')
  mkdirSync(moved)
  writeFileSync(path.join(moved, 'moved-to'), `${path.join(scratch, 'lost')}\n`)
  await expect(startEmbedded({ dir: moved })).rejects.toThrow('which is not there: bring it back')
})

test('a number that now belongs to another PostgreSQL of the machine is left alone', async () => {
  const own = path.join(scratch, 'own')
  const first = await startEmbedded({ dir: own, durable: false })
  await first.stop()
  // As after a cut of the power: the file is left behind, and its number was given anew.
  const other = spawn('sleep', ['60'], { argv0: 'postgres', stdio: 'ignore' })
  writeFileSync(path.join(own, 'postmaster.pid'), `${other.pid}\n${own}\n`)
  const again = await startEmbedded({ dir: own, durable: false })
  expect([other.exitCode, other.signalCode]).toEqual([null, null])
  other.kill()
  await again.stop()
}, 60_000)
