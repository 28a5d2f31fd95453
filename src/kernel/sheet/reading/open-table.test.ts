import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { Problem } from '../../errors/problem.ts'
import { limits } from './limits.ts'
import { openTable } from './open-table.ts'

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const known = new Set(['编号', '名称', '省份'])
const read = async (text: string | Uint8Array, size = 64 * 1024) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const table = await openTable(() => inPieces(bytes, size), { knows: (header) => known.has(header) })
  return { ...table, rows: await Array.fromAsync(table.rows()) }
}
const cells = async (text: string | Uint8Array) => (await read(text)).rows.map((row) => row.cells)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error) => (error instanceof Problem ? error.code : Promise.reject(error)),
  )

describe('a file in any encoding and with any delimiter', () => {
  test('UTF-8 with a byte order mark, cut into pieces in the middle of characters', async () => {
    const table = await read(new TextEncoder().encode('\ufeff编号,名称\r\n1,上海浦东服务点\r\n'), 3)
    expect(table).toMatchObject({ encoding: 'utf-8', delimiter: ',', headers: ['编号', '名称'] })
    expect(table.rows).toEqual([{ line: 2, cells: ['1', '上海浦东服务点'] }])
  })

  test('GB18030 as Excel in Chinese saves it, with semicolons', async () => {
    const table = await read(readFileSync(new URL('./network-gb18030.csv', import.meta.url)))
    expect(table).toMatchObject({ encoding: 'gb18030', delimiter: ';', header_line: 1 })
    expect(table.rows[1]?.cells.slice(0, 2)).toEqual(['HY-0002', '廣州天河服务点'])
  })

  test('Big5 as Excel in traditional Chinese saves it is told from GBK, and GBK with traditional characters from Big5', async () => {
    // 編號,名稱 / 1,臺北服務據點，位於中山區
    const big5 = Buffer.from(
      'bd73b8b92ca657bad90d0a312cbb4fa55faa41b0c8bedac249a141a6eca9f3a4a4a473b0cf0d0a',
      'hex',
    )
    expect(await read(big5)).toMatchObject({
      encoding: 'big5',
      headers: ['編號', '名稱'],
      rows: [{ cells: ['1', '臺北服務據點，位於中山區'] }],
    })
    // 编号,名称 / 1,上海浦东服务点
    const gbk = Buffer.from('b1e0bac52cc3fbb3c60d0a312cc9cfbaa3c6d6b6abb7fecef1b5e30d0a', 'hex')
    expect(await read(gbk)).toMatchObject({
      ...{ encoding: 'gb18030', headers: ['编号', '名称'], rows: [{ cells: ['1', '上海浦东服务点'] }] },
    })
  })

  test('UTF-16 with tabs, as Excel exports Unicode text', async () => {
    const text = Buffer.from('\ufeff编号\t名称\r\n1\t杭州服务点\r\n', 'utf16le')
    expect(await read(text)).toMatchObject({
      encoding: 'utf-16le',
      delimiter: '\t',
      rows: [{ cells: ['1', '杭州服务点'] }],
    })
  })

  test('bytes that are no text in any of them are refused', async () => {
    expect(await codeOf(read(new Uint8Array([0x61, 0x2c, 0xff, 0xff, 0x0a])))).toBe(
      'sheet.reading.encoding_unknown',
    )
  })
})

describe('quotes', () => {
  test('a quoted cell keeps its delimiters, line breaks and doubled quotes', async () => {
    expect(await cells('a,b\n"1,1","x\r\ny ""z"""\n')).toEqual([['1,1', 'x\ny "z"']])
  })

  test('a stray quote costs its own row only, and says so', async () => {
    const { rows } = await read('a,b,c\n1,"x "y" z",2\n3,"never closed,4\n5,6,7\n')
    expect(rows).toEqual([
      { line: 2, cells: ['1', '"x "y" z"', '2'], quotes_broken: true },
      { line: 3, cells: ['3', '"never closed', '4'], quotes_broken: true },
      { line: 4, cells: ['5', '6', '7'] },
    ])
  })

  test('a quote inside an unquoted cell is a character', async () => {
    expect(await cells('a,b\n5" pipe,x\n')).toEqual([['5" pipe', 'x']])
  })
})

