import { personOf } from '../access/actor.ts'
import { ownerOf } from '../db/lock.ts'
import { newId } from '../db/new-id.ts'
import { invalid, notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Answers, FormJson, FormResponse } from './contract.ts'
import { faultsOfAnswers } from './faults.ts'
import { scoreResponse } from './score.ts'
import { getFormVersion, getPublishedVersion } from './versions.ts'

// Responses belong to a chapter's record: the chapter decides who may answer, and records it in the trail.

/** Begins a response to the published version of a form. Empty, scored as such. */
export async function startResponse(
  ctx: Ctx,
  input: { org_id: string; form: string; subject_type: string; subject_id: string },
): Promise<FormResponse> {
  const { org_id, form, subject_type, subject_id } = input
  const { id: form_version_id, json } = await getPublishedVersion(ctx, form)
  const row = await ctx.tx
    .insertInto('kernel.form_response')
    .values({
      org_id,
      id: newId(),
      form_version_id,
      subject_type,
      subject_id,
      ...scoreResponse(json, {}),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asResponse(row)
}

/** Saves answers as far as they go; scored, not checked for being complete. */
export async function saveResponse(
  ctx: Ctx,
  { id, version, answers }: { id: string; version: number; answers: Answers },
): Promise<FormResponse> {
  const { row, json } = await lockResponse(ctx, id, version)
  return write(ctx, row, { answers: JSON.stringify(answers), ...scoreResponse(json, answers) })
}

/** Completes a response; 400 `forms.errors.incomplete` names every question that stands in the way. Final afterwards. */
export async function completeResponse(
  ctx: Ctx,
  { id, version, answers }: { id: string; version: number; answers?: Answers },
): Promise<FormResponse> {
  const { row, json } = await lockResponse(ctx, id, version)
  const given = answers ?? (row.answers as Answers)
  const faults = faultsOfAnswers(json, given, ctx.language)
  if (faults.length > 0) throw invalid('forms.errors.incomplete', {}, faults)
  return write(ctx, row, {
    answers: JSON.stringify(given),
    ...scoreResponse(json, given),
    completed_at: ctx.now,
    completed_by: personOf(ctx.actor),
  })
}

/** Throws `not_found` outside reach. */
export async function getResponse(ctx: Ctx, id: string): Promise<FormResponse> {
  const row = await ctx.tx
    .selectFrom('kernel.form_response')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return asResponse(row)
}

export async function listResponses(
  ctx: Ctx,
  subject: { org_id: string; subject_type: string; subject_id: string },
): Promise<FormResponse[]> {
  const rows = await ctx.tx
    .selectFrom('kernel.form_response')
    .selectAll()
    .where('org_id', '=', subject.org_id)
    .where('subject_type', '=', subject.subject_type)
    .where('subject_id', '=', subject.subject_id)
    .orderBy('id')
    .execute()
  return rows.map(asResponse)
}

type Row = Omit<FormResponse, 'answers'> & { answers: unknown; created_at: string }
type Changes = {
  answers: string
  score: number
  max: number
  failed_critical: string[]
  completed_at?: Date
  completed_by?: string
}

async function lockResponse(ctx: Ctx, id: string, version: number): Promise<{ row: Row; json: FormJson }> {
  const row = await ctx.tx
    .selectFrom('kernel.form_response')
    .selectAll()
    .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.form_response', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.completed_at) throw refused('forms.errors.already_completed')
  if (row.version !== version) throw stale()
  const { json } = await getFormVersion(ctx, row.form_version_id)
  return { row, json }
}

async function write(ctx: Ctx, { org_id, id, version }: Row, changes: Changes): Promise<FormResponse> {
  const row = await ctx.tx
    .updateTable('kernel.form_response')
    .set({ ...changes, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asResponse(row)
}

function asResponse({ created_at: _, answers, ...row }: Row): FormResponse {
  return { ...row, answers: answers as Answers }
}
