import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import { isUniqueViolation } from '../db/transaction.ts'
import { notFound, refused, stale } from '../errors/problem.ts'
import { type FileToKeep, storeFile } from '../files/store.ts'
import type { Ctx } from '../http/context.ts'
import type { Register } from './contract.ts'
import { bindFiles, nameFiles } from './files-of.ts'

type Values = Record<string, unknown>
type Diff = Record<string, [unknown, unknown]>
type Kept = Values & { id: string; org_id: string; version: number }

export async function createRow(
  register: Register,
  ctx: Ctx,
  body: Values & { org_id: string },
): Promise<string> {
  await checkOrganisation(register, ctx, body.org_id)
  return enterRow(register, ctx, body)
}

/** A record that follows from something decided: nobody's right to enter it by hand is asked for. */
export async function enterRow(
  register: Register,
  ctx: Ctx,
  body: Values & { org_id: string },
): Promise<string> {
  const { org_id } = body
  const id = newId()
  const values = pick(register, body)
  await bindFiles(register, ctx, { record: { id, org_id }, before: {}, after: values })
  const row: Values = { org_id, id, created_at: ctx.now, updated_at: ctx.now, ...values }
  const columns = Object.keys(row).map((key) => sql.ref(key))
  await once(
    sql`insert into ${tableOf(register)} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`.execute(
      ctx.tx,
    ),
  )
  await record(register, ctx, {
    act: 'create',
    row: { org_id, id, ...values },
    diff: diffOf(register, {}, values),
  })
  return id
}

export async function updateRow(
  register: Register,
  ctx: Ctx,
  { id, body }: { id: string; body: Values & { version: number } },
): Promise<void> {
  const before = await lock(register, ctx, id, body.version)
  const after = pick(register, body)
  const diff = diffOf(register, before, after)
  if (Object.keys(diff).length === 0) return ctx.unchanged()
  await bindFiles(register, ctx, { record: before, before, after })
  const sets = Object.keys(diff).map((key) => sql`${sql.ref(key)} = ${after[key]}`)
  await once(
    sql`update ${tableOf(register)} set ${sql.join(sets)}, version = version + 1, updated_at = ${ctx.now}
      where org_id = ${before.org_id} and id = ${id}`.execute(ctx.tx),
  )
  await record(register, ctx, { act: 'update', row: { ...before, ...after }, diff })
}

/** The record goes, and its files with it; the trail keeps every value it had. */
export async function removeRow(
  register: Register,
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const before = await lock(register, ctx, id, version)
  await sql`delete from ${tableOf(register)} where org_id = ${before.org_id} and id = ${id}`.execute(ctx.tx)
  await bindFiles(register, ctx, { record: before, before, after: {} })
  await record(register, ctx, { act: 'remove', row: before, diff: diffOf(register, before, {}) })
}

/** Keeps a file for a record that is about to name it. */
export async function attachFile(register: Register, ctx: Ctx, org_id: string, uploaded: FileToKeep) {
  await checkOrganisation(register, ctx, org_id)
  const file = await storeFile(ctx, { org_id, ...uploaded, subject_type: register.name })
  ctx.record({
    action: `${register.name}.attach`,
    org_id,
    subject_type: register.name,
    subject_id: file.id,
    title: file.name,
    diff: { sha256: [null, file.sha256] },
  })
  return file
}

/** The organisation is there and the actor may edit its records; otherwise it is as if it were not there. */
async function checkOrganisation({ name }: Register, ctx: Ctx, org_id: string): Promise<void> {
  const known = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('id', '=', org_id)
    .executeTakeFirst()
  if (!known || !ctx.may(`${name}.edit`, org_id)) throw notFound()
}

async function lock(register: Register, ctx: Ctx, id: string, version: number): Promise<Kept> {
  const seen = await sql<Kept>`select * from ${tableOf(register)} where id = ${id}`.execute(ctx.tx)
  if (!seen.rows[0]) throw notFound()
  const { rows } = await sql<Kept>`
    select * from ${tableOf(register)} where org_id = ${seen.rows[0].org_id} and id = ${id} for update`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (!row) throw notFound()
  if (row.version !== version) throw stale()
  return row
}

/** The same record entered twice is refused by the table's unique key. */
async function once(writing: Promise<unknown>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw isUniqueViolation(error) ? refused('register.errors.entered_already') : error
  }
}

type Act = keyof Register['acts']

async function record(
  register: Register,
  ctx: Ctx,
  { act, row, diff }: { act: Act; row: Values; diff: Diff },
): Promise<void> {
  ctx.record({
    action: `${register.name}.${act}`,
    org_id: row.org_id as string,
    subject_type: register.name,
    subject_id: row.id as string,
    title: String(row[register.label] ?? ''),
    diff: await nameFiles(register, ctx, diff),
  })
}

const tableOf = ({ schema, table }: Register) => sql.table(`${schema}.${table}`)

const pick = ({ fields }: Register, values: Values): Values =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, values[key] ?? null]))

function diffOf({ fields }: Register, before: Values, after: Values): Diff {
  const changed = Object.keys(fields).map((key) => [key, [before[key] ?? null, after[key] ?? null]] as const)
  return Object.fromEntries(changed.filter(([, [was, is]]) => was !== is)) as Diff
}
