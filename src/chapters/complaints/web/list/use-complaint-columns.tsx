import { useMemo } from 'react'
import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { Column } from '../../../../kernel/web/list/column.ts'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { WorkingTimeLeft } from '../../../../kernel/web/pieces/working-time-left.tsx'
import type { ListedComplaint } from '../../complaint/contract.ts'
import { ComplaintChip } from '../state-chip.tsx'

type Words = ReturnType<typeof useWords>

/** `raised`: the list is of what was raised to risk, and says why, when and who was told in place of what a queue is worked by. */
export function useComplaintColumns({ raised }: { raised: boolean }): Column<ListedComplaint>[] {
  const words = useWords()
  return useMemo(
    () => [
      ...whatItIs(words, raised),
      ...whoAndWhen(words, raised),
      ...ofRisk(words, raised),
      ...more(words),
    ],
    [words, raised],
  )
}

function whatItIs({ t, language }: Words, raised: boolean): Column<ListedComplaint>[] {
  return [
    {
      key: 'number',
      title: t('complaints.field.number'),
      width: 136,
      render: ({ number }) => <span className="number">{number}</span>,
    },
    {
      key: 'subject',
      title: t('complaints.field.subject'),
      render: ({ subject }) => subject,
      card: 'title',
    },
    {
      key: 'org',
      title: t('complaints.field.organisation'),
      width: 168,
      render: ({ organisation }) => nameIn(language, organisation),
    },
    {
      key: 'state',
      title: t('complaints.field.state'),
      width: 204,
      render: ({ state }) => <ComplaintChip state={state} plain />,
      card: 'chip',
    },
    {
      key: 'severity',
      title: t('complaints.field.severity'),
      width: 104,
      render: ({ severity }) => t(`complaints.severity.${severity as 1 | 2 | 3 | 4}`),
      optional: raised,
    },
  ]
}

function whoAndWhen({ t, language }: Words, raised: boolean): Column<ListedComplaint>[] {
  return [
    {
      key: 'due',
      title: t('complaints.field.due'),
      width: 140,
      sort: 'due',
      render: ({ due_at, minutes_left, day_minutes }) =>
        due_at && <WorkingTimeLeft minutes={minutes_left} due_at={due_at} day_minutes={day_minutes} table />,
      optional: raised,
    },
    {
      key: 'handler',
      title: t('complaints.field.handler'),
      width: 94,
      render: ({ handler }) => handler && nameIn(language, handler),
      optional: raised,
    },
    {
      key: 'received',
      title: t('complaints.field.received'),
      width: 124,
      sort: 'received',
      render: ({ received_at }) => <When at={received_at} table />,
      optional: raised,
    },
  ]
}

/** The signal of a risk that counts it, the latest where there are several. */
function ofRisk({ t, language }: Words, raised: boolean): Column<ListedComplaint>[] {
  return [
    {
      key: 'signal',
      title: t('complaints.field.signal'),
      width: 204,
      render: ({ signals: [signal] }) => {
        if (!signal) return null
        const { cause, times, days } = signal
        return t('complaints.list.signal', { cause, times, days })
      },
      optional: !raised,
    },
    {
      key: 'signal_at',
      title: t('complaints.field.signal_at'),
      width: 124,
      render: ({ signals: [signal] }) => signal && <When at={signal.raised_at} table />,
      optional: !raised,
    },
    {
      key: 'signal_told',
      title: t('complaints.field.signal_told'),
      width: 104,
      render: ({ signals: [signal] }) =>
        signal?.issue &&
        (signal.issue.told ? nameIn(language, signal.issue.told) : t('complaints.list.told_above')),
      optional: !raised,
    },
  ]
}

function more({ t, language, formats }: Words): Column<ListedComplaint>[] {
  return [
    {
      key: 'kind',
      title: t('complaints.field.kind'),
      width: 116,
      render: ({ kind_title }) => kind_title,
      optional: true,
    },
    {
      key: 'channel',
      title: t('complaints.field.channel'),
      width: 100,
      render: ({ channel }) => t(`complaints.channel.${channel}`),
      optional: true,
    },
    {
      key: 'service',
      title: t('complaints.field.service'),
      width: 120,
      render: ({ service }) => service,
      optional: true,
    },
    {
      key: 'cause',
      title: t('complaints.field.cause'),
      width: 140,
      render: ({ cause }) => cause,
      optional: true,
    },
    {
      key: 'staff',
      title: t('complaints.field.staff'),
      width: 104,
      render: ({ staff }) => staff && nameIn(language, staff),
      optional: true,
    },
    {
      key: 'service_on',
      title: t('complaints.field.service_on'),
      width: 112,
      render: ({ service_on }) => formats.date(service_on),
      optional: true,
    },
    {
      key: 'claimed',
      title: t('complaints.field.claimed'),
      width: 120,
      align: 'end',
      render: ({ claimed, currency }) => claimed !== null && <Money minor={claimed} currency={currency} />,
      optional: true,
    },
    {
      key: 'compensated',
      title: t('complaints.field.compensated'),
      width: 120,
      align: 'end',
      render: ({ compensated, currency }) =>
        compensated !== null && <Money minor={compensated} currency={currency} />,
      optional: true,
    },
  ]
}
