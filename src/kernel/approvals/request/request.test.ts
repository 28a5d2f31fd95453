import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Grant, Rights } from '../../access/grants.ts'
import { seedCalendar } from '../../calendar/seed.ts'
import { ensureAppRole } from '../../db/app-role.ts'
import { type EmbeddedEngine, startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { newId } from '../../db/new-id.ts'
import { makeDb, makePool } from '../../db/pool.ts'
import { everything, inTransaction } from '../../db/transaction.ts'
import { Problem } from '../../errors/problem.ts'
import type { Ctx, Kernel } from '../../http/context.ts'
import { asSystem, withContext } from '../../http/open-context.ts'
import { handOver } from '../../tasks/hand-over.ts'
import { onTakeOver } from '../../tasks/take-over.ts'
import type { FlowStep } from '../flow/contract.ts'
import { seedFlow } from '../flow/seed.ts'
import { permissions } from '../permissions.ts'
import { type ApprovalSubject, registerApprovalSubject } from '../subjects.ts'
import { listNameable } from './candidates.ts'
import { commentOnRequest } from './comment.ts'
import { request } from './contract.ts'
import { listRequests } from './list.ts'
import {
  appointApprovers,
  approveRequest,
  rejectRequest,
  resubmitRequest,
  returnRequest,
  withdrawRequest,
} from './operate.ts'
import { readRequestPage } from './page.ts'
import { remindDue } from './remind.ts'
import { startRequest } from './start.ts'
import { takeOverAsked } from './take-over.ts'

const [hq, region, branch, other] = [newId(), newId(), newId(), newId()]
const cast: Record<string, { id: string; role: string; at: string; subtree: boolean }> = Object.fromEntries(
  (
    [
      ['shen.jing', 'admin', hq, true],
      ['gu.mingyuan', 'hq_management', hq, true],
      ['zhou.ting', 'hq_ops', hq, true],
      ['he.chuan', 'hq_ops', hq, true],
      ['qian.li', 'hq_finance', hq, true],
      ['chen.hao', 'region_lead', region, true],
      ['li.wei', 'head', branch, false],
      ['zheng.kai', 'head', other, false],
    ] as const
  ).map(([name, role, at, subtree]) => [name, { id: newId(), role, at, subtree }]),
)

let engine: EmbeddedEngine
let owner: pg.Pool
let pool: pg.Pool
let app: Kernel
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-approvals-'))
chmodSync(scratch, 0o755)
const rights = new Rights()
let now = new Date()
const decided: string[] = []
let data: unknown = 1
let barred: Record<string, string> = {}

const matter: ApprovalSubject = {
  type: 'test.matter',
  title: 'approvals.operations.approve',
  read_permission: 'test.matter.read',
  fields: { budget: { type: 'number', title: 'approvals.operations.approve' } },
  load: async (_ctx, id) => {
    const what = { number: 'A-1', title: '设立南京分公司', link: `/matters/${id}`, version: 1 }
    return { org_id: branch, ...what, data, fields: { budget: 5 }, barred }
  },
  decided: async (_ctx, { outcome }) => void decided.push(outcome),
}
const step = (key: string, role: string, more: Partial<FlowStep> = {}): FlowStep => ({
  key,
  title: key,
  title_en: null,
  when: null,
  approvers: [{ by: 'role', role, at: 'headquarters' }],
  mode: { kind: 'any' },
  due_working_hours: null,
  opinion: 'optional',
  visible_fields: null,
  matter: 'ordinary',
  ...more,
})
const flows: Record<string, FlowStep[]> = {
  'test.short': [step('review', 'hq_ops', { due_working_hours: 1 })],
  'test.any_of_three': [
    step('review', 'hq_ops', {
      approvers: ['hq_ops', 'hq_finance'].map((role) => ({ by: 'role', role, at: 'headquarters' })),
    }),
  ],
  'test.joint': [
    step('joint', 'hq_ops', {
      approvers: ['hq_ops', 'hq_finance'].map((role) => ({ by: 'role', role, at: 'headquarters' })),
      mode: { kind: 'all' },
      due_working_hours: 4,
    }),
    step('management', 'hq_management'),
  ],
  'test.line': [
    step('line', 'hq_finance', {
      approvers: ['hq_finance', 'hq_ops'].map((role) => ({ by: 'role', role, at: 'headquarters' })),
      mode: { kind: 'in_sequence' },
    }),
  ],
  'test.nobody': [step('legal', 'hq_risk'), step('management', 'hq_management')],
}

beforeAll(async () => {
  engine = await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  await migrate(engine.url)
  pool = makePool({ url: await ensureAppRole(engine.url, 'a secret for this test only, 32 chars') })
  app = { db: makeDb(pool), clock: () => now } as Kernel
  owner = makePool({ url: engine.url, max: 4 })
  await fillNetwork()
  registerApprovalSubject(matter)
  await inTransaction(app.db, { reach: everything }, async (tx) => {
    await seedCalendar(tx)
    for (const [i, [key, steps]] of Object.entries(flows).entries()) {
      const flow = { key, subject_type: 'test.matter', title: key, title_tw: key, title_en: key, position: i }
      await seedFlow(
        tx,
        { ...flow, definition: { applies_when: null, same_person: 'each_time', steps } },
        now,
      )
    }
  })
})
afterAll(async () => {
  await owner?.end()
  await pool?.end()
  await engine?.stop()
  rmSync(scratch, { recursive: true, force: true })
})
beforeEach(() => {
  now = new Date('2026-03-06T08:30:00Z') // Friday 16:30 in Shanghai
  decided.length = 0
  data = 1
})

async function fillNetwork() {
  const org = 'insert into kernel.organisation (id, kind, code, name, parent_id, path, life) values '
  await owner.query(
    `${org} ($1, 'headquarters', 'HQ', '总部', null, array[$1::uuid], 'active'),
    ($2, 'region', 'R', '华东区', $1, array[$1, $2]::uuid[], 'active'),
    ($3, 'branch', 'B', '上海分公司', $2, array[$1, $2, $3]::uuid[], 'active'),
    ($4, 'branch', 'C', '苏州分公司', $2, array[$1, $2, $4]::uuid[], 'active')`,
    [hq, region, branch, other],
  )
  const table = { ...permissions, 'test.matter.read': ['hq_ops', 'hq_management', 'head'] }
  for (const role of [...new Set(Object.values(cast).map((person) => person.role)), 'hq_risk']) {
    await owner.query('insert into kernel.role (key, title, title_en) values ($1, $1, $1)', [role])
    const held = Object.keys(table).filter((key) =>
      (table[key as keyof typeof table] as string[]).includes(role),
    )
    await owner.query('insert into kernel.role_permission select $1, unnest($2::text[])', [role, held])
  }
  for (const name of Object.keys(cast)) await join(name)
}

async function join(name: string) {
  const { id, role, at, subtree } = cast[name]!
  await owner.query('insert into kernel.person (id, name, home_org_id) values ($1, $2, $3)', [id, name, at])
  const account = [newId(), name, `${name}@hengyuan.example`, id]
  await owner.query(
    'insert into kernel.account (id, name, email, person_id) values ($1, $2, $3, $4)',
    account,
  )
  await owner.query(
    `insert into kernel.role_assignment (id, person_id, role_key, organisation_id, with_subtree, starts_on)
     values ($1, $2, $3, $4, $5, '2020-01-01')`,
    [newId(), id, role, at, subtree],
  )
}

/** Runs `work` in a request of this person, within the reach of the permission the endpoint asks for. */
async function as<T>(
  name: string,
  work: (ctx: Ctx) => Promise<T>,
  permission = 'approvals.request.read',
): Promise<T> {
  const { id, role, at, subtree } = cast[name]!
  const grants: Grant[] = [{ role_key: role, organisation_id: at, with_subtree: subtree }]
  const { rows } = await owner.query('select name, value::int from kernel.epoch')
  const epochs = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  const held = await rights.of(app.db, {
    epochs: epochs as { access: number; organisations: number },
    grants,
  })
  const actor = { kind: 'person' as const, account_id: newId(), person_id: id, name, home_org_id: at }
  const caller = { actor, email: '', language: 'en', two_factor: false, grants, narrowed: null, epochs }
  const reach = held.reachOf(permission)
  const opening = { language: 'en' as const, request_id: newId(), reach, readOnly: false, held }
  return withContext(
    app,
    { ...opening, caller, untrailed: 'reads are tried here as well' } as Parameters<typeof withContext>[1],
    work,
  )
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof Problem) return error.code
      throw error
    },
  )
