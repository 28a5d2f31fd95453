import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { copyOnce } from './binaries.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-binaries-'))
const root = path.join(scratch, 'native')
mkdirSync(path.join(root, 'bin'), { recursive: true })
writeFileSync(path.join(root, 'bin/postgres'), 'the engine')
const place = path.join(scratch, 'bylaw-postgres-18.0.0')
afterEach(() => rmSync(place, { recursive: true, force: true }))

test('the engine is copied once to a place other users can enter', () => {
  expect(copyOnce({ from: root, to: place })).toBe(place)
  writeFileSync(path.join(root, 'bin/postgres'), 'another')
  expect(copyOnce({ from: root, to: place })).toBe(place)
  expect(existsSync(path.join(place, 'bin/postgres'))).toBe(true)
})

test('what others could have put there is never run', () => {
  mkdirSync(path.join(place, 'bin'), { recursive: true })
  writeFileSync(path.join(place, 'bin/postgres'), 'of somebody')
  chmodSync(place, 0o777)
  expect(() => copyOnce({ from: root, to: place })).toThrow(`${place} can be written by others`)
})
