import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import readSheets, { readSheet } from 'read-excel-file/node'
import { expect, onTestFinished, test } from 'vitest'
import { randomOf } from '../../../test/support/random.ts'
import { openArchive } from './reading/archive.ts'
import { openTable } from './reading/open-table.ts'
import { type Cell, writeSheet } from './write.ts'

const named = { name: 'A', title: 'A', language: 'en' } as const
const head = ['name', 'submitted', 'day', 'budget', 'currency']
const body: Cell[][] = [
  [
    '=HYPERLINK("http://x")',
    { at: '2026-11-23T23:30:00.000Z', zone: 'Asia/Shanghai' },
    { day: '2026-11-24' },
    { minor: 8431050, currency: 'CNY' },
    'CNY',
  ],
  [
    '@SUM(1)',
    { at: '2026-11-23T23:30:00.000Z', zone: 'Europe/London' },
    null,
    { minor: 84310, currency: 'JPY' },
    'JPY',
  ],
]

test('a CSV says times by each clock and amounts by their currency, and no cell is a formula', async () => {
  const { name, bytes } = await writeSheet({ ...named, name: 'A/B', format: 'csv', head, body })
  expect(name).toBe('A-B.csv')
  expect(parse(bytes, { bom: true }).slice(1)).toEqual([
    ['\'=HYPERLINK("http://x")', '2026-11-24 07:30', '2026-11-24', '84310.50', 'CNY'],
    ["'@SUM(1)", '2026-11-23 23:30', '', '84310', 'JPY'],
  ])
})

test('a workbook holds the same as text, days, times and numbers', async () => {
  const { bytes } = await writeSheet({ ...named, format: 'xlsx', head, body })
  const [, first, second] = await readSheet(bytes)
  expect(first).toEqual([
    '=HYPERLINK("http://x")',
    new Date('2026-11-24T07:30Z'),
    new Date('2026-11-24T00:00Z'),
    84310.5,
    'CNY',
  ])
  expect(second).toEqual(['@SUM(1)', new Date('2026-11-23T23:30Z'), null, 84310, 'JPY'])
})

test('what XML can’t hold, and what would read as an escape, comes back as it was', async () => {
  const text = ' <a & "b">\t\u0007\r\n\uFFFE_x000D_ _x '
  const broken = 'half \uD83D of a pair'
  const sheet = {
    ...named,
    format: 'xlsx',
    head: ['a', 'b'],
    body: [[text, broken]],
  } as const
  const { bytes } = await writeSheet({
    ...sheet,
    head: [...sheet.head],
    body: [...sheet.body.map((row) => [...row])],
  })
  const table = await openTable(
    async function* () {
      yield bytes
    },
    { knows: () => true },
  )
  const [row] = await Array.fromAsync(table.rows())
  expect(row!.cells).toEqual([text, broken])
})

const wide = Array.from({ length: 200 }, (_, at) => `c${at}`)

test('columns beyond Z stand where they belong, and cells that are empty take no place of others', async () => {
  const body: Cell[][] = [wide.map((_, at) => (at % 3 === 0 ? at : at % 3 === 1 ? '' : null)), wide]
  const { bytes } = await writeSheet({ ...named, format: 'xlsx', head: wide, body })
  const [head, sparse, full] = await readSheet(bytes)
  expect(head).toEqual(wide)
  expect(sparse!.map((cell) => cell ?? null)).toEqual(
    wide.slice(0, sparse!.length).map((_, at) => (at % 3 === 0 ? at : null)),
  )
  expect(full).toEqual(wide)
})

async function partOf(bytes: Uint8Array, part: string): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'bylaw-sheet-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeFileSync(path.join(dir, 'a.xlsx'), bytes)
  const file = openSync(path.join(dir, 'a.xlsx'), 'r')
  const archive = await openArchive({ file, size: bytes.length })
  const xml = (await Array.fromAsync(archive.text(part))).join('')
  closeSync(file)
  return xml
}

test('the headers of a workbook are bold and stay in sight', async () => {
  const { bytes } = await writeSheet({
    ...named,
    format: 'xlsx',
    head: ['a'],
    body: [['b']],
  })
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  expect(xml).toContain('state="frozen"')
  expect(xml).toMatch(/<c r="A1" s="1"/)
})

test('a day that workbooks count otherwise, or no calendar has, stands as text; the first they count alike is a day', async () => {
  const days = [
    '1900-02-28',
    '1899-12-31',
    '0201-05-01',
    '2026-02-30',
    '2026-13-01',
    '9999-12-31',
    '1900-03-01',
  ]
  const early: Cell = { at: '1899-12-31T10:00:00.000Z', zone: 'UTC' }
  const { bytes } = await writeSheet({
    ...{ ...named, format: 'xlsx', head: ['a'] },
    body: [...days.map((day): Cell[] => [{ day }]), [early]],
  })
  const [, ...rows] = await readSheet(bytes)
  expect(rows.map(([cell]) => cell)).toEqual([
    ...days.slice(0, 5),
    ...[new Date('9999-12-31T00:00Z'), new Date('1900-03-01T00:00Z')],
    '1899-12-31 10:00',
  ])
})