const start = (flow: string, subject_id = newId()) =>
  as('li.wei', (ctx) => startRequest(ctx, { subject_type: 'test.matter', subject_id, flow })).then(
    (started) => started.id,
  )
const approve = (name: string, id: string, round = 1, opinion: string | null = null) =>
  as(name, (ctx) => approveRequest(ctx, { id, round, opinion }), 'approvals.request.decide')
const page = (name: string, id: string) =>
  as(name, (ctx) => readRequestPage(ctx, id)).then((shown) => request.parse(shown))
async function tasks(id: string) {
  const { rows } = await owner.query(
    `select p.name, t.kind, t.outcome from kernel.task t join kernel.person p on p.id = t.person_id
     where t.params->>'request_id' = $1 order by t.opened_at, p.name`,
    [id],
  )
  return rows.map((row) => `${row.name} ${row.kind.replace('approvals.inbox.', '')} ${row.outcome ?? 'open'}`)
}

describe('a request', () => {
  test('starts once per matter, with a due time on the working calendar, and says what each may do', async () => {
    const subject_id = newId()
    const id = await start('test.short', subject_id)
    expect(await codeOf(start('test.short', subject_id))).toBe('approvals.errors.already_running')
    const shown = await page('zhou.ting', id)
    expect(shown.steps[0]).toMatchObject({
      due_at: '2026-03-09T01:30:00Z',
      working_minutes_left: 60,
      state: 'open',
    })
    expect(shown.can).toEqual([
      ...[
        'approve',
        'reject',
        'return',
        'transfer',
        'delegate',
        'add_signer',
        'ask',
        'urge',
        'copy',
        'comment',
      ],
    ])
    expect((await page('li.wei', id)).can).toEqual(['withdraw', 'urge', 'copy', 'comment'])
    expect(await tasks(id)).toEqual(['he.chuan asked open', 'zhou.ting asked open'])
  })

  test('any one of three: the others keep neither a task nor a done entry', async () => {
    const id = await start('test.any_of_three')
    await approve('he.chuan', id)
    expect(await tasks(id)).toEqual([
      'he.chuan asked done',
      'li.wei ended_approved open',
      'qian.li asked cancelled',
      'zhou.ting asked cancelled',
    ])
    expect(decided).toEqual(['approved'])
    expect((await as('qian.li', (ctx) => listRequests(ctx, { mine: 'answered', limit: 50 }))).items).toEqual(
      [],
    )
  })

  test('approve against withdraw, fired together 200 times: one wins each time, and nothing is left behind', async () => {
    const wins: Record<string, number> = {}
    for (let i = 0; i < 200; i++) {
      decided.length = 0
      const id = await start('test.short')
      const approving = () => codeOf(approve('zhou.ting', id))
      const withdrawing = () =>
        codeOf(as('li.wei', (ctx) => withdrawRequest(ctx, { id }), 'approvals.request.withdraw'))
      const fired = i % 2 ? [approving(), withdrawing()] : [withdrawing(), approving()].toReversed()
      const [approved, withdrawn] = await Promise.all(fired)
      const { state } = await page('li.wei', id)
      expect([approved, withdrawn, ...decided]).toEqual(
        state === 'approved'
          ? ['done', 'approvals.errors.already_approved', 'approved']
          : ['approvals.errors.already_withdrawn', 'done', 'withdrawn'],
      )
      expect((await tasks(id)).filter((task) => task.endsWith('open'))).toEqual(
        state === 'approved' ? ['li.wei ended_approved open'] : [],
      )
      wins[state] = (wins[state] ?? 0) + 1
    }
    const { rows } = await owner.query(
      `select count(*)::int n from kernel.approval_request r where r.state <> 'running' and (
         select count(*) from kernel.trail_entry t where t.subject_id = r.subject_id
           and t.diff -> 'state' ->> 1 in ('approved', 'withdrawn')) <> 1`,
    )
    expect(rows[0].n).toBe(0)
    expect(Math.min(wins.approved ?? 0, wins.withdrawn ?? 0)).toBeGreaterThan(0)
  }, 180_000)

  test('two approvals of a joint step at once both count', async () => {
    const id = await start('test.joint')
    await Promise.all(['zhou.ting', 'he.chuan', 'qian.li'].map((name) => approve(name, id)))
    expect((await page('gu.mingyuan', id)).steps.map((one) => [one.key, one.state])).toEqual([
      ['joint', 'passed'],
      ['management', 'open'],
    ])
  })
})

