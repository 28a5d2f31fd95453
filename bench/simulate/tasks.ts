import { Sheet } from './load/sheet.ts'
import type { Random } from './random.ts'

type Asked = {
  org_id: string
  person_id: string
  kind: string
  subject_type: string
  subject_id: string
  title: string
  link: string
  opened: number
  due: number | null
  closed: number | null
  outcome?: 'done' | 'cancelled'
  params?: Record<string, unknown>
}

/** What waits, or waited, for people. */
export class Tasks {
  readonly sheet = new Sheet('kernel.task', [
    ...([
      'org_id',
      'id',
      'person_id',
      'kind',
      'subject_type',
      'subject_id',
      'title',
      'link',
      'due_at',
    ] as const),
    ...(['opened_at', 'closed_at', 'outcome', 'params', 'reminded'] as const),
  ])
  readonly #random: Random
  constructor(random: Random) {
    this.#random = random
  }

  /** Whoever is to do it was told already, and reminded: no mail goes out to a simulated company. */
  add({ opened, due, closed, outcome = 'done', params = {}, ...task }: Asked): void {
    this.sheet.add({
      ...{ ...task, id: this.#random.id(opened), opened_at: new Date(opened) },
      ...{
        due_at: due === null ? null : new Date(due),
        closed_at: closed === null ? null : new Date(closed),
      },
      ...{
        outcome: closed === null ? null : outcome,
        params: JSON.stringify(params),
        reminded: '["due","overdue"]',
      },
    })
  }

  /** An approval that waits for somebody's decision. */
  askDecision({ waiting, ...about }: Decision): void {
    const { who, params } = waiting
    this.add({ ...about, person_id: who.id, kind: 'approvals.inbox.asked', params, due: null, closed: null })
  }
}

type Decision = Pick<Asked, 'org_id' | 'subject_type' | 'subject_id' | 'title' | 'link' | 'opened'> & {
  waiting: { who: { id: string }; params: Record<string, unknown> }
}
