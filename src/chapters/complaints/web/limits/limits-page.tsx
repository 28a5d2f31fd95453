import { Button } from 'antd'
import { useState } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { ShortListPage } from '../../../../kernel/web/list/short-list.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PathLink } from '../../../../kernel/web/pieces/path-link.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type LimitsVersion, readLimits } from '../../limits/contract.ts'
import { LimitsTable, type RegulationLimits } from './limits-table.tsx'
import { SetLimits } from './set-limits.tsx'
import './limits.css'

/** How fast complaints are handled, by severity: what holds, what will, and what did. */
export function LimitsPage() {
  const { t } = useWords()
  const [setting, open] = useState(false)
  const found = useCall(readLimits)
  const set = found.data?.can.includes('set') && (
    <Button type="primary" onClick={() => open(true)}>
      {t('complaints.limits_page.set')}
    </Button>
  )
  usePageTitle(t('complaints.limits_page.title'))
  return (
    <ShortListPage
      title={t('complaints.limits_page.title')}
      intro={t('complaints.limits_page.intro')}
      create={set}
    >
      <Loaded of={found} kind="rows">
        {(all) => (
          <>
            <p className="limits-source">
              {t('complaints.limits_page.regulation', {
                hours: all.regulation.response_hours,
                days: all.regulation.resolve_days,
                extended: all.regulation.extend_days,
              })}{' '}
              <PathLink to="/regulation#4.4.1">4.4.1</PathLink>
            </p>
            {sorted(all.versions).map((version) => (
              <Version key={version.version} version={version} regulation={all.regulation} />
            ))}
            <section aria-labelledby="limits-trail">
              <h2 id="limits-trail">{t('web.record.timeline')}</h2>
              <TrailOf {...all.trail} subject_type="complaints.limits" />
            </section>
            {setting && <SetLimits all={all} close={() => open(false)} />}
          </>
        )}
      </Loaded>
    </ShortListPage>
  )
}

const order = { in_force: 0, ahead: 1, past: 2 }
const sorted = (versions: LimitsVersion[]) =>
  versions.toSorted((a, b) => order[a.standing] - order[b.standing])

function Version({ version, regulation }: { version: LimitsVersion; regulation: RegulationLimits }) {
  const { t, language, formats } = useWords()
  const { standing, from_on, set_by, reason } = version
  return (
    <section className="short-group" aria-labelledby={`limits-${version.version}`}>
      <h2 id={`limits-${version.version}`}>
        {t(`complaints.limits_page.standing.${standing}`, { day: formats.date(from_on) })}
      </h2>
      {set_by && (
        <p className="muted">{t('complaints.limits_page.by', { name: nameIn(language, set_by), reason })}</p>
      )}
      <LimitsTable limits={version.limits} regulation={regulation} />
    </section>
  )
}
