import type pg from 'pg'
import type { FlowDefinition } from '../../src/kernel/approvals/flow/contract.ts'
import { hashOf } from '../../src/kernel/approvals/request/subject-data.ts'
import { titlesOf } from '../../src/kernel/language/titles/contract.ts'
import { hour, minute } from './days.ts'
import { type AnySheet, Sheet } from './load/sheet.ts'
import type { Doer } from './trail.ts'
import type { World } from './world.ts'

export type Flow = { version_id: string; definition: FlowDefinition }

/** The latest published version of a flow. */
export async function readFlow(client: pg.Client, key: string): Promise<Flow> {
  const { rows } = await client.query<Flow>(
    `select v.id version_id, v.definition from kernel.approval_flow_version v
     join kernel.approval_flow f on f.id = v.flow_id
     where f.key = $1 and v.published_at is not null order by v.number desc limit 1`,
    [key],
  )
  return rows[0]!
}

type Asked = {
  flow: Flow
  org_id: string
  subject: { type: string; id: string; number: string | null; title: string; link: string; version: number }
  /** What the chapter's approval subject gives as its data and its fields. */
  data: unknown
  fields: Record<string, unknown>
  applicant: Doer
  at: number
  /** Step key → who is asked, of several all; a step that isn't here is skipped. */
  signers: Record<string, Doer | Doer[]>
  /** Working milliseconds each takes. */
  takes: () => number
  /** The last step refuses. */
  rejected?: boolean
  opinion: string
}

/** Requests as the engine leaves them. */
export class Approvals {
  readonly requests = new Sheet('kernel.approval_request', [
    ...(['org_id', 'id', 'flow_version_id', 'flow', 'subject_type', 'subject_id', 'subject_number'] as const),
    ...([
      'subject_title',
      'subject_link',
      'subject_version',
      'subject_hash',
      'fields',
      'applicant_id',
    ] as const),
    ...(['state', 'opened_at', 'ended_at', 'version'] as const),
  ])
  readonly submissions = new Sheet('kernel.approval_submission', [
    ...(['org_id', 'id', 'request_id', 'round', 'data', 'person_id', 'at'] as const),
  ])
  readonly steps = new Sheet('kernel.approval_step', [
    ...([
      'org_id',
      'id',
      'request_id',
      'round',
      'position',
      'key',
      'state',
      'tally',
      'opened_at',
      'due_at',
    ] as const),
    ...(['closed_at', 'worked_minutes'] as const),
  ])
  readonly signers = new Sheet('kernel.approval_signer', [
    ...([
      'org_id',
      'id',
      'request_id',
      'step_id',
      'person_id',
      'position',
      'origin',
      'state',
      'opinion',
    ] as const),
    ...(['asked_at', 'answered_at', 'worked_minutes'] as const),
  ])
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  get all(): AnySheet[] {
    return [this.requests, this.submissions, this.steps, this.signers]
  }

  /** Starts it, and answers as far as the simulated years go. `at` of what is given: when it was decided, or null. */
  ask({ flow, org_id, subject, data, fields, applicant, signers, takes, ...asked }: Asked): {
    id: string
    decided: { at: number; by: Doer } | null
    waiting: { who: Doer; params: Record<string, unknown> } | null
  } {
    const { random, work, end } = this.#world
    const { at, opinion, rejected = false } = asked
    const id = random.id(at)
    this.#note(org_id, subject, { at, verb: 'start', by: applicant })
    let opened = at
    let last: Doer | null = null
    let waiting: { who: Doer; params: Record<string, unknown> } | null = null
    const { steps } = flow.definition
    const taken = steps.map(({ key }) => key).filter((key) => key in signers)
    for (const [position, { key, due_working_hours, title, title_tw, title_en }] of steps.entries()) {
      const place = { org_id, id: random.id(opened), request_id: id, round: 1, position, key }
      const asked = [signers[key] ?? []].flat()
      if (waiting) break
      if (asked.length === 0) {
        this.steps.add({
          ...place,
          state: 'skipped',
          opened_at: new Date(opened),
          closed_at: new Date(opened),
        })
        continue
      }
      // One after the other, so that the last of them ends the step.
      const answers = asked.map((who) => ({
        who,
        at: Math.max(opened + minute, work.after(opened, takes())),
      }))
      answers.sort((a, b) => a.at - b.at)
      const closes = answers.at(-1)!.at
      const over = closes <= end
      const refuses = rejected && key === taken.at(-1)
      const workedTo = (at: number) => Math.round(work.between(opened, at) / minute)
      const due_at =
        due_working_hours === null ? null : new Date(work.after(opened, due_working_hours * hour))
      const times = { opened_at: new Date(opened), due_at, closed_at: over ? new Date(closes) : null }
      this.steps.add({
        ...place,
        ...times,
        state: over ? (refuses ? 'failed' : 'passed') : 'open',
        worked_minutes: over ? workedTo(closes) : null,
      })
      for (const [position, { who, at: answered }] of answers.entries()) {
        const gone = answered <= end
        const no = refuses && position === answers.length - 1
        this.signers.add({
          ...{ org_id, id: random.id(opened), request_id: id, step_id: place.id, person_id: who.id },
          ...{ position, origin: 'rule', state: gone ? (no ? 'rejected' : 'approved') : 'open' },
          ...{ opinion: gone ? opinion : null, asked_at: new Date(opened) },
          answered_at: gone ? new Date(answered) : null,
          worked_minutes: gone ? workedTo(answered) : null,
        })
        if (gone)
          this.#note(org_id, subject, {
            at: answered,
            verb: no ? 'reject' : 'approve',
            by: who,
            note: opinion,
          })
        else
          waiting = {
            who,
            params: { request_id: id, round: 1, step: titlesOf({ title, title_tw, title_en }) },
          }
      }
      if (over) {
        opened = closes
        last = answers.at(-1)!.who
      }
    }
    const decided = waiting ? null : { at: opened, by: last! }
    this.requests.add({
      ...{ org_id, id, flow_version_id: flow.version_id, flow: JSON.stringify(flow.definition) },
      ...{ subject_type: subject.type, subject_id: subject.id, subject_number: subject.number },
      ...{ subject_title: subject.title, subject_link: subject.link, subject_version: subject.version },
      ...{ subject_hash: hashOf({ data }), fields: JSON.stringify(fields), applicant_id: applicant.id },
      state: decided ? (rejected ? 'rejected' : 'approved') : 'running',
      ...{
        opened_at: new Date(at),
        ended_at: decided ? new Date(decided.at) : null,
        version: 1 + taken.length,
      },
    })
    this.submissions.add({
      ...{ org_id, id: random.id(at), request_id: id, round: 1, data: JSON.stringify(data) },
      ...{ person_id: applicant.id, at: new Date(at) },
    })
    return { id, decided, waiting }
  }

  #note(
    org_id: string,
    { type, id, number, title }: Asked['subject'],
    { verb, ...what }: { at: number; verb: string; by: Doer; note?: string },
  ) {
    const subject = { org_id, subject_type: type, subject_id: id, number, title }
    this.#world.diary.note({ ...subject, ...what, action: `approvals.request.${verb}` })
  }
}
