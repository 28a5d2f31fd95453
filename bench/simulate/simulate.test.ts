import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { findMissing } from '../../scripts/backup/missing.ts'
import { readAnalysis } from '../../src/chapters/complaints/analysis/contract.ts'
import { dueAt, elapsedAt } from '../../src/chapters/complaints/clocks/clock.ts'
import { readClocks } from '../../src/chapters/complaints/clocks/keep.ts'
import { listComplaints, readComplaint } from '../../src/chapters/complaints/complaint/contract.ts'
import { complaintStates } from '../../src/chapters/complaints/complaint/words/contract.ts'
import { listApplications, readApplication } from '../../src/chapters/establishment/application/contract.ts'
import { readChange } from '../../src/chapters/establishment/change/contract.ts'
import { listChanges } from '../../src/chapters/establishment/change/list/contract.ts'
import { listFilings } from '../../src/chapters/establishment/registry/filings/contract.ts'
import { hashOf } from '../../src/kernel/approvals/request/subject-data.ts'
import { getApprovalSubject } from '../../src/kernel/approvals/subjects.ts'
import { calendarOf } from '../../src/kernel/calendar/calendar-of.ts'
import { workingTimeBetween } from '../../src/kernel/calendar/working-time.ts'
import { readStanding } from '../../src/kernel/controls/contract.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import {
  downloadIssuedDocument,
  listIssuedDocuments,
  readDocumentContent,
  verifyIssuedDocument,
} from '../../src/kernel/documents/contract.ts'
import { readDocx } from '../../src/kernel/documents/read-docx.ts'
import { hashOfBlob, placeOf } from '../../src/kernel/files/blobs.ts'
import { typeOf } from '../../src/kernel/files/type-of.ts'
import { listIssues, sumIssues } from '../../src/kernel/issues/contract.ts'
import { prepareJobs } from '../../src/kernel/jobs/prepare.ts'
import { listOrganisations } from '../../src/kernel/org/contract.ts'
import { search } from '../../src/kernel/search/contract.ts'
import { makeCheckpoint } from '../../src/kernel/trail/checkpoint.ts'
import { signingKey } from '../../src/kernel/trail/key.ts'
import { inSnapshot, readRecords } from '../../src/kernel/trail/records.ts'
import { verifyTrail } from '../../src/kernel/trail/verify.ts'
import { refusalOf, startApp } from '../../test/support/app.ts'
import { Client } from '../../test/support/client.ts'
import { databaseUrl, runOn } from '../../test/support/global-setup.ts'
import { checksum } from './checksum.ts'
import { docxType, pdfType } from './establishment/papers.ts'
import { fill } from './fill.ts'
import { castOrganisations, prepare } from './open.ts'

const { url: server } = inject('database')
const mark = randomBytes(4).toString('hex')
const made: string[] = []
const options = { orgs: 60, complaints: 1500, years: 2, seed: 7, until: '2026-11-22', add: false }

/** A database of its own, as the migrations leave it. */
async function makeDatabase(from = 'template0'): Promise<{ name: string; url: string }> {
  const name = `bylaw_simulated_${mark}_${made.length}`
  made.push(name)
  await runOn(server, `create database ${name} template ${from}`)
  return { name, url: databaseUrl(server, name) }
}

const empty = await makeDatabase()
await migrate(empty.url)
await prepareJobs(empty.url)
const one = await makeDatabase(empty.name)
const base_url = 'https://bylaw.hengyuan.example'
const filesDir = mkdtempSync(path.join(tmpdir(), 'bylaw-simulated-'))
const { counts } = await fill(one.url, options, { filesDir, base_url })
const app = await startApp({ now: '2026-11-23T01:00:00.000Z', template: one.name })
cpSync(filesDir, app.kernel.filesDir, { recursive: true })
afterAll(async () => {
  rmSync(filesDir, { recursive: true })
  for (const name of made) await runOn(server, `drop database if exists ${name} with (force)`)
})

const count = async (text: string) =>
  Number(
    (await sql<{ count: string }>`select count(*) from ${sql.raw(text)}`.execute(app.owner)).rows[0]!.count,
  )

test('the same seed gives the same data, another one other data', { timeout: 120_000 }, async () => {
  const [again, other] = [await makeDatabase(empty.name), await makeDatabase(empty.name)]
  await fill(again.url, options, { filesDir, base_url })
  await fill(other.url, { ...options, seed: 8 }, { filesDir, base_url })
  const tables = [...counts.keys()]
  const first = await checksum(one.url, tables)
  expect(await checksum(again.url, tables)).toEqual(first)
  const others = await checksum(other.url, tables)
  expect(tables.filter((table) => others[table] === first[table])).toEqual([])
})

