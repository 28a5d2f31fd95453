import { Button } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { downloadFile, type FileShown } from '../../application/papers/contract.ts'
import { photoSources, placeSources } from '../../application/visit/contract.ts'
import { PlaceWords } from '../place-words.tsx'

type Props = {
  application_id: string
  photos: FileShown[]
  /** With place and time under each. */
  told?: boolean
  /** Takes one away again. */
  remove?: (photo: FileShown) => unknown
}

/** Photos as small pictures; each opens in full. */
export function PhotoStrip({ application_id, photos, told = false, remove }: Props) {
  const { t } = useWords()
  if (photos.length === 0) return null
  return (
    <ul className={`photo-strip${told ? ' is-told' : ''}`}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <a
            href={fileUrl(downloadFile, { params: { id: application_id, file_id: photo.id } })}
            target="_blank"
            rel="noreferrer"
          >
            <img
              src={fileUrl(downloadFile, { params: { id: application_id, file_id: photo.id } })}
              alt={photo.name}
              loading="lazy"
            />
          </a>
          {told && <PhotoWords photo={photo} />}
          {remove && (
            <Button type="text" size="small" danger onClick={() => void remove(photo)}>
              {t('establishment.visit_page.take_photo_away')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function PhotoWords({ photo }: { photo: FileShown }) {
  const { t, formats } = useWords()
  const { longitude, latitude, taken_at, accuracy, metres_away } = photo.meta
  const place_from = placeSources.find((one) => one === photo.meta.place_from)
  const taken_with = photoSources.find((one) => one === photo.meta.taken_with)
  const placed = typeof longitude === 'number' && typeof latitude === 'number'
  return (
    <p className="photo-words">
      <span>
        {typeof taken_at === 'string' ? formats.dateTime(taken_at) : t('establishment.visit_page.no_time')}
        {taken_with && ` · ${t(`establishment.visit_page.taken_with.${taken_with}`)}`}
      </span>
      <span className={placed ? '' : 'visit-critical'}>
        {placed ? <PlaceWords place={{ longitude, latitude }} /> : t('establishment.visit_page.no_place')}
      </span>
      {placed && (
        <span className="faint">
          {[
            t(`establishment.visit_page.place_from.${place_from ?? 'by_hand'}`),
            typeof accuracy === 'number' &&
              t('establishment.visit_page.accuracy', { metres: Math.round(accuracy) }),
            typeof metres_away === 'number' &&
              t('establishment.visit_page.metres_away', { metres: metres_away }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </p>
  )
}
