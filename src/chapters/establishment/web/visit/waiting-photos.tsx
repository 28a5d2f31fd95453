import { Button, Progress } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { useProblemText } from '../../../../kernel/web/pieces/problem-text.ts'
import type { PhotoQueue } from './use-photo-queue.ts'

/** What waits on this device, and what the server won't take: that one is put right or taken away by hand. */
export function WaitingPhotos({ queue }: { queue: PhotoQueue }) {
  const { t } = useWords()
  const text = useProblemText()
  const confirm = useConfirm()
  const { waiting, sending, again, remove } = queue
  if (waiting.length === 0) return null
  const askRemove = async (key: string) => {
    const sure = await confirm({
      title: t('establishment.visit_page.remove_photo_ask'),
      verb: t('establishment.visit_page.remove_photo'),
      danger: true,
    })
    if (sure !== undefined) remove(key)
  }
  return (
    <div className="visit-waiting">
      <p role="status">{t('establishment.visit_page.waiting', { count: waiting.length })}</p>
      {sending ? (
        <Progress
          percent={Math.round(sending.share * 100)}
          size="small"
          aria-label={t('establishment.visit_page.photos')}
        />
      ) : (
        <Button size="small" onClick={again}>
          {t('establishment.visit_page.send_now')}
        </Button>
      )}
      {waiting.some(({ problem }) => problem) && (
        <ul className="visit-refused-photos" role="alert">
          {waiting.map(
            ({ key, name, problem }) =>
              problem && (
                <li key={key}>
                  <span>
                    {name} {text(problem)}
                  </span>
                  <Button size="small" danger type="text" onClick={() => void askRemove(key)}>
                    {t('establishment.visit_page.remove_photo')}
                  </Button>
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  )
}
