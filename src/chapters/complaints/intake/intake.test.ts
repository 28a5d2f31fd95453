import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { intakeStoryOf, rowOf, type SheetRow, sheetOf } from '../../../../test/support/intake-story.ts'
import { cancelJob, readJob } from '../../../kernel/jobs/contract.ts'
import { runJob } from '../../../kernel/jobs/run.ts'
import { workOff } from '../../../kernel/jobs/worker.ts'
import { search } from '../../../kernel/search/contract.ts'
import { writeSheet } from '../../../kernel/sheet/write.ts'
import { readRecords } from '../../../kernel/trail/records.ts'
import { verifyTrail } from '../../../kernel/trail/verify.ts'
import { readAnalysis } from '../analysis/contract.ts'
import { listComplaints, tellCustomer } from '../complaint/contract.ts'
import { escalateComplaints } from '../escalate.ts'
import * as contract from './contract.ts'
import { forgetImports } from './forget.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const intake = intakeStoryOf(app)
const story = complaintStoryOf(app)
const zhou = app.as('zhou.ting')
const monday = '2026-03-02T01:00:00.000Z'
beforeEach(() => app.clock.set('2026-03-02T06:00:00.000Z'))

const complaintOf = async (id: string) => {
  const [row] = await intake.rows(id)
  return story.page(row!.complaint_id!)
}
const tasksOf = (subject_id: string) =>
  app.owner
    .selectFrom('kernel.task as t')
    .innerJoin('kernel.person as p', 'p.id', 't.person_id')
    .select(['p.name', 't.kind', 't.tell_at', 't.params'])
    .where('t.subject_id', '=', subject_id)
    .where('t.closed_at', 'is', null)
    .orderBy('p.name')
    .execute()

const brokenChains = () =>
  app.system(async ({ tx }) => {
    const records = readRecords(tx, { public_key: '', made_at: app.clock.now.toISOString() })
    const { faults } = await verifyTrail(records)
    // No checkpoint is made in this test: nothing is signed.
    return faults.filter(({ kind }) => kind !== 'unsigned')
  })

test('a file is read, mapped by its headers and checked, and no complaint is entered before it is brought in', async () => {
  const before = await zhou.call(listComplaints, { query: {} })
  const found = await intake.upload(sheetOf([rowOf({ 外部编号: 'A-1' })]))
  expect(found).toMatchObject({
    ...{ format: 'csv', encoding: 'utf-8', row_count: 1, state: 'mapped', remembered: false, job: null },
    organisation: { name: '衡远服务集团' },
    mapping: { columns: { organisation: 0, received_at: 1, description: 2, reference: 3 } },
    can: ['map', 'check'],
  })
  const checked = await intake.check(found)
  expect(checked).toMatchObject({ state: 'checked', summary: { rows: 1, open: 1, verdicts: { create: 1 } } })
  expect((await zhou.call(listComplaints, { query: {} })).total).toBe(before.total)
})

