import { Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { readSession } from '../../kernel/access/contract.ts'
import { useLanguageOfAccount } from '../../kernel/access/web/use-language-of-account.ts'
import { useSignOut } from '../../kernel/access/web/use-sign-out.ts'
import { useRecordSearch } from '../../kernel/search/web/use-record-search.ts'
import { PageSkeleton } from '../../kernel/web/pieces/page-skeleton.tsx'
import { ProblemView } from '../../kernel/web/pieces/problem-view.tsx'
import type { WebRoute } from '../../kernel/web/route.ts'
import { SessionProvider } from '../../kernel/web/session.tsx'
import { Shell } from '../../kernel/web/shell/shell.tsx'
import { useCall } from '../../kernel/web/use-call.ts'
import { buildMenu } from './menu.tsx'
import { useInboxCount } from './use-inbox-count.ts'

/** Reads who is signed in before any page behind it; a session that has ended leads to sign-in. */
export function Signed() {
  const session = useCall(readSession)
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <Outlet />
      </SessionProvider>
    )
  }
  if (session.error && session.error.status !== 401)
    return <ProblemView problem={session.error} retry={() => void session.refetch()} />
  return <PageSkeleton />
}

export function Framed({ routes }: { routes: WebRoute[] }) {
  const menu = useMemo(() => buildMenu(routes), [routes])
  const inboxCount = useInboxCount()
  useRecordSearch()
  return (
    <Shell menu={menu} inboxCount={inboxCount} onSignOut={useSignOut()} onLanguage={useLanguageOfAccount()} />
  )
}
