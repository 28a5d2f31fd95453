import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { dropSpooled } from '../files/spool.ts'
import { spoolSheet } from './spool-sheet.ts'
import { type Cell, piecesOf, writeSheet } from './write.ts'

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
    return spoolSheet(ctx, { name: 'A', title: 'A', format, head, rows })
  })

test.each(['csv', 'xlsx'] as const)(
  'a %s that is written a set at a time is the same to the byte, lies on the disk and says what it is',
  async (format) => {
    const made = await growing(format)
    const { bytes } = await writeSheet({ name: 'A', title: 'A', format, language: 'en', head, body })
    expect(await readFile(made.path)).toEqual(bytes)
    expect(made).toMatchObject({
      ...{ name: `A.${format}`, size: bytes.length, once: true },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    await dropSpooled(made)
  },
)

test.each(['csv', 'xlsx'] as const)(
  'rows of a %s that break off leave nothing on the disk',
  async (format) => {
    async function* broken() {
      yield body
      throw new Error('the line is dead')
    }
    await expect(growing(format, broken())).rejects.toThrow('the line is dead')
    expect(await waiting()).toEqual([])
  },
)

test.each(['csv', 'xlsx'] as const)(
  'a %s that nobody takes any more ends when its rows are closed: none is read after that',
  async (format) => {
    let [reading, closed] = [false, false]
    async function* slow() {
      try {
        for (;;) {
          reading = true
          await setTimeout(30)
          reading = false
          yield Array.from({ length: 100 }, (): Cell[] => [randomBytes(400).toString('base64')])
        }
      } finally {
        closed = true
      }
    }
    let left = 100_000
    const full = new Writable({
      write(piece: Uint8Array, _encoding, done) {
        left -= piece.length
        done(left < 0 ? new Error('the disk is full') : null)
      },
    })
    const pieces = piecesOf({ format, language: 'en', title: 'A', head: ['a'], rows: slow() })
    await expect(pipeline(pieces, full)).rejects.toThrow('the disk is full')
    expect([reading, closed]).toEqual([false, true])
  },
)

test.each(['csv', 'xlsx'] as const)('a %s leaves while its rows still come: none pile up', async (format) => {
  let pulled = 0
  async function* rows() {
    for (; pulled < 100; pulled += 1)
      yield Array.from({ length: 100 }, (): Cell[] => [randomBytes(200).toString('base64')])
  }
  let [left, most] = [0, 0]
  for await (const piece of piecesOf({ format, language: 'en', title: 'A', head: ['a'], rows: rows() })) {
    left += piece.length
    most = Math.max(most, pulled - left / 20_000)
  }
  expect(pulled).toBe(100)
  // Sets of 27 kB, of which a workbook takes about 20: some lie between the streams.
  expect(most).toBeLessThan(40)
})
