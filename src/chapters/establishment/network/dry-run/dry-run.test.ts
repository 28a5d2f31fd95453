import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { openNameless, Records } from '../../../../kernel/compact/records.ts'
import { lookAt } from '../../../../kernel/sheet/reading/look-at.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import type { Row } from '../../../../kernel/sheet/reading/table.ts'
import { readRow } from '../checking/read-row.ts'
import { emptyMapping, type Mapping } from '../mapping/contract.ts'
import { knownHeader } from '../mapping/guess-field.ts'
import { guessMapping } from '../mapping/guess-mapping.ts'
import type { Judged } from './contract.ts'
import { DryRun } from './dry-run.ts'
import type { Existing } from './network.ts'
import { Counts } from './summarise.ts'

const hq = '01900000-0000-7000-8000-000000000001'
const organisation = (id: number, over: Partial<Existing>): Existing => ({
  id: `01900000-0000-7000-8000-${String(id).padStart(12, '0')}`,
  parent_id: hq,
  code: `X-${id}`,
  name: `机构${id}`,
  kind: 'branch',
  life: 'active',
  ...over,
})
const headquarters = organisation(1, {
  parent_id: null,
  code: 'HQ',
  name: '衡远服务集团',
  kind: 'headquarters',
})

const fixture = async (name: string) => {
  const bytes = () => createReadStream(new URL(`../fixtures/${name}`, import.meta.url))
  const { headers, rows } = await openTable(bytes, { knows: (header) => knownHeader(header) !== undefined })
  const { mapping } = guessMapping({ headers, ...(await lookAt({ headers, rows })) })
  return { headers, mapping, rows: await Array.fromAsync(rows()) }
}
type Judging = { mapping: Mapping; existing: Existing[]; root_id: string } & {
  table: { headers: string[]; rows: Row[] }
}
const judge = ({ table: { headers, rows }, existing, ...given }: Judging) => {
  const onDisk = new Records<Existing>(openNameless(tmpdir()))
  for (const one of existing) onDisk.push(one)
  const dryRun = new DryRun({ ...given, existing: onDisk, dir: tmpdir() })
  for (const row of rows) dryRun.add(readRow(row, given.mapping, headers.length))
  dryRun.compare()
  const counts = new Counts()
  const judged = [...dryRun.all(counts)]
  return { judged, levels: dryRun.levels, summary: dryRun.summary(counts) }
}
const network = await fixture('network.csv')
const { mapping } = network
const first = judge({ table: network, mapping, existing: [headquarters], root_id: hq })

/** Code → the row, with its faults as bare codes; the note about the time zone, which every row has, is left out. */
const judgedBy = (judged: Judged[]) =>
  Object.fromEntries(
    judged.map((row) => [
      row.code ?? row.line,
      { ...row, codes: row.faults.map(({ code }) => code).filter((code) => code !== 'time_zone_rewritten') },
    ]),
  )
const run = (rows: string[][], given: Partial<Mapping> & { existing?: Existing[] } = {}) => {
  const { existing = [], ...over } = given
  const table = {
    headers: rows[0]!.map((_, at) => `c${at}`),
    rows: rows.map((cells, at) => ({ line: at + 2, cells })),
  }
  return judge({
    table,
    mapping: { ...emptyMapping, kind_otherwise: 'branch', columns: { external_code: 0, name: 1 }, ...over },
    existing: [headquarters, ...existing],
    root_id: hq,
  })
}