describe('sending back', () => {
  test('opens round 2 with fresh deadlines, and round 1 with its opinions stays readable', async () => {
    const id = await start('test.joint')
    await approve('zhou.ting', id, 1, '场地合适')
    const back = { id, round: 1, opinion: '请补充预算', to: null }
    await as('qian.li', (ctx) => returnRequest(ctx, back), 'approvals.request.decide')
    expect(await tasks(id)).toEqual([
      'he.chuan asked cancelled',
      'li.wei returned open',
      'qian.li asked done',
      'zhou.ting asked done',
    ])
    now = new Date('2026-03-10T01:00:00Z')
    data = 2
    await as('li.wei', (ctx) => resubmitRequest(ctx, { id }))
    const shown = await page('li.wei', id)
    expect(shown).toMatchObject({ state: 'running', round: 2 })
    const [first, second] = shown.steps
    const answers = first?.signers.map((one) => [one.person.name, one.state, one.reason, one.opinion])
    expect(answers?.toSorted()).toEqual([
      ['he.chuan', 'cancelled', 'returned', null],
      ['qian.li', 'returned', null, '请补充预算'],
      ['zhou.ting', 'approved', null, '场地合适'],
    ])
    expect([first?.due_at, second?.due_at]).toEqual(['2026-03-09T06:00:00Z', '2026-03-10T06:30:00Z'])
    expect((await tasks(id)).slice(4)).toEqual([
      'he.chuan asked open',
      'qian.li asked open',
      'zhou.ting asked open',
    ])
    expect(await codeOf(approve('he.chuan', id, 1))).toBe('approvals.errors.other_round')
    expect(decided).toEqual(['returned'])
  })

  test('what was changed behind the approvers can be refused but not approved', async () => {
    const id = await start('test.short')
    data = 3
    expect(await codeOf(approve('zhou.ting', id))).toBe('approvals.errors.subject_changed')
    const no = { id, round: 1, opinion: '内容已变' }
    await as('zhou.ting', (ctx) => rejectRequest(ctx, no), 'approvals.request.decide')
    expect(decided).toEqual(['rejected'])
  })
})

