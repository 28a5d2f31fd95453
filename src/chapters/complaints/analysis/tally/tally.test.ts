import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { castId } from '../../../../../db/seed/cast.ts'
import { startApp } from '../../../../../test/support/app.ts'
import { intakeStoryOf, rowOf } from '../../../../../test/support/intake-story.ts'
import { randomOf } from '../../../../../test/support/random.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { moveOrganisation } from '../../../../kernel/org/move.ts'
import { editComplaint } from '../../complaint/handling/edit.ts'
import { transferComplaint } from '../../complaint/handling/pass-on.ts'
import { type Action, complaintLifecycle } from '../../complaint/life/lifecycle.ts'
import { move } from '../../complaint/life/move.ts'
import { type Complaint, lockComplaint } from '../../complaint/life/row.ts'
import { receiveComplaint } from '../../complaint/receive.ts'
import { readAnalysis } from '../read.ts'
import { checkCounts } from './check.ts'
import { foldCounts } from './fold.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp({ now: '2026-06-20T02:00:00.000Z' })
const root = app.org('衡远服务集团').id
const places = (['上海分公司', '北京分公司', '广州分公司'] as const).map((name) => app.org(name).id)
const random = randomOf(20_260_620)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const services = ['social_insurance', 'payroll', null]
const causes = ['people.manner', 'people.manner', 'system.data', null]
const ids: string[] = []

async function receive(ctx: Ctx, received_at: Date) {
  const { id } = await receiveComplaint(ctx, {
    ...{ org_id: pick(places), channel: pick(['web', 'phone', 'counter']), kind: 'delay', severity: 1 },
    ...{ subject: '社保增员没有办上', description: '材料交了，没有办上。', service_key: pick(services) },
    ...{ service_on: '2026-06-01', staff_id: null, claimed: null, received_at },
    complainant: { name: '钱多多', phone: '13812345678', email: null, language: 'zh-CN' },
  })
  ids.push(id)
}

/** Somewhere in the 14 months before; often close to the turn of a month. */
function someTime(): Date {
  const day = Math.floor(random() * 420)
  const at = new Date(Date.parse('2025-05-01T00:00:00Z') + day * 86_400_000)
  if (random() < 0.3) at.setUTCDate(1)
  at.setUTCHours(Math.floor(random() * 24))
  return at
}

/** One act on some complaint, whatever may be done with it. */
async function act(ctx: Ctx) {
  const complaint = await lockComplaint(ctx, { id: pick(ids) })
  const possible = Object.entries(complaintLifecycle.actions).filter(([, { from }]) =>
    (from as readonly string[]).includes(complaint.state),
  ) as [Action, { to?: string }][]
  if (possible.length === 0) return ctx.unchanged()
  // Most often it is said anew what it was, and why: so causes come up again, and no longer.
  const [action] = possible.find(([name]) => name === 'edit' && random() < 0.6) ?? pick(possible)
  if (action === 'edit') {
    const { id, version, kind, severity, subject, service_on, staff_id, claimed } = complaint
    const facts = {
      kind,
      severity,
      subject,
      service_on,
      staff_id,
      claimed: claimed === null ? null : claimed,
    }
    return editComplaint(ctx, {
      ...{ id, version, ...facts, service_key: pick(services), cause_key: pick(causes) },
    } as Parameters<typeof editComplaint>[1])
  }
  if (action === 'transfer') {
    const to_org_id = pick(places.filter((id) => id !== complaint.org_id))
    const { id, version } = complaint
    return transferComplaint(ctx, { id, version, to_org_id, reason: '是那边办的' })
  }
  await move(ctx, complaint, { action, set: setBy(ctx, action, complaint), byCustomer: true })
}

const setBy = ({ now }: Ctx, action: Action, { acknowledged_at, reopenings, objections }: Complaint) => ({
  acknowledged_at: acknowledged_at ?? now,
  ...(action === 'accept' ? { resolved_at: now } : {}),
  ...(action === 'close' ? { closed_at: now } : {}),
  ...(action === 'object' ? { objections: objections + 1 } : {}),
  ...(action === 'reopen' ? { reopenings: reopenings + 1 } : {}),
  ...(action === 'merge' ? { went_to: castId('another') } : {}),
})

const numbersOf = ({
  total,
  first_time_right,
  repeated,
  ...parts
}: Awaited<ReturnType<typeof readAnalysis>>) => ({
  ...{
    total,
    first: [first_time_right.met, first_time_right.total],
    repeated: [repeated.met, repeated.total],
  },
  ...Object.fromEntries(
    (['organisations', 'services', 'causes', 'channels', 'months'] as const).map((part) => [
      part,
      Object.fromEntries(parts[part].map(({ key, count }) => [key, count])),
    ]),
  ),
})

/** What was added up, and every complaint counted: below headquarters, which is everything. */
async function compare(received_from?: string, received_to?: string) {
  const [summed, counted] = await app.system(async (ctx) => [
    await readAnalysis(ctx, { received_from, received_to }),
    await readAnalysis(ctx, { received_from, received_to, under: root }),
  ])
  expect(numbersOf(summed!)).toEqual(numbersOf(counted!))
  return summed!
}

/** What the nightly check warns of. */
async function warnings() {
  const said: unknown[] = []
  const log = Object.assign(Object.create(app.kernel.log), { warn: (wrong: unknown) => said.push(wrong) })
  await checkCounts({ ...app.kernel, log })
  return said
}