test('the same rows give the same bytes on a server with another clock', async () => {
  const here = process.env.TZ
  onTestFinished(() => {
    if (here === undefined) delete process.env.TZ
    else process.env.TZ = here
  })
  const made = async (TZ: string) => {
    process.env.TZ = TZ
    return (await writeSheet({ ...named, format: 'xlsx', head, body })).bytes.toString('hex')
  }
  const [east, west] = [await made('Asia/Shanghai'), await made('America/New_York')]
  expect(new Date(0).getHours()).toBe(19)
  expect(west).toBe(east)
})

const csvOf = async (...cells: Cell[]) => {
  const { bytes } = await writeSheet({ ...named, format: 'csv', head: ['a'], body: [cells] })
  return bytes.toString('utf8').split('\r\n').slice(1).join('\r\n')
}
const endings = ['\n', '\r', '\r\n', '\n\n', '\n \t', '\u2028\n']
const beginnings = ['=1+1', '+1', '-1+1', '@SUM(1)', ' =1', '\t=1', '＝1']

test('no line of a cell begins like a formula, whichever the line break, and no line break ends a row', async () => {
  for (const ending of endings)
    for (const formula of beginnings)
      for (const before of ['', 'fine'])
        for (const neighbour of ['', 'x']) {
          const written = await csvOf(neighbour, `${before}${ending}${formula}`)
          const rows = parse(written) as string[][]
          expect(rows, written).toHaveLength(1)
          expect(rows[0]![1]!.replaceAll("'", ''), written).toBe(`${before}${ending}${formula}`)
          // As a reader that minds no quotes sees it.
          for (const line of written.split(/[\r\n,"]+/)) expect(line).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
        }
})

test('a negative amount stays a number in a CSV, and a text that begins with a minus stays text', async () => {
  const money: Cell = { minor: -500, currency: 'CNY' }
  expect(await csvOf(money, -3, '-1+1', '-5.00')).toBe("-5.00,-3,'-1+1,'-5.00\r\n")
})

test('text longer than a cell takes is cut in a workbook, which says so, and whole in a CSV', async () => {
  const long = `${'长'.repeat(32_703)}${'😀'.repeat(100)}`
  const fits = 'x'.repeat(32_767)
  const sheet = { head: ['a', 'b'], body: [[long, fits]] }
  const { bytes } = await writeSheet({ ...named, ...sheet, format: 'xlsx' })
  const [, row] = await readSheet(bytes)
  const cut = String(row![0])
  expect(cut.length).toBeLessThanOrEqual(32_767)
  expect(cut).toMatch(/^长+(😀)*… \(cut: a cell holds no more; export as CSV for the whole text\)$/u)
  expect(row![1]).toBe(fits)
  expect(await csvOf(long)).toBe(`${long}\r\n`)
})

test('every minute and every day of any year is read back as the millisecond it was, by whoever cuts as by whoever rounds', async () => {
  const next = randomOf(20_261_130)
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const minutes = Array.from({ length: 20_000 }, (_, at) => {
    const day = int(-25_508, 2_932_896)
    // Once every minute of a day, then any.
    return (day * 1440 + (at < 1440 ? at : int(0, 1439))) * 60_000
  })
  const body = minutes.map((at): Cell[] => [{ at: new Date(at).toISOString(), zone: 'UTC' }])
  const { bytes } = await writeSheet({ ...named, format: 'xlsx', head: ['a'], body })
  const [, ...rows] = await readSheet(bytes)
  expect(rows.map(([cell]) => (cell as unknown as Date).getTime())).toEqual(minutes)
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  const serials = [...xml.matchAll(/<v>([^<]+)<\/v>/g)].map(([, serial]) => Number(serial))
  expect(serials.map((serial) => Math.round((serial - 25_569) * 86_400_000))).toEqual(minutes)
  // What is added is no time anybody could see: less than a tenth of a millisecond.
  const off = serials.map((serial, at) => Math.abs((serial - 25_569) * 86_400_000 - minutes[at]!))
  expect(off.reduce((most, one) => Math.max(most, one))).toBeLessThan(0.1)
})

test.each([
  ['投诉', '投诉'],
  ['A & "B" <C>', 'A & "B" <C>'],
  ['Complaints [2026/11]: who? *', 'Complaints 2026 11 who'],
  ["'quoted'", 'quoted'],
  [
    '许可证到期与续期提醒一览（含已暂停的机构与合作网点及其下级部门）',
    '许可证到期与续期提醒一览（含已暂停的机构与合作网点及其下级部门',
  ],
  [`${'a'.repeat(30)}😀`, 'a'.repeat(30)],
  ['half \uD83D of a\u0007pair', 'half of a pair'],
  ['history', 'Sheet1'],
  ['[/]', 'Sheet1'],
])('a workbook of %j has a worksheet that Excel takes', async (title, name) => {
  const { bytes } = await writeSheet({ ...named, title, format: 'xlsx', head, body })
  const [sheet] = await readSheets(bytes)
  expect(sheet!.sheet).toBe(name)
})
