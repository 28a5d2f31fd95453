import { type ActionOf, defineLifecycle, type StateOf } from '../../../../kernel/lifecycle/lifecycle.ts'

const open = [
  'received',
  'acknowledged',
  'investigating',
  'waiting_customer',
  'proposed',
  'reopened',
] as const
const handled = ['acknowledged', 'investigating', 'reopened'] as const
const handler = ['concerned', 'not_handler'] as const

/**
 * The life of a complaint, whichever way it came in. `concerned`: whom it is about, or the head of the unit; they read it
 * and have no other part. `hear` and `object` are what the customer says, `dismiss` is the approval's.
 */
export const complaintLifecycle = defineLifecycle({
  name: 'complaints.complaint',
  start: 'received',
  ends: ['transferred', 'merged', 'unfounded'],
  actions: {
    assign: { from: [...open, 'resolved'], notBy: ['concerned'] },
    edit: { from: [...open, 'resolved'], notBy: ['concerned'] },
    acknowledge: { from: ['received'], to: 'acknowledged', notBy: handler },
    investigate: { from: ['acknowledged', 'reopened'], to: 'investigating', notBy: handler },
    ask: { from: ['investigating'], to: 'waiting_customer', notBy: handler },
    hear: { from: ['waiting_customer'], to: 'investigating', notBy: handler },
    tell: {
      from: ['acknowledged', 'investigating', 'waiting_customer', 'proposed', 'reopened'],
      notBy: handler,
    },
    propose: { from: ['investigating'], to: 'proposed', notBy: handler },
    accept: { from: ['proposed'], to: 'resolved', notBy: handler },
    object: { from: ['proposed'], to: 'investigating', notBy: handler },
    remedy: { from: [...handled, 'waiting_customer', 'proposed', 'resolved'], notBy: handler },
    close: { from: ['resolved'], to: 'closed', notBy: handler },
    reopen: { from: ['resolved', 'closed'], to: 'reopened', notBy: ['concerned'] },
    transfer: { from: ['received', ...handled], to: 'transferred', notBy: ['concerned'] },
    merge: { from: ['received', ...handled, 'waiting_customer'], to: 'merged', notBy: ['concerned'] },
    extend: { from: [...handled, 'waiting_customer', 'proposed'], notBy: handler },
    compensate: { from: [...handled, 'waiting_customer', 'proposed', 'resolved'], notBy: handler },
    judge: { from: [...handled, 'waiting_customer', 'proposed'], notBy: handler },
    dismiss: { from: [...handled, 'waiting_customer', 'proposed'], to: 'unfounded' },
  },
})
export type State = StateOf<typeof complaintLifecycle>
export type Action = ActionOf<typeof complaintLifecycle>

/** What a person is to a complaint: the lifecycle bars by these. */
export type Tie = 'concerned' | 'not_handler'