describe('the shape of a file', () => {
  test('a title and remarks above the header, and blank lines, are passed over with line numbers kept', async () => {
    const table = await read(
      '网点一览表,,\n\n制表：某部门,,\n编号,名称,省份\n\n1,甲点,浙江\n,,\n2,乙点,江苏\n',
    )
    expect(table).toMatchObject({ header_line: 4, headers: ['编号', '名称', '省份'] })
    expect(table.rows.map(({ line }) => line)).toEqual([6, 8])
  })

  test('empty cells beyond the header are nothing; a delimiter too many keeps the row too long', async () => {
    expect(await cells('a,b,\n1,2,\n3,4,\n5,6,7,\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6', '7', ''],
    ])
  })

  test.each([
    ['', 'sheet.reading.empty_file'],
    [' \n\n', 'sheet.reading.empty_file'],
    ['编号,名称\n', 'sheet.reading.no_rows'],
  ])('%j is no table', async (text, code) => expect(await codeOf(read(text))).toBe(code))

  test('a header with a million empty columns is refused; a row with as many empty cells is read as far as the headers go', async () => {
    const commas = ','.repeat(999_900)
    expect(await codeOf(read(`编号,名称${commas}\n1,甲点${commas}\n`))).toBe('sheet.reading.too_many_columns')
    const { rows } = await read(`编号,名称\n1,甲点${commas}\n2,乙点\n`)
    expect(rows.map(({ cells }) => cells.length)).toEqual([2, 2])
  })

  test('a file without an end of line is no table, and not kept whole', async () => {
    expect(await codeOf(read(`编号,名称\n${'x'.repeat(2_000_000)}`))).toBe('sheet.reading.line_too_long')
  })

  test('more rows than the limit are refused while reading', async () => {
    const text = `a,b\n${'1,2\n'.repeat(limits.rows + 1)}`
    expect(await codeOf(read(text))).toBe('sheet.reading.too_many_rows')
  })
})

describe('a workbook', () => {
  const workbook = async (rows: unknown[][]) => {
    const file = await writeXlsx(rows.map((row) => row.map((value) => ({ value }))) as never, {
      dateFormat: 'yyyy-mm-dd',
    }).toBuffer()
    return new Uint8Array(file)
  }

  test('gives text: codes with every digit, numbers as shown, days as days', async () => {
    const file = await workbook([
      ['编号', '名称', '经度', '开业日期'],
      [10000000012, '上海浦东服务点', 121.47, new Date('2019-03-05T00:00:00Z')],
      [10000000013, '上海浦西服务点', 121.4, new Date('2019-03-05T16:30:00Z')],
    ])
    const table = await read(file)
    expect(table).toMatchObject({ format: 'xlsx', encoding: null })
    expect(table.rows[0]?.cells).toEqual(['10000000012', '上海浦东服务点', '121.47', '2019-03-05'])
    expect(table.rows[1]?.cells.at(-1)).toBe('2019-03-05 16:30:00')
  })

  test('a sheet that names a million empty columns costs nothing: only cells with something in them count', async () => {
    const sheet = (cells: string) =>
      book({
        'xl/workbook.xml': '<workbook><sheets><sheet name="1" r:id="a"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cell('A1', '编号')}${cell('B1', '名称')}</row>
          <row r="2">${cell('A2', '1')}${cell('B2', '甲点')}${cells}</row></sheetData></worksheet>`,
      })
    const empty = Array.from({ length: 1_000_000 }, () => '<c s="1"/>').join('')
    expect((await read(sheet(empty))).rows).toEqual([{ line: 2, cells: ['1', '甲点'] }])
    const far = await read(sheet(cell('ZZZZZ2', '远')))
    expect(far.rows[0]?.cells.length).toBe(limits.columns + 1)
  })

  test('the format before 2007 is refused with what to do', async () => {
    expect(await codeOf(read(Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe('sheet.reading.old_workbook')
  })

  test('an archive that unfolds to many times its size is refused before it is read', async () => {
    const bomb = archive('xl/worksheets/sheet1.xml', Buffer.alloc(700 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await codeOf(read(bomb))).toBe('sheet.reading.unfolds_too_much')
  })

  test('an archive that hides an entry from its directory is refused', async () => {
    const [one, two] = [archive('a.xml', Buffer.from('a')), archive('b.xml', Buffer.from('b'))]
    const hidden = Buffer.concat([one.subarray(0, one.indexOf(Buffer.from('PK\x01\x02'))), two])
    expect(await codeOf(read(hidden))).toBe('sheet.reading.workbook_unreadable')
  })
})

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`

/** A ZIP archive of one entry. */
const archive = (name: string, content: Buffer) => book({ [name]: content })

/** A ZIP archive of these entries. */
function book(entries: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  for (const [name, content] of Object.entries(entries)) {
    const { local, central } = entryOf(name, Buffer.from(content))
    central.writeUInt32LE(
      locals.reduce((sum, { length }) => sum + length, 0),
      42,
    )
    locals.push(local)
    centrals.push(central)
  }
  const [before, directory] = [Buffer.concat(locals), Buffer.concat(centrals)]
  const end = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  end.writeUInt16LE(locals.length, 8)
  end.writeUInt16LE(locals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(before.length, 16)
  return Buffer.concat([before, directory, end])
}

function entryOf(name: string, content: Buffer): { local: Buffer; central: Buffer } {
  const packed = deflateRawSync(content, { level: 9 })
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32LE(packed.length, 0)
  sizes.writeUInt32LE(content.length, 4)
  const names = Buffer.from([name.length, 0, 0, 0])
  const method = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), method, sizes, names, Buffer.from(name), packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    method,
    sizes,
    names,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  return { local, central }
}