test('a complaint that comes in open has the numbering, the clocks and the calendar of one entered by hand, and its own trail', async () => {
  app.clock.set('2026-03-06T08:40:00.000Z')
  const entered = await story.entered({ service_on: '2026-03-06' })
  const done = await intake.imported([
    rowOf({
      ...{ 受理时间: '2026-03-06 16:30', 服务: '社保公积金', 类别: '办理不及时', 严重程度: '2' },
      ...{
        服务日期: '2026/3/5',
        涉及人员: '王磊',
        投诉人: '钱多多',
        电话: '13812345678',
        索赔金额: '￥1,200.50',
      },
    }),
  ])
  expect(done).toMatchObject({
    state: 'imported',
    can: [],
    result: { created: 1, same: 0, refused: 0, left_out: 0 },
  })
  const page = await complaintOf(done.id)
  expect(page).toMatchObject({
    ...{ state: 'received', channel: 'import', severity: 2, kind: 'delay', service_key: 'social_insurance' },
    ...{
      service_on: '2026-03-05',
      received_at: '2026-03-06T08:30:00Z',
      claimed: 120_050,
      currency: 'CNY',
    },
    ...{ staff: { name: '王磊' }, subject: '客户投诉：办理不及时 · 社保公积金', handler: null },
    complainant: { name: '钱**', phone: '138****5678' },
  })
  const numberOf = (text: string) => Number(text.slice(-6))
  expect(page.number).toMatch(/^TS-2026-\d{6}$/)
  expect(numberOf(page.number)).toBe(numberOf(entered.number) + 1)
  const compared = await story.entered({ service_on: '2026-03-06', severity: 2 })
  const limits = ({ clocks }: typeof page) =>
    clocks.map(({ kind, limit_minutes }) => [kind, limit_minutes]).sort()
  // The one entered came ten minutes later: its days to resolve hold so much less.
  const [[, resolution], response] = limits(await story.page(compared.id)) as [
    [string, number],
    [string, number],
  ]
  expect(limits(page)).toEqual([['resolution', resolution + 10], response])
  const hits = await zhou.call(search, { query: { text: page.number } })
  expect(hits.items.map(({ id }) => id)).toContain(page.id)
  const { rows } = await sql<{ action: string; actor_name: string }>`
    select action, actor_name from kernel.trail_entry where subject_id = ${page.id}`.execute(app.owner)
  expect(rows).toEqual([{ action: 'complaints.complaint.import', actor_name: '周婷' }])
  expect(await brokenChains()).toEqual([])
})

const closed: SheetRow = rowOf({
  ...{
    外部编号: 'OLD-77',
    受理时间: '2025-06-03 10:00',
    服务日期: '2025-06-02',
    首次响应时间: '2025-06-03 11:00',
  },
  ...{
    解决时间: '2025-06-06 15:00',
    关闭时间: '2025-06-07',
    原因: '交接遗漏',
    严重程度: '严重',
    处理人: '陈浩',
  },
  ...{ 处理结果: '已补办并致歉。', 满意度: '5', 服务: '社保公积金', 涉及人员: '王磊' },
})

describe('one that is closed', () => {
  test('is counted with its moments at the organisation and staff of its service date, and gives nobody work', async () => {
    const query = { received_from: '2025-06-01', received_to: '2025-06-30' }
    const before = await zhou.call(readAnalysis, { query })
    const mails = await mailCount()
    const done = await intake.imported([closed])
    const page = await complaintOf(done.id)
    expect(page).toMatchObject({
      ...{ state: 'closed', number: 'TS-2025-000001', severity: 3, cause_key: 'process.handover', rating: 5 },
      ...{ acknowledged_at: '2025-06-03T03:00:00Z', resolved_at: '2025-06-06T07:00:00Z' },
      ...{ closed_at: '2025-06-06T16:00:00Z', answer: '已补办并致歉。', handler: { name: '陈浩' } },
      staff: { name: '王磊' },
    })
    expect(page.clocks.map(({ kind, standing }) => [kind, standing]).sort()).toEqual([
      ['resolution', 'stopped'],
      ['response', 'stopped'],
    ])
    const after = await zhou.call(readAnalysis, { query })
    expect(after.total).toBe(before.total + 1)
    expect(after).toMatchObject({
      first_time_right: { met: 1, total: 1 },
      causes: [{ key: 'process.handover', count: 1 }],
      channels: [{ key: 'import', count: 1 }],
    })
    expect(after.organisations.map(({ title }) => title)).toContain('上海分公司')
    expect(await tasksOf(page.id)).toEqual([])
    expect(await mailCount()).toBe(mails)
  })

  test('brought in again says that there is nothing new', async () => {
    const again = await intake.checked([closed])
    expect(again.summary!.verdicts).toEqual({ create: 0, same: 1, doubtful: 0, refused: 0 })
    expect(await refusalOf(intake.start(again))).toMatchObject({
      code: 'complaints.import.errors.nothing_new',
      detail: '文件中没有新的投诉，不必导入。',
    })
    const [row] = await intake.rows(again.id)
    expect(row).toMatchObject({ verdict: 'same', number: 'TS-2025-000001', faults: [] })
  })

  test('said differently under the same reference is told of and left as it is', async () => {
    const other = await intake.checked([{ ...closed, 满意度: '1' }])
    const [row] = await intake.rows(other.id)
    expect(row).toMatchObject({ verdict: 'same', faults: [{ code: 'known_otherwise', weight: 'notes' }] })
  })

  test('without some of its moments they are taken for granted, and said', async () => {
    const bare = { ...closed, 外部编号: 'OLD-78', 首次响应时间: '', 解决时间: '', 处理人: '' }
    expect(await intake.faults([bare])).toEqual([['resolved_assumed', 'acknowledged_assumed']])
    expect(await intake.faults([{ ...bare, 处理结果: '' }])).toEqual([
      ['closed_without_cause', 'resolved_assumed', 'acknowledged_assumed'],
    ])
  })
})

