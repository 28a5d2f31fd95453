import type { ListSheet } from '../../sheet/serve.ts'
import type { ListedRequest } from './contract.ts'
import { listRequests } from './list.ts'

type Filters = Omit<Parameters<typeof listRequests>[1], 'after' | 'limit'>

/** Approvals the reader takes part in or may read, as a sheet. */
export const requestSheet: ListSheet<ListedRequest, Filters> = {
  title: 'approvals.list.title',
  list: listRequests,
  columns: [
    {
      key: 'matter',
      head: 'approvals.list.matter',
      value: ({ subject: { number, title } }) => [number, title].filter(Boolean).join(' '),
    },
    {
      key: 'state',
      head: 'approvals.list.state',
      value: ({ state, step }, say) =>
        say.word(step?.parked ? 'approvals.list.view.parked' : `approvals.states.request.${state}`),
    },
    {
      key: 'overridden',
      head: 'approvals.list.overridden',
      value: ({ overridden }, say) => (overridden ? say.word('approvals.list.overridden') : null),
    },
    {
      key: 'step',
      head: 'approvals.list.step',
      value: ({ step }, say) => say.title(step),
    },
    {
      key: 'due',
      head: 'approvals.list.due',
      value: ({ step, org_id }, say) => say.at(step?.due_at, org_id),
    },
    {
      key: 'organisation',
      head: 'approvals.list.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    {
      key: 'applicant',
      head: 'approvals.list.applicant',
      value: ({ applicant }, say) => say.name(applicant),
    },
    { key: 'kind', head: 'approvals.list.kind', value: ({ subject }) => subject.kind },
    {
      key: 'flow',
      head: 'approvals.list.flow',
      value: ({ flow }, say) => say.title(flow),
    },
    { key: 'flow_version', head: 'approvals.list.flow_version', value: ({ flow }) => flow.number },
    { key: 'round', head: 'approvals.list.round', value: ({ round }) => round },
    {
      key: 'opened',
      head: 'approvals.list.opened',
      value: ({ opened_at, org_id }, say) => say.at(opened_at, org_id),
    },
  ],
}
