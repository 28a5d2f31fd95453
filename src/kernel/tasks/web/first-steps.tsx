import { Link, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { listOrganisations } from '../../org/contract.ts'
import type { WebRoute } from '../../web/route.ts'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'

/** While there is nothing but the headquarters: where to begin, for those who can. */
export function FirstSteps() {
  const { t } = useWords()
  const may = useMay()
  const steps = useSteps()
  const { data } = useCall(
    listOrganisations,
    { query: { limit: 2 } },
    { enabled: may('org.organisation.read') },
  )
  if (!data || data.total > 1 || data.items[0]?.kind !== 'headquarters' || steps.length === 0) return null
  return (
    <section className="card first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('tasks.workbench.first_title')}</h2>
      <p className="muted">{t('tasks.workbench.first_text')}</p>
      <ol>
        {steps.map(({ path, title, firstStep }) => (
          <li key={path}>
            <Link to={path as string}>{t(title)}</Link>
            {firstStep && <p className="muted">{t(firstStep.text)}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The pages that say of themselves that one begins with them. */
function useSteps(): WebRoute[] {
  const router = useRouter()
  const may = useMay()
  return useMemo(
    () =>
      Object.values(router.routesById)
        .flatMap(
          (route: { options: { staticData?: { web?: WebRoute } } }) => route.options.staticData?.web ?? [],
        )
        .filter((web) => web.firstStep && may(web.permission))
        .sort((a, b) => (a.firstStep?.order ?? 0) - (b.firstStep?.order ?? 0)),
    [router, may],
  )
}
