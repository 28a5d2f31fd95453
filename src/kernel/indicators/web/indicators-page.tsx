import { Button } from 'antd'
import { useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../web/list/short-list.tsx'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { listIndicators, shownLevels } from '../contract.ts'
import { LevelChip } from './level-chip.tsx'
import { NewIndicator } from './new-indicator.tsx'
import './indicators.css'

/** What is measured of every organisation, and how many stand where. */
export function IndicatorsPage() {
  const { t } = useWords()
  const title = useTitle()
  const [making, setMaking] = useState(false)
  const found = useCall(listIndicators)
  const create = useMay()('indicators.indicator.edit') && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('indicators.page.create')}
    </Button>
  )
  return (
    <ShortListPage title={t('indicators.page.title')} intro={t('indicators.page.intro')} create={create}>
      <Loaded of={found} kind="rows">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('indicators.page.empty')}
              text={t('indicators.page.empty_text')}
              action={create}
            />
          ) : (
            <ShortList id="indicators">
              {items.map((one) => (
                <ShortRow
                  key={one.id}
                  to={`/indicators/${one.id}`}
                  title={title(one)}
                  hint={`${t(`indicators.page.frequency.${one.frequency}`)} · ${t(`indicators.page.source.${one.source}`)}`}
                >
                  <span className="indicator-counts">
                    {shownLevels.map(
                      (level) =>
                        one.summary[level] > 0 && (
                          <span key={level}>
                            <LevelChip level={level} /> <span className="number">{one.summary[level]}</span>
                          </span>
                        ),
                    )}
                  </span>
                </ShortRow>
              ))}
            </ShortList>
          )
        }
      </Loaded>
      {making && <NewIndicator close={() => setMaking(false)} />}
    </ShortListPage>
  )
}
