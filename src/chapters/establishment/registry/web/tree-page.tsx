import { SearchOutlined } from '@ant-design/icons'
import { Input, Select, Switch } from 'antd'
import { useDeferredValue, useId, useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { readTree, type TreeOrganisation, treeCap } from '../../../../kernel/org/contract.ts'
import { useRegions } from '../../../../kernel/org/web/pick-organisation.ts'
import { useUrl } from '../../../../kernel/web/list/use-url.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { TreeTable } from '../../../../kernel/web/tree/tree-table.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { RegistryViews } from './registry-views.tsx'
import { useTreeColumns } from './tree-columns.tsx'
import './registry.css'

const idOf = ({ id }: TreeOrganisation) => id
const parentOf = ({ parent_id }: TreeOrganisation) => parent_id

/** The registry as a tree: who stands under whom. */
export function TreePage() {
  const { t } = useWords()
  const go = useGo()
  const columns = useTreeColumns()
  const [search, change] = useUrl()
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : '')
  const query = useCall(
    readTree,
    { query: { closed: text('closed') === 'true' ? 'true' : 'false', under: text('under') || undefined } },
    { keep: true, fresh: 60_000 },
  )
  const keep = useKept(query.data?.items, useDeferredValue(text('q').trim().toLowerCase()))
  return (
    <div className="registry-tree">
      <header className="registry-head">
        <h1>{t('establishment.registry.tree_title')}</h1>
        <RegistryViews here="tree" />
      </header>
      <TreeTools text={text} change={change} />
      <Loaded of={query} kind="rows">
        {({ items, capped }) => (
          <>
            {capped && <p className="muted">{t('establishment.registry.capped', { count: treeCap })}</p>}
            {items.length === 0 && (
              <EmptyState
                title={t('establishment.registry.empty_title')}
                text={t('establishment.registry.empty_text')}
              />
            )}
            {keep && !items.some(({ id }) => keep(id)) && (
              <p className="faint">{t('establishment.registry.nothing_found')}</p>
            )}
            <div className="registry-tree-place">
              <TreeTable
                label={t('establishment.registry.tree_title')}
                rows={items}
                rowKey={idOf}
                parentKey={parentOf}
                columns={columns}
                openTo={items.length <= 300 ? 3 : 1}
                onRow={({ id }) => go(`/organisations/${id}`)}
                {...(keep ? { keep } : {})}
              />
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}

type ToolsProps = {
  text: (name: string) => string
  change: (part: Record<string, string | undefined>) => void
}

function TreeTools({ text, change }: ToolsProps) {
  const { t } = useWords()
  const clearing = useClearing()
  const id = useId()
  const regions = useRegions()
  return (
    <search className="registry-tools">
      <Input
        prefix={<SearchOutlined aria-hidden="true" />}
        allowClear={clearing}
        value={text('q')}
        aria-label={t('establishment.registry.tree_search')}
        placeholder={t('establishment.registry.tree_search')}
        onChange={({ target }) => change({ q: target.value || undefined })}
      />
      {regions.length > 0 && (
        <Select
          value={text('under')}
          aria-label={t('establishment.registry.region')}
          popupMatchSelectWidth={false}
          onChange={(under) => change({ under: under || undefined })}
          options={[
            { value: '', label: t('establishment.registry.whole') },
            ...regions.map(({ value, word }) => ({ value, label: word })),
          ]}
        />
      )}
      <span className="registry-switch">
        <Switch
          id={id}
          size="small"
          checked={text('closed') === 'true'}
          onChange={(on) => change({ closed: on ? 'true' : undefined })}
        />
        <label htmlFor={id}>{t('establishment.registry.with_closed')}</label>
      </span>
    </search>
  )
}

/** Which rows fit what is typed; undefined when nothing is. */
function useKept(items: TreeOrganisation[] | undefined, typed: string) {
  return useMemo(() => {
    if (typed === '' || !items) return undefined
    const fits = ({ name, name_en, code }: TreeOrganisation) =>
      [name, name_en ?? '', code].some((one) => one.toLowerCase().includes(typed))
    const kept = new Set(items.filter(fits).map(idOf))
    return (id: string) => kept.has(id)
  }, [items, typed])
}
