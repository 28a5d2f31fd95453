import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-folder-'))
afterAll(() => {
  chmodSync(scratch, 0o755)
  rmSync(scratch, { recursive: true, force: true })
})

test('a folder is made with what is missing above it, and twice changes nothing', () => {
  const dir = path.join(scratch, 'a', 'b', 'c')
  makeFolder(dir)
  makeFolder(dir)
  expect(statSync(dir).isDirectory()).toBe(true)
})

test('where none can be made there is a sentence at once, and no waiting', () => {
  writeFileSync(path.join(scratch, 'file'), '')
  const places = [path.join(scratch, 'file'), path.join(scratch, 'file', 'data')]
  if (existsSync('/proc/self')) places.push('/proc/x', '/proc/x/y')
  for (const dir of places)
    expect(() => makeFolder(dir), dir).toThrow(/The data folder .* can't be written .*: set DATA_DIR/)
})

test('whoever may not write there is told so', () => {
  chmodSync(scratch, 0o555)
  const script = `
    const { makeFolder } = await import(${JSON.stringify(path.join(import.meta.dirname, 'make-folder.ts'))})
    try { makeFolder(process.argv[1]) } catch (error) { console.log(error.message) }`
  const args = ['--input-type=module', '--eval', script, path.join(scratch, 'data')]
  // Nothing is read-only to root.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', ...nobody })
  expect(status).toBe(0)
  expect(stdout).toMatch(/can't be written \(EACCES.*set DATA_DIR to a folder that can/)
})
