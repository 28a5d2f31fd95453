import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { leadTo, ObstacleList, useObstacles } from '../../../../kernel/web/pieces/obstacles.tsx'
import { callKey } from '../../../../kernel/web/use-call.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import { cancelVisit, completeVisit, type SiteVisit } from '../../application/visit/contract.ts'
import { useStep } from '../record/use-step.tsx'
import type { PhotoQueue } from './use-photo-queue.ts'
import type { useVisitDraft } from './use-visit-draft.ts'

type Props = {
  application: ApplicationPage
  visit: SiteVisit
  draft: Pick<ReturnType<typeof useVisitDraft>, 'settled'>
  queue: Pick<PhotoQueue, 'waiting' | 'removeAll'>
  /** Opens the plan: day and team. */
  replan: () => void
}

const shownAtOnce = 5

/** What is missing, and the two ways a visit ends. */
export function VisitFoot({ application, visit, draft, queue, replan }: Props) {
  const { t, formats, language } = useWords()
  const client = useQueryClient()
  const go = useGo()
  const confirm = useConfirm()
  const tell = useObstacles()
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
  // A day or a team that doesn't do is changed in the plan; a question is found by its name.
  const obstaclesOf = ({ missing }: SiteVisit) =>
    missing.map(({ path, message }, at) => ({
      key: `${at} ${path}`,
      message,
      lead: () => {
        if (path === 'visitors' || path === 'visited_on') return replan()
        leadTo(path === 'photos' ? '#photos' : `#checklist [data-name="${CSS.escape(path)}"]`)
      },
    }))
  const obstacles = obstaclesOf(visit)
  /** What was still being written is kept first: it may have been the last thing missing. */
  const readMissing = async () => {
    setWorking(true)
    const kept = await draft.settled()
    setWorking(false)
    if (!kept) return undefined
    const page = client.getQueryData<ApplicationPage>(
      callKey(readApplication, { params: { id: application.id } }),
    )
    return obstaclesOf(page?.visits.find(({ id }) => id === visit.id) ?? visit)
  }
  const askComplete = async () => {
    const missing = await readMissing()
    if (missing === undefined) return
    if (missing.length > 0) return tell(t('establishment.visit_page.missing'), missing)
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
            <ObstacleList obstacles={obstacles.slice(0, shownAtOnce)} />
            {visit.missing.length > shownAtOnce && (
              <details>
                <summary>
                  {t('establishment.visit_page.more_missing', {
                    count: visit.missing.length - shownAtOnce,
                  })}
                </summary>
                <ObstacleList obstacles={obstacles.slice(shownAtOnce)} />
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