test('every paper has its bytes: a document issued is found genuine, and a scan is what it says it is', async () => {
  const missing = await app.owner.transaction().execute((tx) => findMissing(tx, app.kernel.filesDir))
  expect(missing).toEqual({ named: expect.any(Number), missing: [] })
  const hq = app.as('zhou.ting')
  const { items } = await hq.call(listIssuedDocuments, { query: {} })
  const { id, title } = items[0]!
  const { lines } = await hq.call(readDocumentContent, { params: { id } })
  const said = lines.flatMap((line) => ('text' in line ? [line.text] : []))
  expect(said.join()).toContain(title.slice(4, -3))
  expect(await hq.call(verifyIssuedDocument, { params: { id } })).toMatchObject({ matches: true })
  const paper = readDocx(await hq.download(downloadIssuedDocument, { params: { id } }))
  for (const line of [title, ...said]) expect(paper.get('word/document.xml')).toContain(line)
  const { number, verification, check_link } = await hq.call(readDocumentContent, { params: { id } })
  expect(paper.get('word/document.xml')).toContain(verification)
  const link = new URL(check_link!)
  expect(link.origin).toBe(base_url)
  const form = new FormData()
  for (const [key, value] of link.searchParams) form.append(key, value)
  expect(form.get('number')).toBe(number)
  expect(verification).toContain(form.get('code'))
  const answer = await fetch(`${app.url}${link.pathname}`, { method: 'POST', body: form })
  expect([answer.status, (await answer.text()).includes('真实有效')]).toEqual([200, true])
  expect(await count(`kernel.issued_hash where code_hash is null`)).toBe(0)
  expect(
    await count(`(select count(distinct code_hash) d, count(*) n from kernel.issued_hash) c where d < n`),
  ).toBe(0)
  const { rows } = await sql<{ name: string; sha256: string; size: number; type: string }>`
    select distinct on (type) name, sha256, size, type from kernel.file order by type, name`.execute(
    app.owner,
  )
  expect(rows.map(({ type }) => type)).toEqual([pdfType, docxType])
  for (const { name, sha256, ...said } of rows) {
    const place = placeOf(app.kernel.filesDir, sha256)
    expect(await hashOfBlob(app.kernel.filesDir, sha256)).toBe(sha256)
    const { size } = statSync(place)
    expect({ size, type: (await typeOf(name, { path: place, size, sha256 })).type }).toEqual(said)
  }
})

test('no address names a municipality twice', async () => {
  expect(await count(`establishment.premises where address ~ '^(.+市)\\1'`)).toBe(0)
  expect(await count(`establishment.premises where address like '北京市%区%'`)).toBeGreaterThan(0)
})

test('organisations that are there are added to only when told, and the tables keep every index, key and trigger', {
  timeout: 60_000,
}, async () => {
  const cut = await makeDatabase(empty.name)
  await prepare(cut.url, { begin: Date.parse('2024-11-22'), add: false })
  expect(
    (await fill(cut.url, { ...options, complaints: 0, orgs: 20 }, { filesDir, base_url })).counts.get(
      'kernel.organisation',
    ),
  ).toBe(20)
  await expect(fill(one.url, options, { filesDir, base_url })).rejects.toThrow(
    'This database holds organisations already (68).',
  )
  const more = await makeDatabase(one.name)
  await fill(more.url, { ...options, seed: 9, complaints: 50, orgs: 30, add: true }, { filesDir, base_url })
  expect(await shapeOf(more.url)).toEqual(await shapeOf(empty.url))
  const numbers = await checksum(more.url, ['kernel.trail_head'])
  expect(numbers).not.toEqual(await checksum(one.url, ['kernel.trail_head']))
})

async function shapeOf(url: string): Promise<unknown> {
  const parts = `select 'index ' || indexdef as part from pg_indexes where schemaname in ('kernel', 'complaints', 'establishment')
    union all select 'key ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated::text from pg_constraint
    union all select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal`
  return checksum(url, [`(select part from (${parts}) parts)`])
}

test('the trail of a simulated company verifies', async () => {
  await makeCheckpoint(app.kernel)
  const { publicKey: public_key } = signingKey(app.kernel.configuration.secret)
  const verdict = await inSnapshot(app.owner, (tx) =>
    verifyTrail(readRecords(tx, { public_key, made_at: app.clock.now.toISOString() })),
  )
  expect(verdict.faults).toEqual([])
  expect(verdict.entries).toBeGreaterThan(8 * options.complaints)
  expect(verdict.signed).toBe(verdict.entries)
})

