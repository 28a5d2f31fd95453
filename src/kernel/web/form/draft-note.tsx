import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { DraftState } from './use-autosave.ts'

/** Whether and when the draft was kept. */
export function DraftNote({ draft, retry }: { draft: DraftState; retry: () => void }) {
  const { t, formats } = useWords()
  const { state, saved_at } = draft
  if (state === 'failed') {
    return (
      <p className="draft-note is-failed" role="alert">
        {t('web.form.draft.failed')}
        <Button size="small" onClick={retry}>
          {t('web.problem.retry')}
        </Button>
      </p>
    )
  }
  if (state === 'partly' && saved_at) {
    return (
      <p className="draft-note is-failed" role="status">
        {t('web.form.draft.partly', { time: formats.time(saved_at) })}
      </p>
    )
  }
  return (
    <p className="draft-note" role="status">
      {state === 'saving' || state === 'changed'
        ? t('web.form.draft.saving')
        : saved_at && t('web.form.draft.saved', { time: formats.time(saved_at) })}
    </p>
  )
}
