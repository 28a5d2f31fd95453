import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'

/** Shown once, right after the second step was switched on. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useWords()
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([`${codes.join('\r\n')}\r\n`], { type: 'text/plain' }))
    link.download = 'bylaw-backup-codes.txt'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div>
      <p>{t('access.account.backup_text')}</p>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="notice-actions">
        <Button onClick={download}>{t('access.account.backup_download')}</Button>
        <Button type="primary" onClick={onDone}>
          {t('access.account.backup_done')}
        </Button>
      </div>
    </div>
  )
}
