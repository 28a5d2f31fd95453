import { Switch } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readMap } from '../../registry/contract.ts'
import { RegistryViews } from '../../registry/web/registry-views.tsx'
import { NetworkMap } from './network-map.tsx'

/** The premises of the network on the map. */
export function MapPage() {
  const { t } = useWords()
  const id = useId()
  const [closed, setClosed] = useState(false)
  const query = useCall(
    readMap,
    { query: { closed: closed ? 'true' : 'false' } },
    { keep: true, fresh: 60_000 },
  )
  return (
    <div className="map-page">
      <header className="map-head">
        <h1>{t('establishment.map.title')}</h1>
        <span className="map-switch">
          <Switch id={id} size="small" checked={closed} onChange={setClosed} />
          <label htmlFor={id}>{t('establishment.map.with_closed')}</label>
        </span>
        <RegistryViews here="map" />
      </header>
      <Loaded of={query} kind="page">
        {({ points, left_out, without_point }) =>
          points.length === 0 ? (
            <EmptyState
              title={t('establishment.map.empty_title')}
              text={t('establishment.map.empty_text')}
              action={<GoButton to="/organisations">{t('establishment.map.as_table')}</GoButton>}
            />
          ) : (
            <>
              {left_out > 0 && <p role="status">{t('establishment.map.left_out', { count: left_out })}</p>}
              {without_point > 0 && (
                <p className="muted">{t('establishment.map.without_point', { count: without_point })}</p>
              )}
              <NetworkMap points={points} tableHref="/organisations" />
            </>
          )
        }
      </Loaded>
    </div>
  )
}
