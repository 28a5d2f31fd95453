import { type ClauseLink, registerClauseLinks } from '../../../kernel/regulation/web/clause-links.ts'

const read = 'establishment.application.read'
const list = '/establishment/applications'
const reviewing = `${list}?state=submitted&state=in_review&state=more_wanted`

const links: ClauseLink[] = [
  {
    ...{ clause_id: '2.2.1', kind: 'work', permission: 'establishment.application.create' },
    ...{ label: 'establishment.applications.create', to: `${list}/new` },
  },
  {
    ...{ clause_id: '2.2.1', kind: 'records', permission: read },
    ...{ label: 'establishment.applications.title', to: list },
  },
  ...(['2.1.1', '2.1.2', '2.1.3', '2.1.4', '2.1.5', '2.2.2'] as const).map(
    (clause_id): ClauseLink => ({
      ...{ clause_id, kind: 'work', permission: read },
      ...{ label: 'establishment.applications.view.waiting', to: reviewing },
    }),
  ),
  {
    ...{ clause_id: '2.2.3', kind: 'work', permission: read },
    label: 'establishment.applications.view.deciding',
    to: `${list}?state=recommended&state=not_recommended`,
  },
  {
    ...{ clause_id: '2.2.4', kind: 'work', permission: read },
    label: 'establishment.applications.view.registering',
    to: `${list}?state=approved&state=issued`,
  },
  {
    ...{ clause_id: '2.2.4', kind: 'records', permission: 'issues.issue.read' },
    ...{ label: 'issues.page.title', to: '/issues?clause=2.2.4' },
  },
  ...(['2.3.1', '2.3.2'] as const).map(
    (clause_id): ClauseLink => ({
      ...{ clause_id, kind: 'records', permission: 'establishment.change.read' },
      ...{ label: 'establishment.changes.title', to: '/establishment/changes' },
    }),
  ),
  {
    ...{ clause_id: '2.3.2', kind: 'records', permission: 'org.organisation.read' },
    ...{ label: 'establishment.registry.title', to: '/organisations' },
  },
  {
    ...{ clause_id: '2.3.3', kind: 'work', permission: 'establishment.licence.read' },
    ...{ label: 'establishment.licences.title', to: '/establishment/licences' },
  },
]

/** The pages that carry the clauses of chapter 2, for the margin of the regulation. */
export const registerLinks = () => registerClauseLinks(links)
