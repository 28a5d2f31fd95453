import { Link, useSearch } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type OrganisationPage as Page, readOrganisation } from '../../../../kernel/org/contract.ts'
import { lifeTones } from '../../../../kernel/org/web/life-chip.tsx'
import { useOrganisationName } from '../../../../kernel/org/web/pick-organisation.ts'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useMay } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { OpenChanges } from '../../change/web/open-changes.tsx'
import { useOfferedChanges } from '../../change/web/use-offered-changes.ts'
import { AboveLine } from './above-line.tsx'
import { ApplicationsSection } from './applications-section.tsx'
import { AsOfField, AsOfNotice, CorrectedNotice } from './as-of.tsx'
import { AsOfCompare } from './as-of-compare.tsx'
import { BelowSection } from './below-section.tsx'
import { DecidedAhead } from './decided-ahead.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { FactsSection } from './facts-section.tsx'
import { FilingsSection } from './filings-section.tsx'
import { LicencesSection } from './licences-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { StandingSection } from './standing-section.tsx'
import './registry.css'

/** An organisation: what its filings add up to, who works there, what was issued to it and what happened. */
export function OrganisationPage() {
  const id = useParam('id')
  const { on }: { on?: string } = useSearch({ strict: false })
  const query = useCall(readOrganisation, { params: { id }, query: on ? { on } : {} })
  return <Loaded of={query}>{(one) => <Organisation key={one.id} organisation={one} on={on} />}</Loaded>
}

function Organisation({ organisation, on }: { organisation: Page; on: string | undefined }) {
  const { t } = useWords()
  const may = useMay()
  const name = useOrganisationName()(organisation)
  const { id, code, kind, life, head, children } = organisation
  const { can, actions, open, standing, records } = useOfferedChanges(id)
  return (
    <RecordPage
      number={code}
      title={name}
      state={{ tone: lifeTones[life], word: t(`org.life.${life}`) }}
      meta={{
        kind: t(`web.org_kind.${kind}`),
        above: organisation.above.length > 0 && <AboveLine above={organisation.above} />,
        head: head && (
          <Link to={`/people/${head.person_id}` as string}>
            <PersonTag person={head} role={t('establishment.registry.head')} />
          </Link>
        ),
      }}
      can={on ? [] : can}
      actions={actions}
      notice={
        on ? (
          <>
            <AsOfNotice id={id} on={on} ahead={on > organisation.today}>
              {on > organisation.today && <DecidedAhead standing={standing} open={open} on={on} />}
              <AsOfCompare organisation={organisation} on={on} />
            </AsOfNotice>
            <CorrectedNotice corrections={organisation.corrections} />
          </>
        ) : (
          open.length > 0 && <OpenChanges changes={open} />
        )
      }
      sections={[
        {
          id: 'facts',
          title: t('establishment.registry.facts'),
          extra: <AsOfField id={id} on={on} />,
          content: <FactsSection organisation={organisation} records={records} />,
        },
        may('controls.standing.read') && {
          id: 'standing',
          title: t('establishment.registry.standing'),
          content: <StandingSection org_id={id} />,
        },
        may('people.person.read') && {
          id: 'people',
          title: t('establishment.registry.people'),
          extra: (
            <Link to={'/people' as string} search={{ under: id } as never}>
              {t('establishment.registry.see_all')}
            </Link>
          ),
          content: <PeopleSection org_id={id} />,
        },
        children > 0 && {
          id: 'below',
          title: t('establishment.registry.below'),
          count: children,
          content: <BelowSection org_id={id} />,
        },
        may('establishment.filing.read') && {
          id: 'filings',
          title: t('establishment.registry.filings'),
          extra: may('establishment.change.read') && (
            <Link to={'/establishment/changes' as string} search={{ under: id } as never}>
              {t('establishment.registry.see_all')}
            </Link>
          ),
          content: <FilingsSection org_id={id} />,
        },
        may('establishment.application.read') && {
          id: 'applications',
          title: t('establishment.registry.applications'),
          content: <ApplicationsSection org_id={id} />,
        },
        may('establishment.licence.read') && {
          id: 'licences',
          title: t('establishment.registry.licences'),
          extra: (
            <Link to={'/establishment/licences' as string} search={{ under: id } as never}>
              {t('establishment.registry.see_all')}
            </Link>
          ),
          content: <LicencesSection org_id={id} />,
        },
        may('documents.document.read') && {
          id: 'documents',
          title: t('establishment.registry.documents'),
          content: <DocumentsSection org_id={id} />,
        },
      ]}
      timeline={
        may('trail.entry.read') && <TrailOf org_id={id} subject_type="organisation" subject_id={id} />
      }
    />
  )
}
