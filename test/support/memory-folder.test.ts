import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeMemoryFolder } from './memory-folder.ts'

const memory = mkdtempSync(path.join(tmpdir(), 'bylaw-memory-'))
afterAll(() => rmSync(memory, { recursive: true, force: true }))

test('a run takes no memory its programs need, whatever the file system says', () => {
  expect(makeMemoryFolder({ memory, available: 1e9 })).toBeUndefined()
})

test('what a killed run left is dropped an hour later, what another one works on is not', () => {
  const { pid: dead } = spawnSync(process.execPath, ['--version'])
  const leave = (pid: number, minutes: number) => {
    const folder = path.join(memory, `bylaw-tests-${pid}-${minutes}`)
    mkdirSync(path.join(folder, 'pg'), { recursive: true })
    const at = new Date(Date.now() - minutes * 60_000)
    utimesSync(folder, at, at)
    return folder
  }
  const [killed, lately, working] = [leave(dead, 90), leave(dead, 30), leave(process.pid, 90)]
  makeMemoryFolder({ memory, available: 1e9 })
  expect([killed, lately, working].map(existsSync)).toEqual([false, true, true])
})