describe('each kind of fault in a file of outlets', () => {
  const rows = judgedBy(first.judged)
  test.each([
    ['HY-0001', 'create', []],
    ['HY-0002', 'create', ['punctuation_cleaned', 'city_spelling', 'phone_rewritten']],
    ['HY-0003', 'create', ['city_part']],
    [
      'HY-0005',
      'doubtful',
      ['postcode_unreadable', 'phone_shared', 'quotes_cleaned', 'city_spelling', 'phone_rewritten'],
    ],
    ['HY-0006', 'create', ['city_spelling', 'phone_rewritten']],
    ['HY-0007', 'create', ['city_part']],
    ['HY-0008', 'doubtful', ['city_is_province']],
    ['HY-0009', 'doubtful', ['city_elsewhere']],
    ['HY-0010', 'create', ['city_spelling', 'postcode_zero_restored']],
    ['HY-0011', 'create', ['spaces_cleaned', 'city_spelling', 'postcode_zero_restored']],
    ['HY-0012', 'create', ['city_renamed']],
    ['HY-0013', 'create', ['city_spelling', 'name_in_latin']],
    ['HY-0014', 'doubtful', ['postcode_unreadable', 'point_swapped']],
    ['HY-0015', 'doubtful', ['point_elsewhere', 'phone_rewritten']],
    ['HY-0016', 'doubtful', ['phone_unreadable', 'postcode_unreadable']],
    ['HY-0017', 'doubtful', ['point_unreadable', 'name_says_closed']],
    [
      'HY-0018',
      'create',
      ['punctuation_cleaned', 'province_code_old', 'city_part', 'phone_rewritten', 'postcode_not_used'],
    ],
    ['HY-0019', 'doubtful', ['city_slip', 'province_code_old', 'phone_rewritten']],
    ['HY-0021', 'doubtful', ['time_zone_elsewhere']],
    ['HY-0025', 'refused', ['name_repeated']],
    ['HY-0027', 'doubtful', ['name_similar', 'address_shared']],
    ['HY-0028', 'refused', ['kind_unknown']],
    ['HY-0029', 'refused', ['kind_missing']],
    ['HY-0030', 'refused', ['province_unknown']],
    ['HY-0031', 'refused', ['credit_code_wrong']],
    ['HY-0032', 'refused', ['credit_code_repeated']],
    ['HY-0033', 'doubtful', ['time_zone_unknown', 'date_unreadable', 'quotes_cleaned', 'formula_as_text']],
    ['HY-0034', 'doubtful', ['text_damaged', 'controls_removed']],
    ['HY-0035', 'doubtful', ['point_outside']],
    ['HY-0036', 'doubtful', ['city_unknown']],
    ['HY-0037', 'refused', ['kind_is_headquarters']],
    ['HY-0038', 'doubtful', ['quotes_broken', 'quotes_cleaned']],
    ['HY-0039', 'refused', ['cells_too_many']],
    ['HY-0040', 'create', ['cells_too_few']],
    ['HY-0042', 'create', ['spaces_cleaned']],
  ])('%s is %s: %j', (code, verdict, codes) => {
    expect([rows[code]?.verdict, [...(rows[code]?.codes ?? [])].sort()]).toEqual([verdict, [...codes].sort()])
  })

  test('a code used twice refuses the second row, a missing name its own', () => {
    const codes = (line: number) =>
      first.judged.find((row) => row.line === line)?.faults.map(({ code }) => code)
    expect(codes(24)).toContain('code_repeated')
    expect(codes(25)).toContain('name_missing')
  })

  test('what is stored is put right', () => {
    expect(rows['HY-0014']?.values).toMatchObject({ longitude: 114.4, latitude: 30.5 })
    expect(rows['HY-0009']?.values).toMatchObject({ province: '33', city: '宁波市' })
    expect(rows['HY-0018']?.values).toMatchObject({
      province: '81',
      phone: '+852 2750 0018',
      time_zone: 'Asia/Hong_Kong',
    })
    expect(rows['HY-0004']?.values.started_on).toBe('2018-09-01')
    expect(rows['HY-0013']?.values.name_en).toBe('Nanjing Riverside Outlet-GF')
    expect(rows['HY-0035']?.values).not.toHaveProperty('longitude')
  })

  test('spellings of a city hang under one organisation, and cities under their provinces', () => {
    expect(rows['HY-0004']?.parent).toBe(rows['HY-0005']?.parent)
    expect(rows['HY-0007']?.under).toEqual(['衡远服务集团', '江苏省', '苏州市'])
    expect(rows['HY-0002']?.under).toEqual(['衡远服务集团', '上海市'])
    expect(first.levels.find(({ name }) => name === '苏州市')).toMatchObject({
      code: 'CN-320500',
      name_en: 'Suzhou',
    })
  })

  test('the summary counts verdicts, faults and empty cells', () => {
    expect(first.summary.rows).toBe(42)
    expect(Object.values(first.summary.verdicts).reduce((sum, count) => sum + count)).toBe(42)
    expect(first.summary.faults).toMatchObject({
      city_spelling: 6,
      postcode_zero_restored: 2,
      quotes_broken: 2,
    })
    expect(first.summary.empty).toMatchObject({ name: 1, kind: 1 })
  })
})

