import { useWords } from '../../language/web/words.tsx'
import { NotNow } from '../../web/pieces/not-now.tsx'

/** What can't be changed in the state the issue is in now, with the way back. */
export function IssueNotNow({ id }: { id: string }) {
  const { t } = useWords()
  return (
    <NotNow
      title={t('issues.form.not_now')}
      text={t('issues.form.not_now_text')}
      to={`/issues/${id}`}
      open={t('issues.form.open_issue')}
    />
  )
}
