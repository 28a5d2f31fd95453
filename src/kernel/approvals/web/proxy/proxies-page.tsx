import { App, Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import type { Column } from '../../../web/list/column.ts'
import type { Filter, View } from '../../../web/list/filter.ts'
import { ListPage } from '../../../web/list/list-page.tsx'
import { ConfirmButton } from '../../../web/pieces/confirm-button.tsx'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { StateChip, type Tone } from '../../../web/pieces/state-chip.tsx'
import { useMay } from '../../../web/session.tsx'
import { useSave } from '../../../web/use-save.ts'
import { endProxy, listProxies, type ProxyWindow, proxyStates } from '../../proxy/contract.ts'
import { GiveProxyDialog } from './give-proxy-dialog.tsx'

const tones: Record<ProxyWindow['state'], Tone> = { now: 'progress', later: 'waiting', past: 'closed' }

/** Who decides in whose place: one's own windows, and everybody's for whoever looks after them. */
export function ProxiesPage() {
  const { t } = useWords()
  const may = useMay()
  const [giving, setGiving] = useState(false)
  const views: View[] = proxyStates.map((state) => ({
    key: state,
    title: t(`approvals.proxy.states.${state}`),
    filters: { state },
  }))
  const filters: Filter[] = [
    {
      key: 'state',
      title: t('approvals.proxy.state'),
      kind: 'choice',
      options: proxyStates.map((value) => ({ value, word: t(`approvals.proxy.states.${value}`) })),
    },
    ...(may('approvals.proxy.manage')
      ? [
          {
            key: 'of',
            title: t('approvals.proxy.of'),
            kind: 'choice' as const,
            options: (['mine', 'all'] as const).map((value) => ({
              value,
              word: t(`approvals.proxy.${value}`),
            })),
          },
        ]
      : []),
  ]
  const create = may('approvals.proxy.give') && (
    <Button type="primary" onClick={() => setGiving(true)}>
      {t('approvals.proxy.give')}
    </Button>
  )
  return (
    <>
      <ListPage
        name="approvals.proxies"
        title={t('approvals.proxy.title')}
        endpoint={listProxies}
        columns={useColumns()}
        filters={filters}
        views={views}
        create={create}
        empty={{ title: t('approvals.proxy.empty'), text: t('approvals.proxy.empty_text') }}
      />
      {giving && <GiveProxyDialog onClose={() => setGiving(false)} />}
    </>
  )
}

function useColumns(): Column<ProxyWindow>[] {
  const { t, formats } = useWords()
  const nameOf = usePersonName()
  const time = (at: string, timeZone: string) => formats.dateTime(at, { style: 'table', timeZone })
  return [
    {
      key: 'owner',
      title: t('approvals.proxy.owner'),
      width: 120,
      card: 'title',
      render: ({ owner }) => nameOf(owner),
    },
    { key: 'proxy', title: t('approvals.proxy.proxy'), width: 120, render: ({ proxy }) => nameOf(proxy) },
    {
      key: 'from',
      title: t('approvals.proxy.from'),
      width: 150,
      render: ({ from, time_zone }) => <span className="number">{time(from, time_zone)}</span>,
    },
    {
      key: 'to',
      title: t('approvals.proxy.to'),
      width: 150,
      render: ({ to, time_zone }) => <span className="number">{time(to, time_zone)}</span>,
    },
    {
      key: 'state',
      title: t('approvals.proxy.state'),
      width: 110,
      card: 'chip',
      render: ({ state }) => (
        <StateChip plain tone={tones[state]} word={t(`approvals.proxy.states.${state}`)} />
      ),
    },
    {
      key: 'note',
      title: t('approvals.proxy.note'),
      render: ({ note, ended_by }) =>
        [note, ended_by && t('approvals.proxy.ended_early', { name: nameOf(ended_by) })]
          .filter(Boolean)
          .join(' · ') || '—',
    },
    {
      key: 'end',
      title: t('approvals.proxy.end'),
      width: 120,
      render: (row) => row.can.includes('end') && <EndButton row={row} />,
    },
  ]
}

function EndButton({ row }: { row: ProxyWindow }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const { message } = App.useApp()
  const { save } = useSave(endProxy, {
    invalidates: ['tasks', 'approvals.request', 'trail'],
    onDone: () => message.success(t('approvals.proxy.ended')),
  })
  const names = { owner: nameOf(row.owner), proxy: nameOf(row.proxy) }
  return (
    <ConfirmButton
      size="small"
      question={{
        title: t('approvals.proxy.end_title'),
        text: t('approvals.proxy.end_text', names),
        verb: t('approvals.proxy.end'),
      }}
      run={() => save({ params: { id: row.id }, body: { version: row.version } })}
    />
  )
}
