import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { markRead } from '../copy/contract.ts'
import type { Request } from './request-words.ts'
import { useOperation, useOperations } from './use-operations.ts'

/** Says that one has read it: it leaves the inbox. */
export function MarkRead({ request }: { request: Request }) {
  const { t } = useWords()
  const { settle, invalidates } = useOperations(request)
  const { send, saving } = useOperation(markRead, invalidates)
  return (
    <Button
      loading={saving}
      onClick={() => void settle(send({ params: { id: request.id } }), t('approvals.copy.read_done'))}
    >
      {t('approvals.operations.mark_read')}
    </Button>
  )
}
