import { AimOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { type Place, PlacePicker } from '../form/place-picker.tsx'
import { PlaceWords } from '../place-words.tsx'
import type { Position } from './use-position.ts'

type Props = {
  application: ApplicationPage
  position: Position
  locate: () => void
  pick: (place: Place | undefined, source?: 'premises') => void
}

/** Where one is: found by the device, or picked by hand where it can't or mayn't. */
export function PositionPart({ application, position, locate, pick }: Props) {
  const { t } = useWords()
  const [map, showMap] = useState(false)
  const { longitude, latitude } = application
  const { state, place, accuracy } = position
  const failed = state === 'refused' || state === 'unavailable'
  return (
    <div className="visit-position">
      <p className="muted">{t('establishment.visit_page.where_text')}</p>
      {place && (
        <p role="status">
          <AimOutlined aria-hidden="true" /> <PlaceWords place={place} />{' '}
          {accuracy !== undefined && (
            <span className="faint">{t('establishment.visit_page.accuracy', { metres: accuracy })}</span>
          )}
        </p>
      )}
      {failed && (
        <p className="visit-refused" role="alert">
          {t(
            state === 'refused' ? 'establishment.visit_page.refused' : 'establishment.visit_page.unavailable',
          )}
        </p>
      )}
      <div className="visit-position-tools">
        <Button icon={<AimOutlined aria-hidden="true" />} loading={state === 'looking'} onClick={locate}>
          {t(state === 'looking' ? 'establishment.visit_page.locating' : 'establishment.visit_page.locate')}
        </Button>
        {longitude !== null && latitude !== null && (
          <Button onClick={() => pick({ longitude, latitude }, 'premises')}>
            {t('establishment.visit_page.same_as_premises')}
          </Button>
        )}
        {!map && !failed && (
          <Button type="text" onClick={() => showMap(true)}>
            {t('establishment.visit_page.by_hand')}
          </Button>
        )}
      </div>
      {(map || failed) && <PlacePicker value={place} onChange={(next) => pick(next)} />}
    </div>
  )
}