const mailCount = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int n from kernel.mail`.execute(app.owner)
  return rows[0]!.n
}

describe('the same row twice', () => {
  const same = rowOf({ 内容: '同一件事报了两次。', 受理时间: '2026-02-03 10:00' })

  test('without a reference is known by its content, in whatever order its columns were mapped', async () => {
    const [first, second] = [await intake.imported([same]), await intake.checked([same])]
    expect([first.result!.created, second.summary!.verdicts.same]).toEqual([1, 1])
  })

  test('within a file is refused with the line that said it first; a reference is a key per organisation', async () => {
    const other = { ...same, 内容: '另一件事。', 外部编号: 'R-1' }
    expect(
      await intake.faults([
        { ...same, 内容: '又一件。' },
        { ...same, 内容: '又一件。' },
      ]),
    ).toEqual([
      ['service_day_assumed', 'severity_assumed'],
      ['row_repeated', 'service_day_assumed', 'severity_assumed'],
    ])
    const { id } = await intake.checked([other, { ...other, 内容: '第三件。' }, { ...other, 机构: 'HN-GZ' }])
    expect((await intake.rows(id)).map(({ verdict }) => verdict)).toEqual(['create', 'refused', 'create'])
    expect((await intake.rows(id))[1]!.faults[0]!.sentence).toBe('第 2 行已有相同的外部编号，请核对。')
  })

  test('in two imports checked before either came in is one complaint', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => rowOf({ 外部编号: `RACE-${at}` }))
    const imports = [await intake.checked(rows), await intake.checked(rows)]
    const jobs = [await intake.start(imports[0]!), await intake.start(imports[1]!)]
    await Promise.all(jobs.map(({ job }) => runJob(app.kernel, job!.id)))
    const results = await Promise.all(imports.map(async ({ id }) => (await intake.read(id)).result!))
    expect(results.map(({ created }) => created).sort()).toEqual([0, 300])
    expect(results.map(({ same }) => same).sort()).toEqual([0, 300])
    const found = await app.owner
      .selectFrom('complaints.import_origin')
      .select('complaint_id')
      .where('key', 'like', 'r:RACE-%')
      .execute()
    expect(found.length).toBe(300)
  })

  test('a complaint somebody entered by hand is suggested, and can be left out', async () => {
    const { number } = await story.entered({ service_on: '2026-03-02' })
    const row = rowOf({ 电话: '13812345678', 服务日期: '2026-03-02', 外部编号: 'LIKE-1' })
    const checked = await intake.checked([row, rowOf({ 外部编号: 'LIKE-2' })])
    const [found] = await intake.rows(checked.id, 'doubtful')
    expect(found!.faults[0]!.sentence).toContain(number)
    expect((await intake.bringIn(checked, 'leave_out')).result).toEqual({
      ...{ created: 1, same: 0, refused: 0, left_out: 1 },
    })
  })
})

describe('work that an import gives', () => {
  test('each open complaint waits for a superior or its handler without a mail, and everybody is told once', async () => {
    const late = '2026-01-05 09:00'
    const rows = Array.from({ length: 30 }, (_, at) => rowOf({ 外部编号: `W-${at}`, 受理时间: late }))
    const mails = await mailCount()
    const done = await intake.imported([...rows, rowOf({ 外部编号: 'W-30', 处理人: '陈浩' })])
    const [first] = await intake.rows(done.id)
    // Li Wei heads the unit: it concerns her. Chen Hao is the nearest who may assign.
    expect(await tasksOf(first!.complaint_id!)).toMatchObject([
      { name: '陈浩', kind: 'complaints.complaint.task.assign', tell_at: null },
    ])
    const told = await tasksOf(done.id)
    expect(told).toMatchObject([
      { name: '陈浩', kind: 'complaints.import.task.late', params: { count: 31, late: 30 } },
    ])
    await escalateComplaints(app.kernel)
    const { rows: escalated } = await sql<{ n: number }>`
      select count(*)::int n from kernel.task t join complaints.import_origin i on i.org_id = t.org_id and i.complaint_id = t.subject_id
      where i.import_id = ${done.id} and t.kind like '%_overdue'`.execute(app.owner)
    expect([escalated[0]!.n, await mailCount()]).toEqual([0, mails])
    expect(
      await app.as('chen.hao').call(listComplaints, { query: { mine: 'overdue', limit: 200 } }),
    ).toMatchObject({
      total: expect.toSatisfy((total: number) => total >= 30),
    })
  })

  test('of what will soon be late nobody is told a second time either', async () => {
    const done = await intake.imported([rowOf({ 外部编号: 'SOON', 受理时间: '2026-02-28 13:30' })])
    const page = await complaintOf(done.id)
    const response = page.clocks.find(({ kind }) => kind === 'response')!
    expect(response.minutes_left).toBeGreaterThan(0)
    expect(response.minutes_left).toBeLessThan(response.limit_minutes / 5)
    expect((await tasksOf(done.id)).map(({ kind }) => kind)).toEqual(['complaints.import.task.late'])
    await escalateComplaints(app.kernel)
    expect((await tasksOf(page.id)).map(({ kind }) => kind)).toEqual(['complaints.complaint.task.assign'])
  })

  test('what comes in handled is its handler’s, was read, and its clock for the next word begins now', async () => {
    app.clock.set('2026-03-03T02:00:00.000Z')
    const done = await intake.imported([
      rowOf({ 外部编号: 'H-1', 处理人: 'chen.hao@hengyuan.example', 首次响应时间: '2026-03-02 10:00' }),
    ])
    const page = await complaintOf(done.id)
    expect(page).toMatchObject({ state: 'acknowledged', handler: { name: '陈浩' } })
    expect(
      (await app.as('chen.hao').call(listComplaints, { query: { mine: 'handling' } })).items[0]!.id,
    ).toBe(page.id)
    const running = page.clocks.filter(({ standing }) => standing === 'running').map(({ kind }) => kind)
    expect(running.sort()).toEqual(['resolution', 'update'])
    app.clock.set('2026-03-04T02:00:00.000Z')
    expect((await escalateComplaints(app.kernel)).unread).toBe(0)
    await story.say(page.id, tellCustomer)
  })
})

describe('a mapping', () => {
  test('set by hand is remembered for files with the same headers, also without a column for the subject', async () => {
    const strange = [{ 甲: 'HD-SH', 乙: '2026-03-02 09:00', 丙: '没有人接电话。', 丁: 'S-1' }]
    const found = await intake.upload(sheetOf(strange))
    expect(found.mapping.columns).toEqual({})
    const params = { id: found.id }
    const map = (columns: object, version = found.version) =>
      zhou.call(contract.mapComplaints, { params, body: { version, mapping: { columns } } })
    expect((await refusalOf(map({ organisation: 0 }))).code).toBe(
      'complaints.import.errors.received_column_missing',
    )
    expect((await refusalOf(map({ organisation: 0, received_at: 1 }))).code).toBe(
      'complaints.import.errors.words_column_missing',
    )
    expect((await refusalOf(map({ organisation: 0, received_at: 1, description: 9 }))).code).toBe(
      'complaints.import.errors.column_missing',
    )
    const columns = { organisation: 0, received_at: 1, description: 2, reference: 3 }
    const mapped = await map(columns)
    const again = await intake.upload(sheetOf(strange))
    expect(again).toMatchObject({ remembered: true, mapping: { columns } })
    const done = await intake.bringIn(await intake.check(mapped))
    expect(await complaintOf(done.id)).toMatchObject({
      subject: '客户投诉：其他',
      description: '没有人接电话。',
    })
  })

  test('guessed and confirmed as it is, is remembered too', async () => {
    const rows = sheetOf([{ branch: 'HD-SH', 'received at': '2026-03-02', details: 'Nobody answered.' }])
    const found = await intake.upload(rows)
    await zhou.call(contract.mapComplaints, {
      params: { id: found.id },
      body: { version: found.version, mapping: found.mapping },
    })
    expect(await intake.upload(rows)).toMatchObject({ remembered: true, mapping: found.mapping })
  })
})

test('headers in simplified and traditional Chinese and in English, encodings and workbooks are told', async () => {
  const traditional = await intake.upload(
    Buffer.from('被投訴機構,受理時間,投訴內容,聯絡電話,嚴重程度\nHD-SH,2026-03-02,沒有回覆,13800000000,1\n'),
  )
  expect(Object.keys(traditional.mapping.columns).sort()).toEqual(
    expect.arrayContaining(['description', 'organisation', 'received_at', 'severity']),
  )
  const english = await intake.upload(
    Buffer.from(
      'Branch code,Received,Description,Customer phone,Resolution,Rating\nHD-SH,2026-03-02,x,1,y,5\n',
    ),
  )
  expect(Object.keys(english.mapping.columns).sort()).toEqual([
    'answer',
    'customer_phone',
    'description',
    'organisation',
    'received_at',
    'stars',
  ])
  // 机构,受理时间,内容 in GBK.
  const gbk = Buffer.from(
    'bbfab9b92ccadcc0edcab1bce42cc4dac8dd0a48442d53482c323032362d30332d30322cc3bbd3d0bbd8b8b40a',
    'hex',
  )
  expect(await intake.upload(gbk)).toMatchObject({
    encoding: 'gb18030',
    mapping: { columns: { organisation: 0 } },
  })
  const { bytes } = await writeSheet({
    ...{ name: 'x', title: 'x', format: 'xlsx', language: 'zh-CN', head: ['机构', '受理时间', '内容'] },
    body: [['HD-SH', '2026-03-02 10:30', '表格里的投诉']],
  })
  const done = await intake.bringIn(await intake.check(await intake.upload(bytes, { name: '投诉.xlsx' })))
  expect(await complaintOf(done.id)).toMatchObject({ received_at: '2026-03-02T02:30:00Z' })
})

/** Works an import off up to its second set of 500, which waits to write how its complaints were rated; then does `act`. */
async function inSecondSet(act: (waiting: number) => Promise<unknown>) {
  let ends: Promise<unknown> | undefined
  await app.owner.transaction().execute(async (tx) => {
    await sql`lock table complaints.rating in exclusive mode`.execute(tx)
    const ended = workOff(app.kernel).catch(() => {})
    const waiting = async () => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(tx)
      return rows[0]?.pid
    }
    await expect.poll(waiting, { timeout: 30_000 }).toBeDefined()
    await act((await waiting())!)
    ends = ended
  })
  await ends
}

/** Closed ones; from the second set on they were rated. */
const manyOf = (name: string, count: number, more: SheetRow = {}) =>
  Array.from({ length: count }, (_, at) =>
    rowOf({
      ...{ 外部编号: `${name}-${at}`, 受理时间: '2025-10-09', 关闭时间: '2025-10-10' },
      ...(at < 500 ? more : { 满意度: '4' }),
    }),
  )

describe('an import', () => {
  /** Starts it, and cancels it in its second set, which is kept: the next isn't begun. */
  async function stopped(rows: SheetRow[]) {
    const checked = await intake.checked(rows)
    const { job } = await intake.start(checked)
    const params = { id: job!.id }
    await inSecondSet(async () => {
      expect(await zhou.call(readJob, { params })).toMatchObject({
        state: 'running',
        done: 500,
        total: rows.length,
      })
      await zhou.call(cancelJob, { params })
      // Progress is written, and a cancelling noticed, four times a second at most.
      await sleep(300)
    })
    return intake.read(checked.id)
  }

  test('shows how far it is, and stopped half-way keeps what came in; started again it goes on and enters nothing twice', async () => {
    const half = await stopped(manyOf('STOP', 1100))
    expect(half).toMatchObject({ state: 'checked', begun: 1000, job: { state: 'cancelled' } })
    expect((await intake.bringIn(half)).result).toEqual({ created: 1100, same: 0, refused: 0, left_out: 0 })
    const { rows } = await sql<{ n: number; numbers: number }>`
      select count(*)::int n, count(distinct c.number)::int numbers
      from complaints.import_origin i join complaints.complaint c on c.org_id = i.org_id and c.id = i.complaint_id
      where i.import_id = ${half.id}`.execute(app.owner)
    expect(rows[0]).toEqual({ n: 1100, numbers: 1100 })
  })

  test('stopped when all of it was in, tells everybody with the next check', async () => {
    const half = await stopped(manyOf('LAST', 505, { 关闭时间: '' }))
    expect([half.begun, await tasksOf(half.id)]).toEqual([505, []])
    for (let times = 0; times < 2; times++) {
      const again = await intake.check(await intake.read(half.id))
      expect(again.summary!.verdicts).toMatchObject({ create: 0, same: 505 })
      expect(await tasksOf(half.id)).toMatchObject([{ name: '陈浩', params: { count: 500 } }])
    }
  })

  test('whose connection is killed in the middle of a set keeps the sets before it, and goes on with the rest', async () => {
    const checked = await intake.checked(manyOf('KILL', 700))
    await intake.start(checked)
    await inSecondSet((pid) => sql`select pg_terminate_backend(${pid})`.execute(app.owner))
    const broken = await intake.read(checked.id)
    expect(broken).toMatchObject({ state: 'checked', begun: 500, job: { state: 'failed' } })
    expect((await intake.bringIn(broken)).result).toEqual({ created: 700, same: 0, refused: 0, left_out: 0 })
    const { rows: counted } = await sql<{ n: number; rated: number }>`
      select count(*)::int n, count(r.stars)::int rated from complaints.import_origin i
      left join complaints.rating r on r.org_id = i.org_id and r.complaint_id = i.complaint_id
      where i.import_id = ${checked.id}`.execute(app.owner)
    expect(counted[0]).toEqual({ n: 700, rated: 200 })
    expect(await brokenChains()).toEqual([])
  })
})

test('what the file held of who complained goes with the import, and of what was refused after its time', async () => {
  const done = await intake.imported([
    rowOf({ 外部编号: 'F-1', 投诉人: '钱多多' }),
    rowOf({ 类别: '天气', 投诉人: '赵有才' }),
  ])
  const kept = () =>
    app.owner
      .selectFrom('complaints.import as i')
      .innerJoin('complaints.import_row as r', (on) =>
        on.onRef('r.org_id', '=', 'i.org_id').onRef('r.import_id', '=', 'i.id'),
      )
      .select(['i.bytes', 'r.verdict', 'r.cells'])
      .where('i.id', '=', done.id)
      .orderBy('r.line')
      .execute()
  expect(await kept()).toMatchObject([
    { bytes: null, verdict: 'create', cells: [] },
    { verdict: 'refused', cells: expect.arrayContaining(['赵有才']) },
  ])
  // Whoever uploaded it has the file; to a colleague who complained is masked.
  const cellsFor = async (user: 'zhou.ting' | 'he.chuan') => {
    const { items } = await app
      .as(user)
      .call(contract.listRows, { params: { id: done.id }, query: { verdict: 'refused' } })
    return items[0]!.cells
  }
  expect(await cellsFor('zhou.ting')).toContain('赵有才')
  expect(await cellsFor('he.chuan')).toContain('赵**')
  app.clock.advance(91 * 86_400_000)
  await forgetImports(app.kernel)
  expect((await kept()).map(({ cells }) => cells)).toEqual([[], []])
  app.clock.set(monday)
})
