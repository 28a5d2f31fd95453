import { useChoosing } from '../../../../kernel/approvals/web/use-choosing.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { leadTo } from '../../../../kernel/web/pieces/obstacles.tsx'
import type { RecordAction } from '../../../../kernel/web/record/actions.ts'
import {
  type ApplicationAction,
  type ApplicationPage,
  submitApplication,
  withdrawApplication,
} from '../../application/contract.ts'
import {
  issueApproval,
  rejectApplication,
  sendOn,
  voidApproval,
} from '../../application/decision/contract.ts'
import { notRecommend, recommend, takeApplication } from '../../application/review/contract.ts'
import { useStep } from './use-step.tsx'

export type Dialog = 'ask_more' | 'plan_visit' | 'complete'
type Action = RecordAction & { key: ApplicationAction | 'print' }

/** Where on the page a part of the sheet, or the visits, are: `conditions.people.score`, `need`, `visits`. */
const placeOf = (path: string) =>
  path === 'visits' ? '#visits' : `#review-${path.replace(/^conditions\./, '').replace('.', '-')}`

const reach = (section: string) => () =>
  document.getElementById(section)?.scrollIntoView({ behavior: 'smooth', block: 'start' })

/** Every step of an application, the next one first; the server's `can` says which are shown. */
export function useApplicationActions(
  application: ApplicationPage,
  open: (dialog: Dialog) => void,
): Action[] {
  const own = useApplicantActions(application)
  const review = useReviewActions(application, open)
  const decision = useDecisionActions(application, open)
  const { t } = useWords()
  const print: Action = {
    key: 'print',
    word: t('establishment.record.action.print'),
    to: `/establishment/applications/${application.id}/print`,
    quiet: true,
  }
  return [...own, ...review, ...decision, print]
}

function useApplicantActions(application: ApplicationPage): Action[] {
  const { t } = useWords()
  const submit = useStep(submitApplication, { asks: useChoosing() })
  const withdraw = useStep(withdrawApplication)
  const { id, version, state, completeness } = application
  const params = { id }
  const edit: Action = {
    key: 'edit',
    word: t(
      state === 'more_wanted'
        ? 'establishment.record.action.supplement'
        : 'establishment.record.action.continue',
    ),
    to: `/establishment/applications/${id}/edit`,
  }
  const handIn: Action = {
    key: 'submit',
    word: t('establishment.record.action.submit'),
    question: {
      title: t('establishment.record.ask.submit'),
      text: t('establishment.record.ask.submit_text'),
      verb: t('establishment.record.action.submit'),
    },
    run: () => submit({ params, body: { version } }),
  }
  return [
    ...(completeness.percent === 100 ? [handIn, edit] : [edit, handIn]),
    {
      key: 'amend',
      word: t('establishment.record.action.amend'),
      quiet: true,
      to: `/establishment/applications/${id}/amend`,
    },
    {
      key: 'withdraw',
      word: t('establishment.record.action.withdraw'),
      danger: true,
      question: {
        title: t('establishment.record.ask.withdraw'),
        text: t('establishment.record.ask.withdraw_text'),
        verb: t('establishment.record.action.withdraw'),
        danger: true,
        reason: 'optional',
      },
      run: (reason) => withdraw({ params, body: { version, ...(reason ? { reason } : {}) } }),
    },
  ]
}

function useReviewActions(application: ApplicationPage, open: (dialog: Dialog) => void): Action[] {
  const { t } = useWords()
  const take = useStep(takeApplication)
  const favour = useStep(recommend)
  const against = useStep(notRecommend)
  const { id, version, state, review, site_visit, visits } = application
  const params = { id }
  const visited =
    !site_visit.wanted || visits.some((visit) => visit.completed_at !== null && !visit.elsewhere)
  const ready = review !== null && review.missing.length === 0 && visited
  const takeWord = t(
    state === 'submitted' ? 'establishment.record.action.take' : 'establishment.record.action.take_over',
  )
  const obstaclesTo = (action: 'recommend' | 'not_recommend') => ({
    title: t('establishment.record.ask.conclude_lacks'),
    items: (review?.in_the_way[action] ?? []).map(({ path, message }) => ({
      ...{ key: path, message, lead: () => leadTo(placeOf(path)) },
    })),
  })
  const conclusions: Action[] = [
    {
      key: 'recommend',
      word: t('establishment.record.action.recommend'),
      quiet: !ready,
      obstacles: obstaclesTo('recommend'),
      question: {
        title: t('establishment.record.ask.recommend'),
        text: t('establishment.record.ask.recommend_text'),
        verb: t('establishment.record.action.recommend'),
      },
      run: () => favour({ params, body: { version } }),
    },
    {
      key: 'not_recommend',
      word: t('establishment.record.action.not_recommend'),
      quiet: true,
      obstacles: obstaclesTo('not_recommend'),
      question: {
        title: t('establishment.record.ask.not_recommend'),
        text: t('establishment.record.ask.not_recommend_text'),
        verb: t('establishment.record.action.not_recommend'),
      },
      run: () => against({ params, body: { version } }),
    },
  ]
  return [
    {
      key: 'take',
      word: takeWord,
      quiet: state !== 'submitted',
      question: { title: t('establishment.record.ask.take'), verb: takeWord },
      run: () => take({ params, body: { version } }),
    },
    ...conclusions,
    { key: 'score', word: t('establishment.record.action.score'), run: reach('review') },
    {
      key: 'plan_visit',
      word: t('establishment.record.action.plan_visit'),
      quiet: true,
      run: () => open('plan_visit'),
    },
    {
      key: 'ask_more',
      word: t('establishment.record.action.ask_more'),
      quiet: true,
      run: () => open('ask_more'),
    },
  ]
}

function useDecisionActions(application: ApplicationPage, open: (dialog: Dialog) => void): Action[] {
  const { t } = useWords()
  const on = useStep(sendOn)
  const reject = useStep(rejectApplication)
  const issue = useStep(issueApproval)
  const voidIt = useStep(voidApproval)
  const { id, version } = application
  const params = { id }
  return [
    {
      key: 'send_on',
      word: t('establishment.record.action.send_on'),
      question: {
        title: t('establishment.record.ask.send_on'),
        verb: t('establishment.record.action.send_on'),
        reason: 'required',
      },
      run: (reason) => on({ params, body: { version, reason } }),
    },
    {
      key: 'issue',
      word: t('establishment.record.action.issue'),
      question: {
        title: t('establishment.record.ask.issue'),
        text: t('establishment.record.ask.issue_text'),
        verb: t('establishment.record.action.issue'),
      },
      run: () => issue({ params, body: { version } }),
    },
    { key: 'register', word: t('establishment.record.action.register'), run: reach('registrations') },
    { key: 'complete', word: t('establishment.record.action.complete'), run: () => open('complete') },
    {
      key: 'reject',
      word: t('establishment.record.action.reject'),
      danger: true,
      question: {
        title: t('establishment.record.ask.reject'),
        verb: t('establishment.record.action.reject'),
        danger: true,
        reason: 'required',
      },
      run: (reason) => reject({ params, body: { version, reason } }),
    },
    {
      key: 'void_document',
      word: t('establishment.record.action.void_document'),
      danger: true,
      question: {
        title: t('establishment.record.ask.void_document'),
        text: t('establishment.record.ask.void_document_text'),
        verb: t('establishment.record.action.void_document'),
        danger: true,
        reason: 'required',
      },
      run: (reason) => voidIt({ params, body: { version, reason } }),
    },
  ]
}
