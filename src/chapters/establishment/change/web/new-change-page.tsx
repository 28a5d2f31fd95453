import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type OrganisationPage, readOrganisation } from '../../../../kernel/org/contract.ts'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { readPremises } from '../../registry/contract.ts'
import { listOffered } from '../contract.ts'
import { type ChangeKind, proposalShapes } from '../kinds/contract.ts'
import { ChangeForm } from './change-form.tsx'

/** A correction begins at the filing it corrects. */
type Begun = Exclude<ChangeKind, 'correction'>

/** Begins a filing about an organisation, if its kind is open to this reader there now. */
export function NewChangePage() {
  const id = useParam('id')
  const kind = useParam('kind') as Begun
  const organisation = useCall(readOrganisation, { params: { id } })
  // Asked once: a filing handed in from here is no longer offered, and the form stays until it has gone on.
  const offered = useCall(listOffered, { params: { id } }, { fresh: Number.POSITIVE_INFINITY })
  return (
    <Loaded of={organisation} kind="record">
      {(org) => (
        <Loaded of={offered} kind="record">
          {({ kinds, open, today }) =>
            kinds.includes(kind) ? (
              <NewChange org={org} kind={kind} today={today} />
            ) : (
              <NotOffered org_id={id} open={open} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  )
}

type Beginning = { org: OrganisationPage; kind: Begun; today: string }

/** Begins from what holds now. */
function NewChange({ org, kind, today }: Beginning) {
  const premises = useCall(readPremises, { params: { id: org.id } })
  return (
    <Loaded of={premises} kind="record">
      {({ current }) => (
        <ChangeForm org={org} kind={kind} today={today} holds={holdsOf(kind, { ...org, ...current })} />
      )}
    </Loaded>
  )
}

/** The fields of a kind as they are; a restoring begins empty, a new parent is chosen. */
function holdsOf(kind: ChangeKind, facts: Record<string, unknown>): Record<string, unknown> {
  if (kind !== 'name' && kind !== 'scope' && kind !== 'premises') return {}
  const fields = Object.keys(proposalShapes[kind].shape)
  return Object.fromEntries(fields.map((field) => [field, facts[field] ?? null]))
}

function NotOffered({ org_id, open }: { org_id: string; open: { id: string; number: string | null }[] }) {
  const { t } = useWords()
  const [first] = open
  return (
    <EmptyState
      page
      title={t('establishment.change.form.not_offered')}
      text={t('establishment.change.form.not_offered_text')}
      action={
        first ? (
          <GoButton type="primary" to={`/establishment/changes/${first.id}`}>
            {t('establishment.change.form.see_open', { number: first.number ?? '' })}
          </GoButton>
        ) : (
          <GoButton type="primary" to={`/organisations/${org_id}`}>
            {t('establishment.change.form.see_organisation')}
          </GoButton>
        )
      }
    />
  )
}
