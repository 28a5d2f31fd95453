import { Button } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type Condition, confirmScore } from '../../application/review/contract.ts'
import { useStep } from '../record/use-step.tsx'

type Props = {
  application_id: string
  version: number
  condition: Condition
  /** Keeps what is open first, so that both don't save over one another. */
  flush: () => Promise<boolean>
}

/** The applicant changed what this score is about: it is given anew below, or holds. */
export function ConfirmScore({ application_id, version, condition, flush }: Props) {
  const { t } = useWords()
  const confirm = useStep(confirmScore)
  const run = async () => {
    if (await flush()) await confirm({ params: { id: application_id }, body: { version, condition } })
  }
  return (
    <p className="sheet-changed" role="note">
      {t('establishment.sheet.changed')}{' '}
      <Button size="small" onClick={() => void run()}>
        {t('establishment.sheet.confirm')}
      </Button>
    </p>
  )
}