describe('importing the same file again', () => {
  const ids = new Map<string, string>()
  const idOf = (ref: string) => (ref.startsWith('org:') ? ref.slice(4) : ids.get(ref)!)
  for (const [at, { ref }] of first.levels.entries()) ids.set(ref, organisation(100 + at, {}).id)
  for (const row of first.judged) ids.set(`line:${row.line}`, organisation(1000 + row.line, {}).id)
  const existing: Existing[] = [
    headquarters,
    ...first.levels.map(({ ref, parent, name, code }) =>
      organisation(0, { id: idOf(ref), parent_id: idOf(parent), name, kind: 'region', code: code ?? ref }),
    ),
    ...first.judged
      .filter(({ does }) => does === 'create')
      .map(({ line, parent, values }) =>
        organisation(0, {
          ...values,
          id: idOf(`line:${line}`),
          parent_id: idOf(parent!),
        } as Partial<Existing>),
      ),
  ]
  const second = judge({ table: network, mapping, existing, root_id: hq })

  test('changes nothing and builds nothing', () => {
    expect(second.summary.verdicts).toEqual({
      ...first.summary.verdicts,
      create: 0,
      doubtful: 0,
      same: first.summary.verdicts.create + first.summary.verdicts.doubtful,
    })
    expect(second.levels).toEqual([])
  })

  test('a cell that changed is shown with before and after; an emptied one leaves what is there', () => {
    const rows = network.rows.map((row) =>
      row.cells[0] === 'HY-0001' ? { ...row, cells: row.cells.with(7, '021-58889999').with(6, '') } : row,
    )
    const { judged } = judge({ table: { ...network, rows }, mapping, existing, root_id: hq })
    const [changed] = judged.filter(({ verdict }) => verdict === 'change')
    expect(changed).toMatchObject({ code: 'HY-0001', changes: { phone: ['021-58880001', '021-58889999'] } })
    expect(Object.keys(changed?.changes ?? {})).toEqual(['phone'])
  })

  test('an outlet that moved to another city moves under it', () => {
    const rows = network.rows.map((row) =>
      row.cells[0] === 'HY-0006' ? { ...row, cells: row.cells.with(4, '苏州市') } : row,
    )
    const { judged } = judge({ table: { ...network, rows }, mapping, existing, root_id: hq })
    expect(judged.find(({ code }) => code === 'HY-0006')?.changes).toMatchObject({
      parent: ['常熟市', '苏州市'],
      city: ['常熟市', '苏州市'],
    })
  })
})

describe('parents', async () => {
  const tree = await fixture('tree.tsv')
  const closed = organisation(2, { code: 'N-OLD', name: 'Old', life: 'closed' })
  const { judged } = judge({
    table: tree,
    mapping: tree.mapping,
    existing: [headquarters, closed],
    root_id: hq,
  })
  const rows = judgedBy(judged)

  test('may come in any order, by code or by name', () => {
    expect(rows['N-200']).toMatchObject({
      verdict: 'create',
      under: ['衡远服务集团', 'East Region', 'Hangzhou Branch'],
    })
    expect(rows['N-300']?.under).toEqual(['衡远服务集团', 'East Region', 'Nanjing Branch'])
  })

  test.each([
    ['N-040', ['parent_cycle']],
    ['N-042', ['parent_cycle']],
    ['N-043', ['parent_refused']],
    ['N-050', ['parent_unknown']],
    ['N-060', ['parent_refused']],
    ['N-072', ['parent_ambiguous']],
    ['N-080', ['parent_cycle']],
  ])('%s is refused: %j', (code, codes) => expect(rows[code]).toMatchObject({ verdict: 'refused', codes }))

  test('nothing is put under a closed organisation', () =>
    expect(rows['N-090']?.codes).toContain('parent_closed'))

  test('moving an organisation under its own branch is refused, and the branch stays where it is', () => {
    const existing = [
      organisation(10, { code: 'A' }),
      organisation(11, { code: 'B', parent_id: organisation(10, {}).id }),
    ]
    const { judged: moved } = run([['A', '机构10', 'B']], {
      columns: { external_code: 0, name: 1, parent: 2 },
      placed_by: 'parent',
      existing,
    })
    expect(moved[0]).toMatchObject({ verdict: 'refused', faults: [{ code: 'parent_cycle' }] })
  })
})

