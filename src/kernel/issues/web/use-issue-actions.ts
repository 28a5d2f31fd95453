import { useWords } from '../../language/web/words.tsx'
import type { RecordAction } from '../../web/record/actions.ts'
import { useSave } from '../../web/use-save.ts'
import * as act from '../acts/contract.ts'

/** What else shows an issue: forgotten after every step. */
export const touched = ['issues', 'tasks', 'trail', 'approvals', 'controls']

/** The steps of an issue; the server's `can` says which are shown, and the first of them is the next. */
export function useIssueActions(
  issue: act.IssuePage,
  openExtend: () => void,
): (RecordAction & { key: act.IssueAction })[] {
  const { t } = useWords()
  const invalidates = touched
  const notify = useSave(act.notifyIssue, { invalidates })
  const start = useSave(act.startIssue, { invalidates })
  const submit = useSave(act.submitIssue, { invalidates })
  const verify = useSave(act.verifyIssue, { invalidates })
  const sendBack = useSave(act.returnIssue, { invalidates })
  const close = useSave(act.closeIssue, { invalidates })
  const reopen = useSave(act.reopenIssue, { invalidates })
  const withdraw = useSave(act.withdrawExtension, { invalidates })
  const { id, version, state, responsible } = issue
  const params = { id }
  const body = { version }
  const word = (key: act.IssueAction) => t(`issues.action.${key}`)
  const running = state === 'rectifying' || state === 'planned' || issue.plan !== ''
  return [
    {
      key: 'notify',
      word: word('notify'),
      question: {
        title: t('issues.action.ask_notify'),
        text: responsible ? t('issues.action.ask_notify_text') : t('issues.errors.nobody_responsible'),
        verb: word('notify'),
      },
      run: () => notify.save({ params, body }),
    },
    {
      key: 'submit',
      word: word('submit'),
      question: {
        title: t('issues.action.ask_submit'),
        text: t('issues.action.ask_submit_text'),
        verb: word('submit'),
        reason: 'required',
      },
      run: (summary) => submit.save({ params, body: { version, summary } }),
    },
    { key: 'start', word: word('start'), run: () => start.save({ params, body }) },
    {
      key: 'verify',
      word: word('verify'),
      question: {
        title: t('issues.action.ask_verify'),
        text: t('issues.action.ask_verify_text'),
        verb: word('verify'),
        reason: 'optional',
      },
      run: (note) => verify.save({ params, body: { version, note } }),
    },
    {
      key: 'close',
      word: word('close'),
      question: { title: t('issues.action.ask_close'), verb: word('close') },
      run: () => close.save({ params, body }),
    },
    { key: 'plan', word: word('plan'), to: `/issues/${id}/plan`, quiet: running && state !== 'notified' },
    { key: 'extend', word: word('extend'), quiet: true, run: openExtend },
    { key: 'edit', word: word('edit'), quiet: true, to: `/issues/${id}/edit` },
    {
      key: 'withdraw_extension',
      word: word('withdraw_extension'),
      quiet: true,
      question: { title: t('issues.action.ask_withdraw_extension'), verb: word('withdraw_extension') },
      run: () => withdraw.save({ params, body }),
    },
    {
      key: 'return',
      word: word('return'),
      danger: true,
      question: {
        title: t('issues.action.ask_return'),
        text: t('issues.action.ask_return_text'),
        verb: word('return'),
        danger: true,
        reason: 'required',
      },
      run: (reason) => sendBack.save({ params, body: { version, reason } }),
    },
    {
      key: 'reopen',
      word: word('reopen'),
      danger: true,
      question: {
        title: t('issues.action.ask_reopen'),
        text: t('issues.action.ask_reopen_text'),
        verb: word('reopen'),
        danger: true,
        reason: 'required',
      },
      run: (reason) => reopen.save({ params, body: { version, reason } }),
    },
  ]
}
