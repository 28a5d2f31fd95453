import type { ListSheet } from '../../../kernel/sheet/serve.ts'
import type { ListedComplaint } from './contract.ts'
import { listComplaints } from './list.ts'
import type { RiskSignal } from './signal/contract.ts'

type Filters = Omit<Parameters<typeof listComplaints>[1], 'after' | 'limit'>

const wordsOf = ({ cause, times, days }: RiskSignal) => ({ cause, times, days })

/** The complaints as a sheet, in the order of the list; nothing in it says who complained. */
export const complaintSheet: ListSheet<ListedComplaint, Filters> = {
  title: 'complaints.list.title',
  list: listComplaints,
  columns: [
    { key: 'number', head: 'complaints.field.number', value: ({ number }) => number },
    { key: 'subject', head: 'complaints.field.subject', value: ({ subject }) => subject },
    {
      key: 'org',
      head: 'complaints.field.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    {
      key: 'state',
      head: 'complaints.field.state',
      value: ({ state }, say) => say.word(`complaints.state.${state}`),
    },
    {
      key: 'severity',
      head: 'complaints.field.severity',
      value: ({ severity }, say) => say.word(`complaints.severity.${severity}`),
    },
    {
      key: 'due',
      head: 'complaints.field.due',
      value: ({ due_at, organisation }, say) => say.at(due_at, organisation.id),
    },
    { key: 'handler', head: 'complaints.field.handler', value: ({ handler }, say) => say.name(handler) },
    {
      key: 'received',
      head: 'complaints.field.received',
      value: ({ received_at, organisation }, say) => say.at(received_at, organisation.id),
    },
    {
      key: 'signal',
      head: 'complaints.field.signal',
      value: ({ signals: [signal] }, say) => signal && say.word('complaints.list.signal', wordsOf(signal)),
    },
    {
      key: 'signal_at',
      head: 'complaints.field.signal_at',
      value: ({ signals: [signal], organisation }, say) => say.at(signal?.raised_at, organisation.id),
    },
    {
      key: 'signal_told',
      head: 'complaints.field.signal_told',
      value: ({ signals: [signal] }, say) =>
        signal?.issue && (say.name(signal.issue.told) ?? say.word('complaints.list.told_above')),
    },
    {
      key: 'kind',
      head: 'complaints.field.kind',
      value: ({ kind_title }) => kind_title,
    },
    {
      key: 'channel',
      head: 'complaints.field.channel',
      value: ({ channel }, say) => say.word(`complaints.channel.${channel}`),
    },
    { key: 'service', head: 'complaints.field.service', value: ({ service }) => service },
    { key: 'cause', head: 'complaints.field.cause', value: ({ cause }) => cause },
    { key: 'staff', head: 'complaints.field.staff', value: ({ staff }, say) => say.name(staff) },
    {
      key: 'service_on',
      head: 'complaints.field.service_on',
      value: ({ service_on }, say) => say.day(service_on),
    },
    {
      key: 'claimed',
      head: 'complaints.field.claimed',
      value: ({ claimed, currency }) => (claimed === null ? null : { minor: claimed, currency }),
    },
    { key: 'claimed', head: 'complaints.field.currency', value: ({ currency }) => currency },
    {
      key: 'compensated',
      head: 'complaints.field.compensated',
      value: ({ compensated, currency }) => (compensated === null ? null : { minor: compensated, currency }),
    },
  ],
}