describe('rows against the network', () => {
  test('a name a sibling has already is refused, unless it is the same organisation by its code', () => {
    const existing = [organisation(5, { code: 'C-5', name: '城东点' })]
    expect(run([['C-9', '城东点']], { existing }).judged[0]).toMatchObject({
      verdict: 'refused',
      faults: [{ code: 'name_taken', params: { code: 'C-5' } }],
    })
    expect(run([['C-5', '城东点']], { existing }).judged[0]).toMatchObject({ verdict: 'same', faults: [] })
  })

  test('without codes a row is found by its name; spelled a little differently it is doubted', () => {
    const existing = [organisation(5, { name: '城东（一）点' })]
    expect(run([['', '城东（一）点']], { existing }).judged[0]).toMatchObject({ verdict: 'same' })
    expect(run([['', '城东(一) 点']], { existing }).judged[0]).toMatchObject({
      verdict: 'doubtful',
      does: 'change',
      faults: [{ code: 'matched_by_name' }],
    })
  })

  test('who hangs under a row that is found by its name hangs under that organisation', () => {
    const existing = [organisation(5, { name: '城东（一）点' })]
    const { judged } = run(
      [
        ['', '城东(一)点', ''],
        ['C-9', '城东二点', '城东(一)点'],
      ],
      { existing, columns: { external_code: 0, name: 1, parent: 2 }, placed_by: 'parent' },
    )
    expect(judged[1]).toMatchObject({
      ...{ verdict: 'create', parent: `org:${organisation(5, {}).id}` },
      under: ['衡远服务集团', '城东（一）点'],
    })
  })

  test('a new code with a name like a sibling’s is doubted', () => {
    const existing = [organisation(5, { name: 'City Gate' })]
    expect(run([['C-9', 'Citygate']], { existing }).judged[0]).toMatchObject({
      verdict: 'doubtful',
      does: 'create',
      faults: [{ code: 'name_like_existing' }],
    })
  })

  test('a credit code is refused where another organisation has it, closed ones included', () => {
    const existing = [organisation(5, { credit_code: '91350100M000100Y43', life: 'closed', name: '旧点' })]
    const columns = { external_code: 0, name: 1, credit_code: 2 }
    expect(
      run([['C-9', '新点', '91350100m000100y43']], { existing, columns }).judged[0]?.faults,
    ).toMatchObject([{ code: 'credit_code_taken', params: { name: '旧点', life: 'closed' } }])
  })

  test('a closed organisation and another kind are refused', () => {
    const existing = [organisation(5, { life: 'closed' }), organisation(6, { kind: 'partner_point' })]
    const { judged } = run(
      [
        ['X-5', '机构5'],
        ['X-6', '机构6'],
        ['HQ', '总部'],
      ],
      { existing },
    )
    expect(judged.map(({ faults }) => faults[0]?.code)).toEqual([
      'organisation_closed',
      'kind_differs',
      'kind_is_headquarters',
    ])
  })

  test('a value the mapping leaves out is not imported', () => {
    const { judged } = run([['1', '甲', 'Kiosk']], {
      columns: { name: 1, kind: 2 },
      kinds: { kiosk: 'leave_out' },
    })
    expect(judged[0]).toMatchObject({ verdict: 'refused', faults: [{ code: 'left_out' }] })
  })

  test('a cell beyond the limit and a name too long for the register are refused', () => {
    const { judged } = run([
      ['1', 'x'.repeat(201)],
      ['2', 'y'.repeat(2001)],
    ])
    expect(
      judged.map(({ faults }) =>
        faults.some(({ code }) => code === 'name_too_long' || code === 'cell_too_long'),
      ),
    ).toEqual([true, true])
  })

  test('a point among the outlets of another city of the same province is doubted', () => {
    const outlet = (n: number, city: string, x: number, y: number) => [
      `${n}`,
      `点${n}`,
      '33',
      city,
      `${x}`,
      `${y}`,
    ]
    const { judged } = run(
      [
        outlet(1, '杭州市', 120.15, 30.27),
        outlet(2, '杭州市', 120.2, 30.25),
        outlet(3, '杭州市', 121.55, 29.86),
        outlet(4, '宁波市', 121.54, 29.87),
        outlet(5, '宁波市', 121.56, 29.88),
      ],
      { columns: { external_code: 0, name: 1, province: 2, city: 3, longitude: 4, latitude: 5 } },
    )
    expect(judged.filter(({ verdict }) => verdict === 'doubtful')).toMatchObject([
      { line: 4, faults: [{ code: 'point_nearer_other_city', params: { found: '宁波市' } }] },
    ])
  })

  test('levels read as text are merged when they differ in spaces and marks only', () => {
    const { levels } = run(
      [
        ['1', '甲', '华东区'],
        ['2', '乙', '华东 区'],
        ['3', '丙', ''],
      ],
      { placed_by: 'levels', levels: [{ column: 2, read_as: 'text' }] },
    )
    expect(levels.map(({ name }) => name)).toEqual(['华东区'])
  })

  test('counties roll up to their governing city when asked', () => {
    const { judged } = run([['1', '甲', '32', '昆山市']], {
      placed_by: 'levels',
      levels: [
        { column: 2, read_as: 'province' },
        { column: 3, read_as: 'prefecture' },
      ],
    })
    expect(judged[0]?.under).toEqual(['衡远服务集团', '江苏省', '苏州市'])
  })
})

test('25,000 rows are judged at once', () => {
  const rows = Array.from({ length: 25_000 }, (_, at) => [
    `C-${at}`,
    `第${at}服务点`,
    '32',
    at % 2 ? '苏州' : '苏州市',
    `${120 + (at % 100) / 100}`,
    '31.3',
  ])
  const { summary } = run(rows, {
    columns: { external_code: 0, name: 1, province: 2, city: 3, longitude: 4, latitude: 5 },
    placed_by: 'levels',
    levels: [
      { column: 2, read_as: 'province' },
      { column: 3, read_as: 'city' },
    ],
  })
  expect(summary.verdicts.create).toBe(25_000)
})
