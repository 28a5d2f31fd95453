import type { ReactNode } from 'react'
import type { Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { LanguageSwitch } from '../../web/shell/language-switch.tsx'
import { OfflineBanner } from '../../web/shell/offline-banner.tsx'
import { SealMark } from '../../web/shell/seal-mark.tsx'
import './bare-page.css'

type Props = {
  company: string | undefined
  onLanguage?: (language: Language) => void
  /** Beside the card on wide screens, below it on narrow ones. */
  beside?: ReactNode
  children: ReactNode
}

/** The frame of pages before signing in: the seal, the company, a card. */
export function BarePage({ company, onLanguage, beside, children }: Props) {
  const { t } = useWords()
  return (
    <div className={`bare${beside ? ' has-beside' : ''}`}>
      <OfflineBanner />
      <header className="bare-top">
        <LanguageSwitch {...(onLanguage ? { onChange: onLanguage } : {})} />
      </header>
      <main className="bare-main">
        <div className="bare-column">
          <div className="bare-brand">
            <SealMark size={44} />
            <div>
              <p className="bare-product">{t('access.sign_in.product')}</p>
              <p className="bare-company">{company ?? '\u00a0'}</p>
            </div>
          </div>
          <div className="bare-card">{children}</div>
        </div>
        {beside}
      </main>
    </div>
  )
}
