import { CameraOutlined, PictureOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import type { FileShown } from '../../application/papers/contract.ts'
import { removePhoto, type SiteVisit } from '../../application/visit/contract.ts'
import { useStep } from '../record/use-step.tsx'
import type { PhotoFacts } from './photo-store.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { PositionPart } from './position-part.tsx'
import type { PhotoQueue } from './use-photo-queue.ts'
import { sourceOf, usePosition } from './use-position.ts'
import type { useVisitDraft } from './use-visit-draft.ts'
import { WaitingPhotos } from './waiting-photos.tsx'

type Props = {
  application: ApplicationPage
  visit: SiteVisit
  draft: Pick<ReturnType<typeof useVisitDraft>, 'withPhoto'>
  queue: PhotoQueue
}

/** First where one is, then photos: each carries that place and its time. */
export function PhotoPart({ application, visit, draft, queue }: Props) {
  const { t } = useWords()
  const { position, locate, pick } = usePosition()
  const { waiting, add } = queue
  const taken = useRef<HTMLInputElement>(null)
  const chosen = useRef<HTMLInputElement>(null)
  const { place } = position
  const onFiles = (input: HTMLInputElement, taken_with: PhotoFacts['taken_with']) => {
    const files = [...(input.files ?? [])]
    input.value = ''
    if (place && files.length > 0) void add(files, place, { ...sourceOf(position), taken_with })
  }
  const confirm = useConfirm()
  const take = useStep(removePhoto)
  const askRemove = async ({ id: file_id }: FileShown) => {
    const sure = await confirm({
      title: t('establishment.visit_page.take_photo_away_ask'),
      verb: t('establishment.visit_page.take_photo_away'),
      danger: true,
    })
    if (sure === undefined) return
    const params = { id: application.id, visit_id: visit.id, file_id }
    await draft.withPhoto(() => take({ params }))
  }
  return (
    <section className="visit-part" id="photos">
      <h2>{t('establishment.visit_page.photos')}</h2>
      <PositionPart application={application} position={position} locate={locate} pick={pick} />
      <div className="visit-camera">
        <Button
          type="primary"
          ghost
          size="large"
          icon={<CameraOutlined aria-hidden="true" />}
          disabled={!place}
          onClick={() => taken.current?.click()}
        >
          {t('establishment.visit_page.photograph')}
        </Button>
        <Button
          size="large"
          icon={<PictureOutlined aria-hidden="true" />}
          disabled={!place}
          onClick={() => chosen.current?.click()}
        >
          {t('establishment.visit_page.choose')}
        </Button>
        <input
          ref={taken}
          type="file"
          hidden
          accept="image/*"
          capture="environment"
          onChange={({ target }) => onFiles(target, 'camera')}
        />
        <input
          ref={chosen}
          type="file"
          hidden
          accept="image/*"
          multiple
          onChange={({ target }) => onFiles(target, 'chosen')}
        />
      </div>
      {!place && <p className="muted">{t('establishment.visit_page.place_first')}</p>}
      <WaitingPhotos queue={queue} />
      {visit.photos.length === 0 && waiting.length === 0 && (
        <p className="faint">{t('establishment.visit_page.none')}</p>
      )}
      <PhotoStrip application_id={application.id} photos={visit.photos} told remove={askRemove} />
    </section>
  )
}
