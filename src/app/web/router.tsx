import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { createElement } from 'react'
import { useAllWords, useWords } from '../../kernel/language/web/words.tsx'
import { useBaseTitle } from '../../kernel/web/page-title.ts'
import { PageSkeleton } from '../../kernel/web/pieces/page-skeleton.tsx'
import type { WebRoute } from '../../kernel/web/route.ts'
import { useFoundSession, useMay } from '../../kernel/web/session.tsx'
import { NotFoundPage, PageFault } from '../../kernel/web/shell/page-fault.tsx'
import { readSearch, writeSearch } from '../../kernel/web/url-search.ts'
import { Framed, Signed } from './frame.tsx'

/** The pages as a tree: public ones bare, the others behind the session, most of them in the shell. */
export function makeRouter(routes: WebRoute[]) {
  const root = createRootRoute({ component: Outlet })
  const signed = createRoute({ getParentRoute: () => root, id: 'signed', component: Signed })
  const framed = createRoute({
    getParentRoute: () => signed,
    id: 'framed',
    component: () => <Framed routes={routes} />,
  })
  const parentOf = (web: WebRoute) => (web.public ? root : web.bare ? signed : framed)
  const leaf = (parent: typeof root | typeof signed | typeof framed) =>
    routes
      .filter((web) => parentOf(web) === parent)
      .map((web) =>
        createRoute({
          getParentRoute: () => parent as typeof root,
          path: web.path,
          component: () => <Page web={web} />,
          staticData: { web },
        }),
      )
  const nowhere = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage })
  return createRouter({
    routeTree: root.addChildren([
      ...leaf(root),
      signed.addChildren([...leaf(signed), framed.addChildren([...leaf(framed), nowhere])]),
    ]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultPendingComponent: () => <PageSkeleton />,
    defaultPendingMs: 150,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
}

function Page({ web }: { web: WebRoute }) {
  const { t } = useWords()
  const hasWords = useAllWords(web.first !== true)
  const may = useMay()
  const allowed = web.public === true || may(web.permission)
  useBaseTitle(t(web.title), useFoundSession()?.company.short_name)
  if (!allowed) return <NotFoundPage />
  return hasWords ? createElement(web.component) : <PageSkeleton />
}
