import { Button } from 'antd'
import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { cancelVisit, completeVisit, type SiteVisit } from '../../application/visit/contract.ts'
import { useStep } from '../record/use-step.tsx'
import type { PhotoQueue } from './use-photo-queue.ts'
import type { useVisitDraft } from './use-visit-draft.ts'

type Props = {
  application: ApplicationPage
  visit: SiteVisit
  draft: Pick<ReturnType<typeof useVisitDraft>, 'settled'>
  queue: Pick<PhotoQueue, 'waiting' | 'removeAll'>
}

const shownAtOnce = 5

/** What is missing, and the two ways a visit ends. */
export function VisitFoot({ application, visit, draft, queue }: Props) {
  const { t, formats, language } = useWords()
  const go = useGo()
  const confirm = useConfirm()
  const complete = useStep(completeVisit)
  const cancel = useStep(cancelVisit)
  const [working, setWorking] = useState(false)
  const params = { id: application.id, visit_id: visit.id }
  const end = async (step: typeof complete | typeof cancel) => {
    setWorking(true)
    const version = await draft.settled()
    const saved = version ? await step({ params, body: { version } }) : { ok: false }
    setWorking(false)
    if (saved.ok) go(`/establishment/applications/${application.id}#visits`)
    return saved.ok
  }
  const waiting = queue.waiting.length
  const askComplete = async () => {
    const sure = await confirm({
      title: t('establishment.visit_page.complete_ask'),
      text: t('establishment.visit_page.complete_text'),
      verb: t('establishment.visit_page.complete'),
    })
    if (sure !== undefined) await end(complete)
  }
  const askCancel = async () => {
    const sure = await confirm({
      title: t('establishment.visit_page.cancel_ask'),
      text: t('establishment.visit_page.cancel_text'),
      verb: t('establishment.visit_page.cancel'),
      danger: true,
    })
    if (sure === undefined || !(await end(cancel))) return
    await queue.removeAll()
  }
  const readyWord = () => {
    const signed = visit.visitors.filter(({ signed_at }) => signed_at !== null)
    if (signed.length > 0)
      return t('establishment.visit_page.half_signed', {
        names: formats.list(signed.map((one) => nameIn(language, one))),
      })
    return t(
      visit.can.includes('complete')
        ? 'establishment.visit_page.ready'
        : 'establishment.visit_page.only_team_signs',
    )
  }
  return (
    <>
      <section className="visit-part" aria-live="polite">
        {visit.missing.length === 0 ? (
          <p className="sheet-ready">{readyWord()}</p>
        ) : (
          <>
            <p>{t('establishment.visit_page.missing')}</p>
            <MissingList missing={visit.missing.slice(0, shownAtOnce)} />
            {visit.missing.length > shownAtOnce && (
              <details>
                <summary>
                  {t('establishment.visit_page.more_missing', {
                    count: visit.missing.length - shownAtOnce,
                  })}
                </summary>
                <MissingList missing={visit.missing.slice(shownAtOnce)} />
              </details>
            )}
          </>
        )}
        {visit.can.includes('cancel') && (
          <Button type="text" danger className="visit-cancel" onClick={() => void askCancel()}>
            {t('establishment.visit_page.cancel')}
          </Button>
        )}
      </section>
      {visit.can.includes('complete') && (
        <footer className="visit-foot">
          {waiting > 0 && (
            <p id="visit-held" className="visit-held" role="status">
              {t('establishment.visit_page.held', { count: waiting })}
            </p>
          )}
          <Button
            type="primary"
            size="large"
            block
            loading={working}
            disabled={waiting > 0}
            aria-describedby={waiting > 0 ? 'visit-held' : undefined}
            onClick={() => void askComplete()}
          >
            {t('establishment.visit_page.complete')}
          </Button>
        </footer>
      )}
    </>
  )
}

function MissingList({ missing }: Pick<SiteVisit, 'missing'>) {
  return (
    <ul className="visit-missing">
      {missing.map(({ path, message }) => (
        <li key={path}>{message}</li>
      ))}
    </ul>
  )
}
