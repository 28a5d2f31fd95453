import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePageTitle } from '../../web/page-title.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { listParameters, type ReadParameter } from '../contract.ts'
import { NumberRow } from './number-row.tsx'
import { SetNumberDialog } from './set-number-dialog.tsx'
import './numbers-page.css'

/** The regulation's own numbers: what holds, what will hold, and for those who may, setting them. */
export function NumbersPage() {
  const { t, language } = useWords()
  const [open, setOpen] = useState<ReadParameter>()
  const numbers = useCall(listParameters, { query: { language } })
  usePageTitle(t('regulation.numbers.title'))
  return (
    <div className="numbers-page">
      <header>
        <h1>{t('regulation.numbers.title')}</h1>
        <p className="muted">{t('regulation.numbers.intro')}</p>
      </header>
      <Loaded of={numbers} kind="rows" rows={23}>
        {({ items, today }) => (
          <>
            <ul className="card numbers-list">
              {items.map((item) => (
                <NumberRow key={item.key} number={item} onSet={() => setOpen(item)} />
              ))}
            </ul>
            {open && (
              <SetNumberDialog
                number={items.find(({ key }) => key === open.key) ?? open}
                today={today}
                onClose={() => setOpen(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}
