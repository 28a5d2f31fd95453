import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { dropSpooled } from '../files/spool.ts'
import { spoolSheet } from './spool-sheet.ts'
import { type Cell, writeSheet } from './write.ts'

const app = await startApp()
const head = ['name', 'count', 'note']
const body: Cell[][] = Array.from({ length: 7 }, (_, n) => [`=A${n}`, n, n % 2 ? 'two\nlines' : null])
const waiting = () => readdir(path.join(app.kernel.filesDir, 'incoming')).catch(() => [])

async function* inSets() {
  for (let at = 0; at < body.length; at += 3) yield body.slice(at, at + 3)
  yield []
}
const growing = (format: 'csv' | 'xlsx', rows: AsyncIterable<Cell[][]> = inSets()) =>
  app.system((ctx) => {
    ctx.unchanged()
    return spoolSheet(ctx, { name: 'A', format, head, rows })
  })

test('a CSV that is written a set at a time is the same to the byte, lies on the disk and says what it is', async () => {
  const made = await growing('csv')
  const { bytes } = await writeSheet({ name: 'A', format: 'csv', language: 'en', head, body })
  if (!('path' in made)) throw new Error('it is held in memory')
  expect(await readFile(made.path)).toEqual(bytes)
  expect(made).toMatchObject({
    ...{ name: 'A.csv', size: bytes.length, once: true },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  await dropSpooled(made)
})

test('rows that break off leave nothing on the disk', async () => {
  async function* broken() {
    yield body
    throw new Error('the line is dead')
  }
  await expect(growing('csv', broken())).rejects.toThrow('the line is dead')
  expect(await waiting()).toEqual([])
})

test('a workbook holds all the sets', async () => {
  const made = await growing('xlsx')
  const { readSheet } = await import('read-excel-file/node')
  if (!('bytes' in made)) throw new Error('a workbook is packed at once')
  expect(await readSheet(made.bytes)).toHaveLength(8)
})
