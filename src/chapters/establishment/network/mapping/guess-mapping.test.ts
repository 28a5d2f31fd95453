import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { signatureOf } from '../../../../kernel/sheet/reading/headers.ts'
import { lookAt } from '../../../../kernel/sheet/reading/look-at.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import type { Row, Table } from '../../../../kernel/sheet/reading/table.ts'
import { mappingShape } from './contract.ts'
import { knownHeader } from './guess-field.ts'
import { guessMapping } from './guess-mapping.ts'

const guess = async ({ headers, rows }: Pick<Table, 'headers' | 'rows'>) =>
  guessMapping({ headers, ...(await lookAt({ headers, rows })) })
const rowsOf = (...cells: string[][]) =>
  async function* (): AsyncIterable<Row> {
    yield* cells.map((row, at) => ({ line: at + 2, cells: row }))
  }

test('headers are known in Chinese of both scripts and in English, with stars, brackets and spaces', async () => {
  const headers = [
    '网点编号',
    '網點名稱',
    ' Store Name ',
    '*联系电话（区号）',
    '统一社会信用代码',
    'State/Province',
    'Opening Date',
    '備註',
  ]
  expect(headers.map(knownHeader)).toEqual([
    'external_code',
    'name',
    'name',
    'phone',
    'credit_code',
    'province',
    'started_on',
    undefined,
  ])
})

test('the parent’s number is known by whatever a list calls it', async () => {
  const headers = [
    '上级编号',
    '上級編號',
    '上级机构编号',
    '上级单位代码',
    '父级编码',
    'Parent No.',
    'Parent ID',
    'Superior Code',
  ]
  expect(headers.map(knownHeader)).toEqual(headers.map(() => 'parent'))
  const table = {
    headers: ['编号', '名称', '上级编号'],
    rows: rowsOf(['A1', '华东区', ''], ['A2', '上海', 'A1']),
  }
  expect((await guess(table)).mapping).toMatchObject({
    ...{ columns: { external_code: 0, name: 1, parent: 2 }, placed_by: 'parent' },
  })
})

test('a file of a network is mapped by its headers, its provinces and cities become levels, its ownership kinds', async () => {
  const table = await openTable(() => createReadStream(new URL('../fixtures/network.csv', import.meta.url)), {
    knows: (header) => knownHeader(header) !== undefined,
  })
  const { mapping, because } = await guess(table)
  expect(mappingShape.parse(mapping)).toEqual(mapping)
  expect(mapping).toMatchObject({
    columns: {
      external_code: 0,
      name: 1,
      kind: 2,
      address: 3,
      city: 4,
      province: 5,
      longitude: 9,
      head_name: 13,
    },
    kinds: { 'company owned': 'branch', licensed: 'partner_point', 'joint venture': 'partner_point' },
    placed_by: 'levels',
    levels: [
      { column: 5, read_as: 'province' },
      { column: 4, read_as: 'city' },
    ],
  })
  expect(because.name).toBe('header')
  expect(mapping.kinds).not.toHaveProperty('kiosk')
})

test('columns without a header we know are told by their values', async () => {
  const rows = rowsOf(
    ['A-1', '甲点', '021-58880001', '200120', '121.50', '31.24', '上海'],
    ['A-2', '乙点', '025-84710008', '210000', '118.78', '32.04', '江苏'],
    ['A-3', '丙点', '0571-87960033', '310000', '120.13', '30.26', '浙江'],
    ['A-4', '丁点', '020-87960044', '510000', '113.26', '23.13', '广东'],
  )
  const { mapping, because } = await guess({ headers: ['c1', '名称', 'c3', 'c4', 'c5', 'c6', 'c7'], rows })
  expect(mapping.columns).toEqual({
    external_code: 0,
    name: 1,
    phone: 2,
    postcode: 3,
    longitude: 4,
    latitude: 5,
    province: 6,
  })
  expect(because).toMatchObject({ name: 'header', phone: 'values' })
})

test('a parent column places rows under their parents', async () => {
  const { mapping } = await guess({
    headers: ['代码', '名称', '上级机构'],
    rows: rowsOf(['1', '甲', ''], ['2', '乙', '甲']),
  })
  expect(mapping).toMatchObject({ placed_by: 'parent', levels: [], kind_otherwise: 'branch' })
})

test('the signature of headers stays when spaces and capitals change, and changes with their order', async () => {
  expect(signatureOf(['Store Name', '省'])).toBe(signatureOf(['store name ', ' 省']))
  expect(signatureOf(['a', 'b'])).not.toBe(signatureOf(['b', 'a']))
})
