import { type ActionOf, defineLifecycle, type StateOf } from '../../../../kernel/lifecycle/lifecycle.ts'

/**
 * The life of an application. `approve`, `decline` and `send_back` are the approval's and no button of the page;
 * sent back, the applicant corrects it in `more_wanted`, the reviewer looks again, and the approval goes on in its
 * next round.
 */
export const applicationLife = defineLifecycle({
  name: 'establishment.application',
  start: 'draft',
  ends: ['rejected', 'completed', 'withdrawn'],
  actions: {
    edit: { from: ['draft', 'more_wanted'], notBy: ['not_applicant'] },
    amend: { from: ['recommended', 'not_recommended'], notBy: ['not_applicant'] },
    submit: { from: ['draft'], to: 'submitted', notBy: ['not_applicant'] },
    resubmit: { from: ['more_wanted'], to: 'in_review', notBy: ['not_applicant'] },
    withdraw: {
      from: ['draft', 'submitted', 'in_review', 'more_wanted', 'recommended', 'not_recommended'],
      to: 'withdrawn',
      notBy: ['not_applicant'],
    },
    take: {
      from: ['submitted', 'in_review'],
      to: 'in_review',
      notBy: ['applicant', 'proposed_head', 'reviewer'],
    },
    ask_more: {
      from: ['in_review'],
      to: 'more_wanted',
      notBy: ['applicant', 'proposed_head', 'not_reviewer'],
    },
    score: { from: ['in_review'], notBy: ['applicant', 'proposed_head', 'not_reviewer'] },
    plan_visit: { from: ['in_review'], notBy: ['applicant', 'proposed_head'] },
    recommend: {
      from: ['in_review'],
      to: 'recommended',
      notBy: ['applicant', 'proposed_head', 'not_reviewer'],
    },
    not_recommend: {
      from: ['in_review'],
      to: 'not_recommended',
      notBy: ['applicant', 'proposed_head', 'not_reviewer'],
    },
    send_on: { from: ['not_recommended'], notBy: ['applicant', 'proposed_head', 'past_reviewer', 'visitor'] },
    reject: {
      from: ['not_recommended'],
      to: 'rejected',
      notBy: ['applicant', 'proposed_head', 'past_reviewer', 'visitor'],
    },
    approve: { from: ['recommended', 'not_recommended'], to: 'approved' },
    decline: { from: ['recommended', 'not_recommended'], to: 'rejected' },
    send_back: { from: ['recommended', 'not_recommended'], to: 'more_wanted' },
    issue: { from: ['approved'], to: 'issued', notBy: ['applicant', 'proposed_head'] },
    void_document: { from: ['issued'], to: 'approved', notBy: ['applicant', 'proposed_head'] },
    register: { from: ['issued'] },
    complete: { from: ['issued'], to: 'completed', notBy: ['applicant', 'proposed_head'] },
  },
})
export type State = StateOf<typeof applicationLife>
export type Action = ActionOf<typeof applicationLife>

/** What a person is to an application: the lifecycle bars by these. */
export type Tie =
  | 'applicant'
  | 'not_applicant'
  | 'proposed_head'
  | 'reviewer'
  | 'not_reviewer'
  /** Held the review once, or holds it now. */
  | 'past_reviewer'
  | 'visitor'
