import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ListedOrganisation } from '../../../../kernel/org/contract.ts'
import { LifeChip } from '../../../../kernel/org/web/life-chip.tsx'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readPremises } from '../contract.ts'

/** What the pane beside the list tells of an organisation. */
export function OrganisationPreview({ organisation }: { organisation: ListedOrganisation }) {
  const { t, formats } = useWords()
  const named = useOrganisationName()
  const { data } = useCall(readPremises, { params: { id: organisation.id } })
  const { parent, head, started_on, credit_code } = organisation
  return (
    <>
      <h2>{named(organisation)}</h2>
      <LifeChip life={organisation.life} />
      <Facts
        facts={[
          { word: t('establishment.registry.code'), value: organisation.code },
          { word: t('establishment.registry.kind'), value: t(`web.org_kind.${organisation.kind}`) },
          { word: t('establishment.registry.parent'), value: parent && named(parent) },
          {
            word: t('establishment.registry.head'),
            value: head && (
              <Link to={`/people/${head.person_id}` as string}>
                <PersonTag person={head} bare />
              </Link>
            ),
          },
          { word: t('establishment.registry.credit_code'), value: credit_code },
          { word: t('establishment.registry.started_on'), value: started_on && formats.date(started_on) },
          { word: t('establishment.registry.address'), value: data?.current?.address, wide: true },
          { word: t('establishment.registry.scope'), value: data?.current?.scope, wide: true },
        ]}
      />
    </>
  )
}
