import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { OrganisationPage } from '../../../../kernel/org/contract.ts'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'

/** The organisations above, from the root down; a link where this reader may go. */
export function AboveLine({ above }: { above: OrganisationPage['above'] }) {
  const { t } = useWords()
  const named = useOrganisationName()
  return (
    <nav className="registry-path" aria-label={t('establishment.registry.above')}>
      {above.map((one, at) => (
        <Fragment key={one.id}>
          {at > 0 && <span aria-hidden="true">›</span>}
          {one.within_reach ? (
            <Link to={`/organisations/${one.id}` as string}>{named(one)}</Link>
          ) : (
            <span>{named(one)}</span>
          )}
        </Fragment>
      ))}
    </nav>
  )
}
