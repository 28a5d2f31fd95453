import { useSyncExternalStore } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './shell.css'

/** The line is down: say so once, at the top, for as long as it lasts. */
export function OfflineBanner() {
  const { t } = useWords()
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  return (
    <div role="status" className="offline-banner-place">
      {!online && <p className="offline-banner">{t('web.call.offline')}</p>}
    </div>
  )
}

function listen(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}
