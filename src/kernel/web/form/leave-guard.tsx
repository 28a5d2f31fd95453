import { useBlocker } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'

type Props = {
  when: boolean
  /** Keeps what is open before one leaves; then nothing is asked when all of it could be kept. */
  secure?: () => Promise<boolean>
}

/** Asks before leaving, but only when something would be lost. */
export function LeaveGuard({ when, secure }: Props) {
  const { t } = useWords()
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      when && current.pathname !== next.pathname && !(secure && (await secure())),
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('web.form.leave.title')}
      okText={t('web.form.leave.stay')}
      cancelText={t('web.form.leave.leave')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={440}
    >
      {t('web.form.leave.text')}
    </Modal>
  )
}