describe('who may', () => {
  test('the applicant never decides, a stranger is refused, another branch finds nothing', async () => {
    const id = await start('test.short')
    expect(await codeOf(approve('li.wei', id))).toBe('approvals.errors.applicant_never_decides')
    expect(await codeOf(approve('qian.li', id))).toBe('errors.forbidden')
    expect(await codeOf(page('zheng.kai', id))).toBe('errors.not_found')
    expect(await codeOf(approve('zheng.kai', id))).toBe('errors.not_found')
    expect(await codeOf(page('qian.li', id))).toBe('errors.not_found')
    expect(
      await codeOf(as('qian.li', (ctx) => commentOnRequest(ctx, { id, body: '?', reply_to_id: null }))),
    ).toBe('errors.not_found')
    const seen = await as('qian.li', (ctx) => listRequests(ctx, { limit: 200 }))
    expect(seen.items.map((item) => item.id)).not.toContain(id)
    const own = await as('zhou.ting', (ctx) => listRequests(ctx, { limit: 200, mine: 'asked' }))
    expect(own.items.map((item) => item.id)).toContain(id)
  })

  test('a step that finds nobody waits for the administrator, who appoints somebody else', async () => {
    const id = await start('test.nobody')
    expect(await tasks(id)).toEqual(['shen.jing parked open'])
    expect((await page('shen.jing', id)).can).toEqual(['appoint', 'override', 'copy', 'comment'])
    const candidates = await as('shen.jing', (ctx) => listNameable(ctx, id))
    expect(candidates.map((person) => person.name).toSorted()).toEqual(
      ['chen.hao', 'gu.mingyuan', 'he.chuan', 'qian.li', 'zhou.ting'].toSorted(),
    )
    const appoint = (name: string) =>
      as('shen.jing', (ctx) => appointApprovers(ctx, { id, round: 1, persons: [cast[name]!.id] }))
    expect(await codeOf(appoint('li.wei'))).toBe('approvals.errors.appointee_barred')
    await appoint('qian.li')
    await approve('qian.li', id)
    await approve('gu.mingyuan', id)
    expect(decided).toEqual(['approved'])
    expect((await tasks(id)).filter((task) => task.endsWith('open'))).toEqual(['li.wei ended_approved open'])
  })
})