test('complaints are in every state, and each keeps the rules of the product', async () => {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int from complaints.complaint group by state`.execute(app.owner)
  const states = new Map(rows.map(({ state, count }) => [state, count]))
  expect(complaintStates.filter((state) => !states.has(state))).toEqual([])
  expect(states.get('closed')).toBeGreaterThan(options.complaints * 0.7)
  // Each once, under one number; a transfer has a row at either place.
  expect(await count(`complaints.complaint where came_from is null`)).toBe(options.complaints)
  const never = {
    'its handler is whom it concerns': 'complaints.complaint where handler_id = staff_id',
    'its handler heads the unit': `complaints.complaint c join kernel.assignment a on a.org_id = c.org_id and a.kind = 'head' and a.person_id = c.handler_id`,
    'grave, closed and without a remedy': `complaints.complaint c left join complaints.remedy r on r.org_id = c.org_id and r.complaint_id = c.id where severity >= 2 and state = 'closed' and (r.complaint_id is null or answer is null)`,
    'without ground and without approval': `complaints.complaint c where state = 'unfounded' and not exists (select from complaints.ruling r where r.org_id = c.org_id and r.complaint_id = c.id and r.state = 'approved')`,
    'before its organisation':
      'complaints.complaint c join kernel.organisation o on o.id = c.org_id where service_on < started_on',
    'a number left out': `(select n - row_number() over (partition by series, period order by n) gap from kernel.issued_number) g where gap <> 0`,
    'a number of another': `complaints.complaint c join kernel.issued_number n on n.subject_id = c.id where n.text <> c.number`,
    'open and waiting for nobody': `complaints.complaint c where state in ('received', 'acknowledged', 'investigating') and not exists (select from kernel.task t where t.org_id = c.org_id and t.subject_id = c.id and t.closed_at is null)`,
    'due at another time than its clocks': `complaints.complaint c where next_due_at <> coalesce((select min(due_at) from complaints.clock k where k.org_id = c.org_id and k.complaint_id = c.id), '9999-12-31Z')`,
    'an issue closed without evidence': `kernel.issue i where state = 'closed' and not exists (select from kernel.issue_evidence e where e.org_id = i.org_id and e.issue_id = i.id)`,
    'an issue verified by whom it is named to': 'kernel.issue where verified_by = responsible_id',
    'a signal without its issue':
      'complaints.risk_signal s left join kernel.issue i on i.org_id = s.org_id and i.id = s.issue_id where i.id is null or s.times < 3',
  }
  const found: Record<string, number> = {}
  for (const [what, query] of Object.entries(never)) found[what] = await count(query)
  expect(found).toEqual(Object.fromEntries(Object.keys(never).map((what) => [what, 0])))
})

test('organisations were applied for and have filings in every state, each by the rules of the product', async () => {
  const states = async (table: string) => {
    const { rows } = await sql<{ state: string; count: number }>`
      select state, count(*)::int from ${sql.table(table)} group by state`.execute(app.owner)
    return new Map(rows.map(({ state, count }) => [state, count]))
  }
  const applied = await states('establishment.application')
  const { rows: unfiled } = await sql<{ id: string; kind: string }>`
    select id, kind from kernel.organisation o
    where not exists (select from establishment.filing f where f.org_id = o.id and f.state = 'completed')`.execute(
    app.owner,
  )
  expect(unfiled.filter(({ id, kind }) => kind !== 'region' && !castOrganisations.has(id))).toEqual([])
  expect([...applied.keys()]).toEqual(
    expect.arrayContaining(['draft', 'more_wanted', 'rejected', 'withdrawn']),
  )
  const filed = await states('establishment.change')
  expect([...filed.keys()]).toEqual(
    expect.arrayContaining(['completed', 'draft', 'more_wanted', 'rejected', 'withdrawn']),
  )
  expect(['in_review', 'approved'].some((state) => filed.has(state))).toBe(true)
  const never = {
    'opened before it was completed': `establishment.filing f join kernel.organisation o on o.id = f.org_id where (f.completed_at at time zone 'Asia/Shanghai')::date > o.started_on`,
    'a state of the ledger other than the application’s': `establishment.filing f join establishment.application a on a.org_id = f.application_org_id and a.id = f.application_id where f.state <> a.state or f.org_id <> a.organisation_id`,
    'decided by its reviewer or applicant': `establishment.application a join kernel.approval_signer s on s.org_id = a.org_id and s.request_id = a.request_id where s.person_id in (a.reviewer_id, a.applicant_id)`,
    'reviewed by whoever applied': 'establishment.application where reviewer_id = applicant_id',
    'a visit by whoever applied or reviewed': `establishment.site_visitor p join establishment.site_visit v on v.org_id = p.org_id and v.id = p.visit_id join establishment.application a on a.org_id = v.org_id and a.id = v.application_id where p.person_id in (a.applicant_id, a.reviewer_id)`,
    'recommended without the visit it takes': `establishment.application a join establishment.kind_rule k on k.kind = a.kind and k.site_visit where a.concluded_at is not null and a.state <> 'withdrawn' and not exists (select from establishment.site_visit v where v.org_id = a.org_id and v.application_id = a.id and v.completed_at < a.concluded_at)`,
    'a filing decided by its applicant': `establishment.change c join kernel.approval_signer s on s.org_id = c.org_id and s.request_id = c.request_id where s.person_id = c.applicant_id`,
    'in effect before it was approved': 'establishment.change where completed_at < approved_at',
    'an application’s number of another': `establishment.application a join kernel.issued_number n on n.subject_id = a.id and n.series = 'establishment.application' where n.text <> a.number`,
    'handed in out of the order of its number': `(select submitted_at < max(submitted_at) over (partition by left(number, 7) order by number rows between unbounded preceding and 1 preceding) wrong from establishment.change where number is not null) n where wrong`,
    'a move that the register of premises doesn’t know': `establishment.change c where kind = 'premises' and state = 'completed' and not exists (select from establishment.premises p where p.org_id = c.org_id and p.starts_on = c.effective_on and p.address = c.proposal ->> 'address')`,
    'a new head who doesn’t head it': `establishment.change c where kind = 'head' and state = 'completed' and not exists (select from kernel.assignment a where a.org_id = c.org_id and a.kind = 'head' and a.person_id = (c.proposal ->> 'head_id')::uuid and a.starts_on = c.effective_on)`,
    'closed by a filing and not closed': `establishment.change c join kernel.organisation o on o.id = c.org_id where c.kind = 'close' and c.state = 'completed' and (o.life <> 'closed' or o.closed_on <> c.effective_on)`,
    'more than one without an end': `(select org_id from establishment.premises where ends_on is null group by org_id having count(*) > 1) p`,
  }
  const found: Record<string, number> = {}
  for (const [what, query] of Object.entries(never)) found[what] = await count(query)
  expect(found).toEqual(Object.fromEntries(Object.keys(never).map((what) => [what, 0])))
})

test('lists and pages of applications and filings work on them, and their clauses are kept mostly, but not always', async () => {
  const whole = app.as('zhou.ting')
  const applications = await whole.call(listApplications, { query: { limit: 50 } })
  expect(applications.total).toBeGreaterThan(50)
  for (const state of ['completed', 'rejected'] as const) {
    const [some] = (await whole.call(listApplications, { query: { state, limit: 1 } })).items
    const page = await whole.call(readApplication, { params: { id: some!.id } })
    expect(page).toMatchObject({ number: some!.number, state })
  }
  const changes = await whole.call(listChanges, { query: { limit: 50 } })
  expect(changes.total).toBeGreaterThan(5)
  for (const { id, number } of changes.items.slice(0, 10))
    expect(await whole.call(readChange, { params: { id } })).toMatchObject({ number })
  const [done] = (await whole.call(listChanges, { query: { state: 'completed', limit: 1 } })).items
  const { items } = await whole.call(listFilings, { params: { id: done!.org.id } })
  expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining([done!.kind, 'establish']))
  const [found] = (await whole.call(search, { query: { text: done!.number! } })).items
  expect(found?.id).toBe(done!.id)
  const shares = new Map<string, { met: number; total: number }>()
  for (const period of ['2025', '2026'])
    for (const clause of ['2.1', '2.2', '2.3']) {
      const { clauses } = await whole.call(readStanding, { query: { clause, period } })
      for (const { key, met, total } of clauses.flatMap(({ controls }) => controls)) {
        const known = shares.get(key) ?? { met: 0, total: 0 }
        shares.set(key, { met: known.met + met, total: known.total + total })
      }
    }
  const said = JSON.stringify([...shares])
  for (const key of [
    'conditions_evidenced',
    'application_complete',
    'review_on_time',
    'registered_on_time',
  ]) {
    const { met, total } = shares.get(`establishment.${key}`)!
    expect(total, said).toBeGreaterThan(10)
    expect(met / total, said).toBeGreaterThan(0.7)
  }
})

test('clocks are due when the product says they are, and running requests are about what was submitted', async () => {
  await app.system(async (ctx) => {
    const running = await ctx.tx
      .selectFrom('complaints.complaint')
      .selectAll()
      .where('next_due_at', '<', '9999-01-01')
      .orderBy('id')
      .limit(60)
      .execute()
    expect(running.length).toBeGreaterThan(5)
    for (const complaint of running) {
      const calendar = await calendarOf(ctx, complaint.org_id)
      const clocks = await readClocks(ctx, complaint)
      for (const clock of clocks) {
        // The end of one stretch of work and the beginning of the next are the same working time.
        if (clock.due_at)
          expect(workingTimeBetween(calendar, dueAt(calendar, clock)!, new Date(clock.due_at))).toBeCloseTo(
            0,
            4,
          )
        const begun = {
          ...clock,
          running_since: new Date(complaint.received_at),
          elapsed_ms: 0,
          stopped_at: null,
        }
        if (clock.kind === 'response' && clock.stopped_at)
          expect(clock.elapsed_ms).toBe(elapsedAt(calendar, begun, clock.stopped_at))
      }
    }
    const requests = await ctx.tx
      .selectFrom('kernel.approval_request')
      .selectAll()
      .orderBy('opened_at', 'desc')
      .limit(20)
      .execute()
    expect(requests.length).toBeGreaterThan(5)
    for (const { subject_type, subject_id, subject_hash } of requests)
      expect(hashOf(await getApprovalSubject(subject_type).load(ctx, subject_id))).toBe(subject_hash)
  })
})

/** Signed in by their address and the demo's password. */
async function signIn(email: string): Promise<Client> {
  const answer = await app.anonymous.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.kernel.configuration.base_url },
    body: JSON.stringify({ email, password: 'bylaw-demo' }),
  })
  expect(answer.status).toBe(200)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return new Client(app.url, { cookie, 'accept-language': 'zh-CN' })
}

test('lists and dashboards answer headquarters with all of it and a branch head with the own reach', async () => {
  const { rows } = await sql<{ email: string; id: string; below: number; complaints: number }>`
    select a.email, o.id, (select count(*)::int from kernel.organisation b where b.path @> array[o.id]) below,
      (select count(*)::int from complaints.complaint c join kernel.organisation b on b.id = c.org_id
        where b.path @> array[o.id] and c.state not in ('transferred', 'merged', 'unfounded')
          and c.received_at >= '2025-11-23T00:00:00+08' and c.received_at < '2026-11-23T00:00:00+08') complaints
    from kernel.organisation o join kernel.role_assignment r on r.organisation_id = o.id and r.role_key = 'head'
      and r.ends_on is null and r.with_subtree join kernel.account a on a.person_id = r.person_id
    where o.kind = 'branch' and o.life = 'active' and a.email like '%.7.%' order by complaints desc limit 1`.execute(
    app.owner,
  )
  const branch = rows[0]!
  const [head, whole] = [await signIn(branch.email), app.as('zhou.ting')]
  const query = { received_from: '2025-11-23', received_to: '2026-11-22' }
  const [own, all] = [await head.call(readAnalysis, { query }), await whole.call(readAnalysis, { query })]
  expect(own.total).toBe(branch.complaints)
  expect(own.total).toBeGreaterThan(5)
  expect(all.total).toBeGreaterThan(own.total * 2)
  expect(all.months.reduce((sum, { count }) => sum + count, 0)).toBe(all.total)
  expect((await head.call(listOrganisations, { query: { limit: 100 } })).items).toHaveLength(branch.below)
  const seen = await whole.call(listComplaints, { query: { limit: 100 } })
  const ofOwn = await head.call(listComplaints, { query: { limit: 100 } })
  expect(seen.items).toHaveLength(100)
  const ids = new Set(ofOwn.items.map(({ id }) => id))
  const foreign = seen.items.find(({ id }) => !ids.has(id))!
  expect((await refusalOf(head.call(readComplaint, { params: { id: foreign.id } }))).status).toBe(404)
  for (const state of complaintStates) {
    const [some] = (await whole.call(listComplaints, { query: { state, limit: 1 } })).items
    if (some) expect((await whole.call(readComplaint, { params: { id: some.id } })).number).toBe(some.number)
  }
  const [found] = (await whole.call(search, { query: { text: foreign.number } })).items
  expect(found?.id).toBe(foreign.id)
  expect((await head.call(search, { query: { text: foreign.number } })).items).toEqual([])
  expect((await whole.call(listIssues, { query: { limit: 50 } })).items.length).toBe(50)
  expect((await whole.call(sumIssues, { query: {} })).open).toBeGreaterThan(0)
  const { clauses } = await whole.call(readStanding, { query: { clause: '4.4', period: '2026' } })
  expect(clauses.flatMap(({ controls }) => controls).some(({ total }) => total > 100)).toBe(true)
})
