import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'

import type { ComplaintPage } from '../../complaint/contract.ts'

/** Where it went, where it came from, what was merged into it, and what may be the same matter. */
export function ComplaintNotice({ complaint }: { complaint: ComplaintPage }) {
  const { t, language } = useWords()
  const { state, went_to, came_from, merged, similar, related } = complaint
  const mergedIn = merged.length > 0 && (
    <Alert
      type="info"
      title={t('complaints.page.merged_in')}
      description={
        <ul className="complaint-similar">
          {merged.map((one) => (
            <li key={one.id}>
              <Link to={`/complaints/${one.id}`}>{one.number}</Link>
            </li>
          ))}
        </ul>
      }
    />
  )
  if (state === 'merged' || state === 'transferred')
    return (
      <>
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t(`complaints.page.went_${state}`)}{' '}
              {went_to && <Link to={`/complaints/${went_to.id}`}>{went_to.number}</Link>}
            </>
          }
        />
        {mergedIn}
      </>
    )
  return (
    <>
      {came_from && (
        <Alert
          type="info"
          title={
            <>
              {t('complaints.page.came_from')}{' '}
              <Link to={`/complaints/${came_from.id}`}>{nameIn(language, came_from.organisation)}</Link>
            </>
          }
        />
      )}
      {mergedIn}
      {similar.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('complaints.page.similar')}
          description={
            <ul className="complaint-similar">
              {similar.map((one) => (
                <li key={one.id}>
                  <Link to={`/complaints/${one.id}`}>{one.number}</Link> {one.subject}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {related.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('complaints.page.related')}
          description={
            <>
              <p>{t('complaints.page.related_help')}</p>
              <ul className="complaint-similar">
                {related.map((one) => (
                  <li key={one.id}>
                    {nameIn(language, one.organisation)}{' '}
                    <Link to={`/complaints/${one.id}`}>{one.number}</Link> {one.subject}{' '}
                    <span className="muted">{t(`complaints.page.related_by.${one.by}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
    </>
  )
}
