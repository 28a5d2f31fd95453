import { z } from 'zod'
import { byId, endpoint, pageOf, paging } from '../http/contract.ts'

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

export const job = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  name: z.string(),
  title: z.string(),
  /** Path of the page where the result is looked at. */
  link: z.string(),
  state: z.enum(jobStates),
  done: z.int(),
  /** Null while it isn't known. */
  total: z.int().nullable(),
  /** The step it is at, in the reader's language. */
  note: z.string().nullable(),
  result: z.unknown(),
  /** Why it failed, in the reader's language. */
  error: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  can: z.array(z.enum(['cancel', 'see'])),
})
export type Job = z.infer<typeof job>

export const readJob = endpoint({
  name: 'jobs.job.read',
  method: 'GET',
  path: '/api/jobs/:id',
  guard: 'signed_in',
  summary: 'Shows how far a job of the caller is, and what came out of it.',
  params: byId,
  returns: job,
})

export const listJobs = endpoint({
  name: 'jobs.job.list',
  method: 'GET',
  path: '/api/jobs',
  guard: 'signed_in',
  summary: "Lists the caller's jobs, the latest first.",
  query: paging,
  returns: pageOf(job),
})

export const cancelJob = endpoint({
  name: 'jobs.job.cancel',
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  guard: 'signed_in',
  summary: 'Cancels a job of the caller; one that runs stops at its next step and keeps nothing half-done.',
  params: byId,
  returns: job,
})

export const seeJob = endpoint({
  name: 'jobs.job.see',
  method: 'POST',
  path: '/api/jobs/:id/see',
  guard: 'signed_in',
  summary: 'Says that the caller saw how a job ended; its notice leaves the inbox.',
  params: byId,
  returns: job,
})