test('whose account is shut before the turn comes is never asked; where nobody is left, somebody is appointed', async () => {
  const id = await start('test.line')
  const shut = (names: string[], at: Date | null) =>
    owner.query('update kernel.account set disabled_at = $1 where name = any($2)', [at, names])
  await shut(['zhou.ting', 'he.chuan'], now)
  await approve('qian.li', id)
  await shut(['zhou.ting', 'he.chuan'], null)
  expect(await tasks(id)).toEqual(['qian.li asked done', 'shen.jing parked open'])
  const persons = [cast['gu.mingyuan']!.id]
  await as('shen.jing', (ctx) => appointApprovers(ctx, { id, round: 1, persons }))
  const [{ signers } = { signers: [] }] = (await page('shen.jing', id)).steps
  expect(signers.map(({ state }) => state).sort()).toEqual(['approved', 'open', 'superseded', 'superseded'])
  await approve('gu.mingyuan', id)
  expect(decided).toEqual(['approved'])
})

test('time reminds at 80 and 100 % of the working time and then tells the superior, each once; it never decides', async () => {
  await owner.query(
    "update kernel.approval_step set state = 'cancelled', closed_at = now() where state = 'open'",
  )
  const id = await start('test.joint')
  const remind = (at: string) => {
    now = new Date(at)
    return asSystem(app, (ctx) => remindDue(ctx)).then(({ reminders }) =>
      reminders.map((one) => [one.stage, one.persons.length, one.superiors.length]),
    )
  }
  expect(await remind('2026-03-09T02:00:00Z')).toEqual([])
  expect(await remind('2026-03-09T05:30:00Z')).toEqual([['soon', 3, 0]])
  expect(await remind('2026-03-09T05:30:00Z')).toEqual([])
  expect(await remind('2026-03-09T06:00:00Z')).toEqual([['due', 3, 0]])
  expect(await remind('2026-03-09T08:00:00Z')).toEqual([['overdue', 3, 1]])
  expect(await remind('2026-04-09T08:00:00Z')).toEqual([])
  expect((await page('li.wei', id)).state).toBe('running')
})

