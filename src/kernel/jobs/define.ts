import type { Kernel } from '../http/context.ts'

/** A job under way, as its work sees it. */
export type RunningJob = {
  id: string
  org_id: string
  name: string
  title: string
  input: unknown
  /** Account of whoever asked for it; null for the system. */
  requested_by: string | null
}

/** Tells how far the work is; `note` is a message key. Throws when the job was cancelled meanwhile. */
export type Report = (done: number, total: number | null, note?: string) => Promise<void>

export type JobDefinition = {
  /** `establishment.network.import` */
  name: string
  /**
   * Does the work and gives its result as JSON. May be begun anew after its worker died: it keeps nothing before it
   * is done, or finds what it kept. A `Problem` fails the job with its sentence.
   */
  work: (kernel: Kernel, job: RunningJob, report: Report) => Promise<unknown>
}

const jobs = new Map<string, JobDefinition>()

export function defineJob(definition: JobDefinition): JobDefinition {
  if (jobs.has(definition.name)) throw new Error(`the job ${definition.name} is defined twice`)
  jobs.set(definition.name, definition)
  return definition
}

export function getJobDefinition(name: string): JobDefinition {
  const found = jobs.get(name)
  if (!found) throw new Error(`no job is called ${name}`)
  return found
}

export const findJobDefinition = (name: string): JobDefinition | undefined => jobs.get(name)

/**
 * What comes round by itself, in a process once at a time. Its work opens its own transactions, may be repeated, and
 * shares the rows with the same round of another process.
 */
export type Schedule = {
  name: string
  every: 'minute' | 'hour' | 'day'
  /** Also when a worker starts. */
  at_start?: boolean
  work: (kernel: Kernel) => Promise<void>
}

const schedules = new Map<string, Schedule>()

export function defineSchedule(schedule: Schedule): Schedule {
  if (schedules.has(schedule.name)) throw new Error(`the schedule ${schedule.name} is defined twice`)
  schedules.set(schedule.name, schedule)
  return schedule
}

export const listSchedules = (): Schedule[] => [...schedules.values()]

export function getSchedule(name: string): Schedule {
  const found = schedules.get(name)
  if (!found) throw new Error(`no schedule is called ${name}`)
  return found
}
