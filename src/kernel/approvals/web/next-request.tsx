import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { listTasks, type Task } from '../../tasks/contract.ts'
import { useKeys } from '../../web/keys.ts'
import { useGo } from '../../web/navigation.ts'
import { useCall } from '../../web/use-call.ts'

/**
 * After an answer: the way to what waits next, by due time, or back to the inbox. It takes the focus, so that Enter goes
 * on; `n` does from anywhere.
 */
export function NextRequest({ request: { id } }: { request: { id: string } }) {
  const { t } = useWords()
  const go = useGo()
  const link = useRef<HTMLAnchorElement>(null)
  const asked = { query: { kind: 'approvals.inbox.asked', limit: 5 } } as const
  const waiting = useCall(listTasks, asked, { fresh: 0 })
  // What was kept from before the answer may be out of date; read again later, the way stays, and the focus with it.
  const known = waiting.isFetchedAfterMount ? waiting.data : undefined
  const [next] = known?.items.filter(({ params }) => params.request_id !== id) ?? []
  const path = next?.link ?? '/inbox'
  useKeys([{ keys: 'n', word: t('approvals.next.key'), run: () => go(path) }], known !== undefined)
  const ready = known !== undefined
  useEffect(() => {
    // Whoever has gone elsewhere meanwhile is left there.
    const free = document.activeElement === document.body || document.activeElement === null
    if (ready && free) link.current?.focus()
  }, [ready])
  if (!known) return null
  return (
    <p className="approval-next">
      <Link ref={link} to={path as string}>
        {next ? t('approvals.next.one', { title: wordsOf(next) }) : t('approvals.next.inbox')}
      </Link>
      <span className="faint">
        {next ? t('approvals.next.count', { count: known.total }) : t('approvals.next.none')}
      </span>
    </p>
  )
}

const wordsOf = ({ number, subject_kind, title }: Task) =>
  [number !== title && number, [subject_kind, title].filter(Boolean).join(' · ')].filter(Boolean).join(' ')
