import { type ActionOf, defineLifecycle, type StateOf } from '../../lifecycle/lifecycle.ts'

const open = ['notified', 'planned', 'rectifying', 'returned', 'reopened'] as const

/**
 * The life of every issue. `settle` is the system's, when it sees by itself that the cause is gone; it is no button.
 * Closed is the end unless it shows that the issue was not put right after all.
 */
export const issueLifecycle = defineLifecycle({
  name: 'issues.issue',
  start: 'found',
  ends: ['closed'],
  actions: {
    notify: { from: ['found'], to: 'notified' },
    plan: { from: open, to: 'planned', notBy: ['not_rectifying'] },
    start: { from: ['planned', 'returned', 'reopened'], to: 'rectifying', notBy: ['not_rectifying'] },
    add_evidence: { from: open, notBy: ['not_rectifying'] },
    submit: { from: ['rectifying'], to: 'submitted', notBy: ['not_rectifying'] },
    verify: { from: ['submitted'], to: 'verified', notBy: ['rectifier', 'not_verifier'] },
    return: { from: ['submitted', 'verified'], to: 'returned', notBy: ['rectifier', 'not_verifier'] },
    close: { from: ['verified'], to: 'closed', notBy: ['rectifier'] },
    extend: { from: open, notBy: ['not_rectifying'] },
    withdraw_extension: { from: open, notBy: ['not_rectifying'] },
    edit: { from: ['found', ...open, 'submitted'] },
    settle: { from: ['found', ...open, 'submitted', 'verified'], to: 'closed' },
    reopen: { from: ['closed'], to: 'reopened', reopens: true, notBy: ['rectifier'] },
  },
})
export type State = StateOf<typeof issueLifecycle>
export type Action = ActionOf<typeof issueLifecycle>

/** What a person is to an issue: the lifecycle bars by these. */
export type Tie =
  /** Took part in putting it right. */
  | 'rectifier'
  /** Neither the responsible person nor, where none is named, one who may put right there. */
  | 'not_rectifying'
  /** Somebody else is named to verify it. */
  | 'not_verifier'
