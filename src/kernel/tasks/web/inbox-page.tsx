import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useListKeys } from '../../web/list/use-list-keys.ts'
import { useUrl } from '../../web/list/use-url.ts'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { useCall } from '../../web/use-call.ts'
import { usePages } from '../../web/use-pages.ts'
import { countTasks, listTasks, type Task } from '../contract.ts'
import { TaskItem } from './task-item.tsx'
import { useManyTasks } from './use-many-tasks.tsx'
import '../../web/list/view-tabs.css'
import './inbox-page.css'

/** Everything that waits for me, the next due first; and what I have dealt with. */
export function InboxPage() {
  const { t } = useWords()
  const [search] = useUrl()
  const state = search.state === 'done' ? 'done' : 'open'
  const { data: count } = useCall(countTasks)
  useFreshList(count?.open)
  return (
    <div className="inbox">
      <header className="inbox-head">
        <h1>
          {t('tasks.inbox.title')}
          {count && <span className="inbox-count number">{t('web.list.total', { count: count.open })}</span>}
        </h1>
        {count !== undefined && count.overdue > 0 && (
          <span className="inbox-overdue">{t('tasks.inbox.overdue_count', { count: count.overdue })}</span>
        )}
      </header>
      <nav className="view-tabs" aria-label={t('tasks.inbox.tabs')}>
        <ul>
          {(['open', 'done'] as const).map((tab) => (
            <li key={tab} className={`view-tab${tab === state ? ' is-here' : ''}`}>
              <Link
                to="."
                search={(tab === 'open' ? {} : { state: tab }) as never}
                aria-current={tab === state ? 'page' : undefined}
              >
                {t(`tasks.inbox.${tab}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Tasks key={state} state={state} />
    </div>
  )
}

/** When the count says that something came or went, the list is read again. */
function useFreshList(open: number | undefined) {
  const client = useQueryClient()
  useEffect(() => {
    if (open !== undefined) void client.invalidateQueries({ queryKey: [listTasks.name] })
  }, [client, open])
}

function Tasks({ state }: { state: 'open' | 'done' }) {
  const { t } = useWords()
  const pages = usePages<Task>(listTasks, { query: { state } })
  const list = useRef<HTMLUListElement>(null)
  const choice = useManyTasks(state === 'open' ? pages.rows : [])
  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>('.task-link') ?? [])]
  const move = (step: 1 | -1) => {
    const all = links()
    const at = all.indexOf(document.activeElement as HTMLAnchorElement)
    all[at < 0 ? 0 : Math.max(0, Math.min(at + step, all.length - 1))]?.focus()
  }
  // On a task itself Enter is the link's own; this one is for whoever has not moved yet.
  useListKeys({
    move,
    open: () => links()[0]?.click(),
    preview: undefined,
    select: choice.offered
      ? () => {
          const item = document.activeElement?.closest('.task-item')
          item?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click()
        }
      : undefined,
    close: undefined,
  })
  if (pages.loading) return <PageSkeleton kind="rows" rows={8} />
  if (pages.problem && pages.rows.length === 0)
    return <ProblemView problem={pages.problem} retry={pages.retry} />
  if (pages.rows.length === 0)
    return (
      <>
        {/* What became of the last ones is still being read when nothing waits any more. */}
        {choice.bar}
        {state === 'open' ? (
          <EmptyState title={t('tasks.inbox.empty_title')} text={t('tasks.inbox.empty_text')} />
        ) : (
          <EmptyState title={t('tasks.inbox.done_empty_title')} text={t('tasks.inbox.done_empty_text')} />
        )}
      </>
    )
  return (
    <>
      {choice.bar}
      <ul className={`card task-list is-cards${choice.offered ? ' is-choosing' : ''}`} ref={list}>
        {pages.rows.map((task) => (
          <TaskItem key={task.id} task={task} choose={choice.box(task)} />
        ))}
      </ul>
      {pages.more && (
        <p className="inbox-more">
          <Button type="text" loading={pages.loadingMore} onClick={pages.loadMore}>
            {t('tasks.inbox.more')}
          </Button>
        </p>
      )}
    </>
  )
}
