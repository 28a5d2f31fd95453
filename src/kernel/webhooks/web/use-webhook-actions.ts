import { App } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import { useGo } from '../../web/navigation.ts'
import type { RecordAction } from '../../web/record/actions.ts'
import { useSave } from '../../web/use-save.ts'
import {
  pauseWebhook,
  readDelivery,
  removeWebhook,
  resumeWebhook,
  testWebhook,
  type Webhook,
} from '../contract.ts'

/** What can be done with a webhook, in order of weight. */
export function useWebhookActions(
  { id, version, name }: Webhook,
  open: (dialog: 'edit' | 'rotate') => void,
): RecordAction[] {
  const { t } = useWords()
  const { message } = App.useApp()
  const go = useGo()
  const params = { id }
  const body = { version }
  const invalidates = ['webhooks.delivery', 'trail', 'tasks']
  const pause = useSave(pauseWebhook, { invalidates })
  const resume = useSave(resumeWebhook, { invalidates })
  const remove = useSave(removeWebhook, { invalidates, onDone: () => go('/administration/webhooks') })
  const test = useSave(testWebhook, { invalidates })
  const runTest = async () => {
    const sent = await test.save({ params })
    if (!sent.ok) return
    const { fault } = await call(readDelivery, { params: { id, delivery_id: sent.answer.id } })
    if (fault) void message.warning(t('webhooks.page.test_failed', { why: t(`webhooks.faults.${fault}`) }))
    else void message.success(t('webhooks.page.test_done'))
  }
  return [
    { key: 'resume', word: t('webhooks.page.resume'), run: () => resume.save({ params, body }) },
    { key: 'test', word: t('webhooks.page.test'), run: runTest },
    { key: 'update', word: t('webhooks.page.edit'), run: async () => open('edit') },
    { key: 'rotate', word: t('webhooks.page.rotate'), run: async () => open('rotate') },
    { key: 'pause', word: t('webhooks.page.pause'), run: () => pause.save({ params, body }) },
    {
      key: 'remove',
      word: t('webhooks.page.remove'),
      danger: true,
      question: {
        title: t('webhooks.page.remove_title', { name }),
        text: t('webhooks.page.remove_text'),
        verb: t('webhooks.page.remove'),
        danger: true,
      },
      run: () => remove.save({ params, body }),
    },
  ]
}