const isFolded = () =>
  app.owner
    .selectFrom('complaints.count_change')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()

test('whatever happens to complaints, what was added up is what there is, before and after it is added up', async () => {
  for (const [place, to, on] of [
    ['广州分公司', '华北区', '2025-12-10'],
    ['北京分公司', '华南区', '2026-03-02'],
  ] as const)
    await app.system((ctx) => moveOrganisation(ctx, { id: app.org(place).id, parent_id: app.org(to).id, on }))
  for (let n = 0; n < 40; n++) await app.system((ctx) => receive(ctx, someTime()))
  await foldCounts(app.kernel)
  for (let n = 0; n < 320; n++) {
    await app.system((ctx) => (random() < 0.25 ? receive(ctx, someTime()) : act(ctx)))
    if (n % 60 === 30) await foldCounts(app.kernel)
    if (n === 200)
      await app.system((ctx) => moveOrganisation(ctx, { id: places[0]!, parent_id: app.org('华北区').id }))
    if (n % 20 === 0) {
      await compare()
      await compare('2025-07-01', '2026-03-31')
      await compare('2025-06-11', '2026-05-17')
      await compare('2026-02-03', '2026-02-20')
      // One moved before these days, one a day after they begin.
      await compare('2026-03-01', '2026-05-31')
      await compare('2026-04-01', '2026-06-30')
      expect(await warnings()).toEqual([])
    }
  }
  expect(Number((await isFolded()).n)).toBeGreaterThan(0)
  await foldCounts(app.kernel)
  expect(Number((await isFolded()).n)).toBe(0)
  const all = await compare('2025-05-01', '2026-06-30')
  expect(all.total).toBeGreaterThan(60)
  expect(all.repeated.met).toBeGreaterThan(3)
})

test('complaints that come in at once and in one month wait for nobody, and none is lost while others are added up', async () => {
  const before = (await compare()).total
  await Promise.all([
    ...Array.from({ length: 24 }, () => app.system((ctx) => receive(ctx, ctx.now))),
    foldCounts(app.kernel),
    foldCounts(app.kernel),
  ])
  expect((await compare()).total).toBe(before + 24)
  await foldCounts(app.kernel)
  expect((await compare()).total).toBe(before + 24)
})

test('what is entered and changed while everything is counted for the first time is neither lost nor counted twice', async () => {
  for (let round = 0; round < 4; round++) {
    await app.owner.deleteFrom('complaints.counting').execute()
    await Promise.all([
      foldCounts(app.kernel),
      ...Array.from({ length: 24 }, (_, n) =>
        app.system((ctx) => (n % 2 ? receive(ctx, someTime()) : act(ctx))),
      ),
    ])
    await compare()
    expect(await warnings()).toEqual([])
    await foldCounts(app.kernel)
    await compare()
    expect(await warnings()).toEqual([])
  }
})

test('what was written past the acts is found at night, logged and put right; whoever moved before is read from the sums', async () => {
  const guangzhou = app.org('广州分公司').id
  await foldCounts(app.kernel)
  await app.system((ctx) => receive(ctx, ctx.now))
  const written = await app.owner
    .updateTable('complaints.complaint')
    .set({ channel: 'counter' })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('complaints.complaint')
        .select('id')
        .where('channel', '=', 'web')
        .where('state', '=', 'received')
        .limit(1),
    )
    .executeTakeFirstOrThrow()
  expect(Number(written.numUpdatedRows)).toBe(1)
  await app.owner
    .insertInto('complaints.count_month_of')
    .values({ org_id: guangzhou, month: '2026-04', n: 1000 })
    .onConflict((oc) => oc.columns(['org_id', 'month']).doUpdateSet({ n: 1000 }))
    .execute()
  await sql`delete from complaints.came_up_again where complaint_id in (
    select complaint_id from complaints.came_up_again order by complaint_id limit 1)`.execute(app.owner)
  const since = async (received_from: string) => {
    const { organisations } = await app.system((ctx) =>
      readAnalysis(ctx, { received_from, received_to: '2026-05-31' }),
    )
    return organisations.find(({ key }) => key === guangzhou)?.count ?? 0
  }
  expect(await since('2026-01-01')).toBeGreaterThan(999)
  expect(await since('2025-12-01')).toBeLessThan(1000)
  expect(await warnings()).toEqual([{ months: 2, organisations: 1, came_up_again: 1 }])
  await compare()
  await compare('2026-01-01', '2026-05-31')
  expect(await warnings()).toEqual([])
})

test('what a file brings in is added as well', async () => {
  const { imported } = intakeStoryOf(app)
  const { total } = await compare()
  const given = ['2026-05-02 09:30', '2026-06-01 10:00', '2026-06-02 11:00']
  await imported(given.map((at, n) => rowOf({ 受理时间: at, 内容: `材料交了两周，至今没有办上（${n}）。` })))
  expect((await compare()).total).toBe(total + given.length)
  await foldCounts(app.kernel)
  expect((await compare()).total).toBe(total + given.length)
})

test('by another clock everything is counted anew', async () => {
  await app.owner
    .updateTable('kernel.organisation')
    .set({ time_zone: 'America/New_York' })
    .where('id', '=', root)
    .execute()
  await compare()
  await foldCounts(app.kernel)
  await compare()
  const { time_zone } = await app.owner
    .selectFrom('complaints.counting')
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(time_zone).toBe('America/New_York')
})
