import { Button } from 'antd'
import { useState } from 'react'
import type { ReturnOf } from '../../http/contract.ts'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { ShortList, ShortListPage } from '../../web/list/short-list.tsx'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { useCall } from '../../web/use-call.ts'
import { listGroups } from '../group/contract.ts'
import { GroupDialog } from './group-dialog.tsx'

type Group = ReturnOf<typeof listGroups>['items'][number]

/** Persons flows ask together: a review board, a tender committee. */
export function GroupsPage() {
  const { t } = useWords()
  const groups = useCall(listGroups)
  const [open, setOpen] = useState<Group | 'new'>()
  const edits = groups.data?.can.includes('edit') === true
  const create = edits && (
    <Button type="primary" onClick={() => setOpen('new')}>
      {t('approvals.group.create')}
    </Button>
  )
  return (
    <ShortListPage title={t('approvals.group.title')} intro={t('approvals.group.intro')} create={create}>
      <Loaded of={groups} kind="rows" rows={4}>
        {({ items }) =>
          items.length > 0 ? (
            <ShortList id="groups">
              {items.map((group) => (
                <GroupRow key={group.id} group={group} onOpen={edits ? () => setOpen(group) : undefined} />
              ))}
            </ShortList>
          ) : (
            <EmptyState
              title={t('approvals.group.empty')}
              text={t('approvals.group.empty_text')}
              action={create}
            />
          )
        }
      </Loaded>
      {open && <GroupDialog group={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </ShortListPage>
  )
}

function GroupRow({ group, onOpen }: { group: Group; onOpen: (() => void) | undefined }) {
  const { t, formats } = useWords()
  const title = useTitle()
  const nameOf = usePersonName()
  const content = (
    <>
      <span className="short-name">
        <strong>{title(group)}</strong>
        <span className="faint">{formats.list(group.members.map(nameOf))}</span>
      </span>
      <span className="short-facts">
        <span className="muted">{t('approvals.group.members_count', { count: group.members.length })}</span>
        {group.archived_at && <StateChip tone="closed" word={t('approvals.group.archived_state')} plain />}
      </span>
    </>
  )
  return (
    <li>
      {onOpen ? (
        <button type="button" className="plain-button short-row" onClick={onOpen}>
          {content}
        </button>
      ) : (
        <div className="short-row">{content}</div>
      )}
    </li>
  )
}
