import { type ActionOf, defineLifecycle, type StateOf } from '../../../../kernel/lifecycle/lifecycle.ts'

/**
 * The life of every filing of change, whatever its kind. `approve`, `decline` and `send_back` are the approval's, as is
 * `await_handover` of a change of head; `release` is the witnessed hand-over's and `complete` the day's: none is a button.
 */
export const changeLifecycle = defineLifecycle({
  name: 'establishment.change',
  start: 'draft',
  ends: ['rejected', 'completed', 'withdrawn'],
  actions: {
    edit: { from: ['draft', 'in_review', 'more_wanted'], notBy: ['not_applicant'] },
    submit: { from: ['draft', 'more_wanted'], to: 'in_review', notBy: ['not_applicant'] },
    withdraw: {
      from: ['draft', 'in_review', 'more_wanted', 'in_handover', 'approved'],
      to: 'withdrawn',
      notBy: ['outsider'],
    },
    approve: { from: ['in_review'], to: 'approved' },
    await_handover: { from: ['in_review'], to: 'in_handover' },
    release: { from: ['in_handover'], to: 'approved' },
    decline: { from: ['in_review'], to: 'rejected' },
    send_back: { from: ['in_review'], to: 'more_wanted' },
    complete: { from: ['approved'], to: 'completed' },
  },
})
export type State = StateOf<typeof changeLifecycle>
export type Action = ActionOf<typeof changeLifecycle>

/** What a person is to a filing: the lifecycle bars by these. */
export type Tie =
  | 'not_applicant'
  /** Neither its applicant nor, once it is handed in, somebody who directs the organisation. */
  | 'outsider'
