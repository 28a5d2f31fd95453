import { useWords } from '../../language/web/words.tsx'
import { useCall } from '../../web/use-call.ts'
import { readChain } from '../contract.ts'

/** How the chain stands, in one line above the list. */
export function ChainLine() {
  const { t } = useWords()
  const { data } = useCall(readChain)
  return (
    <p className="chain-line muted">
      {data && (
        <>
          <span>{t('trail.page.chain', { entries: data.entries, organisations: data.organisations })}</span>
          <span>
            {data.checkpoint
              ? t('trail.page.signed', { at: data.checkpoint.made_at })
              : t('trail.page.never_signed')}
          </span>
          <span className="chain-key">
            {t('trail.page.public_key')} <code>{data.public_key}</code>
          </span>
        </>
      )}
    </p>
  )
}
