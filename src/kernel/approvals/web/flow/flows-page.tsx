import { Button } from 'antd'
import { useState } from 'react'
import type { ReturnOf } from '../../../http/contract.ts'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../../web/list/short-list.tsx'
import { EmptyState } from '../../../web/pieces/empty-state.tsx'
import { Loaded } from '../../../web/pieces/loaded.tsx'
import { StateChip } from '../../../web/pieces/state-chip.tsx'
import { useCall } from '../../../web/use-call.ts'
import { listFlows } from '../../flow/contract.ts'
import { CreateFlow } from './create-flow.tsx'
import { ImportDialog } from './exchange/import-dialog.tsx'
import './editor.css'

type Flows = ReturnOf<typeof listFlows>
type Listed = Flows['items'][number]

/** Every approval flow, by kind of matter and in the order in which they are tried. */
export function FlowsPage() {
  const { t } = useWords()
  const flows = useCall(listFlows)
  const [creating, setCreating] = useState(false)
  const [importing, setImporting] = useState(false)
  const create = flows.data?.can.includes('create') && (
    <span className="flow-editor-buttons">
      <Button onClick={() => setImporting(true)}>{t('approvals.exchange.import')}</Button>
      <Button type="primary" onClick={() => setCreating(true)}>
        {t('approvals.flow.create')}
      </Button>
    </span>
  )
  return (
    <ShortListPage title={t('approvals.flow.title')} intro={t('approvals.flow.intro')} create={create}>
      <Loaded of={flows} kind="rows" rows={6}>
        {({ items, subject_types }) => {
          if (items.length > 0) {
            const groups = [...Map.groupBy(items, ({ subject_type }) => subject_type)]
            return groups.map(([type, listed]) => (
              <ShortList
                key={type}
                id={type}
                title={subject_types.find((subject) => subject.type === type)?.title ?? type}
              >
                {listed.map((flow) => (
                  <FlowRow key={flow.id} flow={flow} />
                ))}
              </ShortList>
            ))
          }
          const nothing = { title: t('approvals.flow.empty'), text: t('approvals.flow.empty_text') }
          return <EmptyState {...nothing} action={create} />
        }}
      </Loaded>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      {creating && flows.data && <CreateFlow flows={flows.data} onClose={() => setCreating(false)} />}
    </ShortListPage>
  )
}

function FlowRow({ flow }: { flow: Listed }) {
  const { t } = useWords()
  const title = useTitle()
  return (
    <ShortRow to={`/administration/flows/${flow.id}`} title={title(flow)} hint={flow.key}>
      <span className="muted">{t('approvals.flow.order', { position: flow.position })}</span>
      {flow.running > 0 && (
        <span className="muted">{t('approvals.flow.running', { count: flow.running })}</span>
      )}
      {flow.has_draft && <StateChip tone="draft" word={t('approvals.flow.state.draft')} plain />}
      <FlowState flow={flow} />
    </ShortRow>
  )
}

function FlowState({ flow: { archived_at, published_number } }: { flow: Listed }) {
  const { t } = useWords()
  if (archived_at) return <StateChip tone="closed" word={t('approvals.flow.state.archived')} plain />
  if (published_number === null) {
    return <StateChip tone="waiting" word={t('approvals.flow.state.unpublished')} plain />
  }
  const word = t('approvals.flow.state.published', { number: published_number })
  return <StateChip tone="done" word={word} plain />
}
