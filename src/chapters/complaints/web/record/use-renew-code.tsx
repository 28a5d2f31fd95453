import { App } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { RecordAction } from '../../../../kernel/web/record/actions.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { renewCode } from '../../complaint/code/contract.ts'
import type { ComplaintPage } from '../../complaint/contract.ts'
import { touched } from '../touched.ts'

/** Another code for the one the customer lost: shown this once, until whoever asked closes it. */
export function useRenewCode({ id, version }: ComplaintPage): RecordAction {
  const { modal } = App.useApp()
  const { t } = useWords()
  const { save } = useSave(renewCode, {
    invalidates: touched,
    onDone: ({ number, code, mailed }) =>
      modal.info({
        title: t('complaints.page.new_code.title', { number }),
        icon: null,
        content: (
          <>
            <p>
              <strong className="number">{code}</strong>
            </p>
            <p>{t('complaints.page.new_code.once')}</p>
            {mailed && <p>{t('complaints.page.new_code.mailed')}</p>}
          </>
        ),
        okText: t('complaints.page.new_code.told'),
      }),
  })
  return {
    ...{ key: 'renew_code', word: t('complaints.page.action.renew_code'), quiet: true },
    question: {
      title: t('complaints.page.new_code.ask'),
      text: t('complaints.page.new_code.ask_text'),
      verb: t('complaints.page.action.renew_code'),
    },
    run: () => save({ params: { id }, body: { version } }),
  }
}