describe('a task handed over', () => {
  const hand = async (from: string, to: string, { by = 'shen.jing', leaving = false } = {}) => {
    const people = { from_person_id: cast[from]!.id, to_person_id: cast[to]!.id, leaving }
    const { moved, stayed } = await as(by, (ctx) => handOver(ctx, people))
    return [moved, ...stayed.map(({ code }) => code)]
  }
  const newcomer = async (name: string, role: string) => {
    const id = newId()
    cast[name] = { id, role, at: hq, subtree: true }
    await join(name)
  }
  beforeAll(() => onTakeOver('approvals.inbox.asked', takeOverAsked))
  beforeEach(async () => {
    const done = 'update kernel.task set closed_at = now(), outcome = $1 where closed_at is null'
    await owner.query(done, ['done'])
  })

  test('takes the approver’s place with it, to somebody whom the step’s own rule names', async () => {
    const id = await start('test.any_of_three')
    expect(await hand('qian.li', 'zhou.ting')).toEqual([0, 'approvals.errors.taker_asked_already'])
    expect(await hand('qian.li', 'li.wei')).toEqual([0, 'approvals.errors.appointee_barred'])
    expect(await hand('qian.li', 'gu.mingyuan')).toEqual([0, 'approvals.errors.taker_not_named'])
    await newcomer('jin.na', 'hq_finance')
    expect(await hand('qian.li', 'jin.na')).toEqual([1])
    expect(await codeOf(approve('qian.li', id))).toBe('errors.forbidden')
    await approve('jin.na', id)
    expect(decided).toEqual(['approved'])
    expect(await tasks(id)).toContain('jin.na asked done')
  })

  test('is nobody’s to give who applied, who has a part in the matter, or who would take it', async () => {
    await start('test.short')
    const involved = 'approvals.errors.involved_never_chooses'
    await newcomer('tan.xi', 'hq_ops')
    expect(await hand('zhou.ting', 'tan.xi', { by: 'li.wei', leaving: true })).toEqual([0, involved])
    barred = { [cast['he.chuan']!.id]: 'test.reviewer' }
    expect(await hand('zhou.ting', 'tan.xi', { by: 'he.chuan' })).toEqual([0, involved])
    barred = {}
    expect(await hand('zhou.ting', 'tan.xi', { by: 'tan.xi' })).toEqual([0, 'approvals.errors.not_yourself'])
  })

  test('of an approver who leaves goes to whoever the administrator appoints, and says so; a colleague just stays', async () => {
    const id = await start('test.joint')
    const leaves = { leaving: true }
    expect(await hand('qian.li', 'zhou.ting', leaves)).toEqual([0, 'approvals.errors.taker_asked_already'])
    expect(await hand('qian.li', 'gu.mingyuan', { by: 'chen.hao', leaving: true })).toEqual([
      0,
      'approvals.errors.taker_not_named',
    ])
    expect(await hand('qian.li', 'gu.mingyuan', leaves)).toEqual([1])
    const [joint] = (await page('li.wei', id)).steps
    expect(joint!.signers.map(({ person, origin }) => [person.name, origin])).toContainEqual([
      'gu.mingyuan',
      'appointed',
    ])
    const short = await start('test.short')
    await hand('zhou.ting', 'he.chuan', leaves)
    const [any] = (await page('li.wei', short)).steps
    expect(any!.signers.find(({ person }) => person.name === 'zhou.ting')).toMatchObject({
      state: 'superseded',
    })
    const open = any!.signers.filter(({ state }) => state === 'open').length
    expect(any!.tally).toMatchObject({ total: open, open })
    await approve('he.chuan', short)
    expect(decided).toEqual(['approved'])
  })
})
