import { Button } from 'antd'
import { ShownOnce } from '../../../access/web/shown-once.tsx'
import { useWords } from '../../../language/web/words.tsx'
import type { Invited } from '../../account/contract.ts'
import '../dialog.css'

/** What became of the link by which an account's holder sets a password; where it is to be handed over, it is shown. */
export function OneTimeLink({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const { t, formats } = useWords()
  const { path, expires_at } = invited
  const until = expires_at && formats.dateTime(expires_at)
  return (
    <>
      {path ? (
        <ShownOnce
          secret={`${location.origin}${path}`}
          text={t('administration.accounts.link_text', { until })}
        />
      ) : (
        <p>
          {until
            ? t('administration.accounts.link_mailed', { until })
            : t('administration.accounts.link_on_server')}
        </p>
      )}
      <p className="administration-buttons">
        <Button type="primary" onClick={onClose}>
          {t(path ? 'access.once.kept' : 'administration.accounts.understood')}
        </Button>
      </p>
    </>
  )
}
