import { type ClauseLink, registerClauseLinks } from '../../../kernel/regulation/web/clause-links.ts'

const read = 'complaints.complaint.read'

const links: ClauseLink[] = [
  {
    ...{ clause_id: '4.4.1', kind: 'work', permission: read },
    ...{ label: 'complaints.list.view.queue', to: '/complaints?mine=open&sort=due' },
  },
  {
    ...{ clause_id: '4.4.1', kind: 'work', permission: 'complaints.complaint.create' },
    ...{ label: 'complaints.list.create', to: '/complaints/new' },
  },
  {
    ...{ clause_id: '4.4.2', kind: 'records', permission: read },
    ...{ label: 'complaints.list.title', to: '/complaints' },
  },
]

/** The pages that carry the clauses of complaints, for the margin of the regulation. */
export const registerLinks = () => registerClauseLinks(links)
