import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { MessageKey } from '../language/messages/contract.ts'

/** Where a page stands in the menu: the regulation's chapters, and the four places around them. */
export type MenuChapterKey =
  | 'workbench'
  | 'establishment'
  | 'personnel'
  | 'quality'
  | 'finance'
  | 'risk'
  | 'supervision'
  | 'conformance'
  | 'regulation'
  | 'administration'

/**
 * One page. Every part and chapter exports `routes: WebRoute[]` from its `web/routes.tsx`; the app puts them together.
 * `component` is loaded when the page is first opened: `lazy(() => import('./x-page.tsx'), 'XPage')`.
 */
export type WebRoute = {
  /** `/establishment/applications/$id`; the page reads `$id` with `useParam('id')`. */
  path: string
  /** Document title, breadcrumb and menu entry, until the page itself says more with `usePageTitle`. */
  title: MessageKey
  /** Any one of these opens the page; without it, whoever is signed in. */
  permission?: string | string[]
  component: ComponentType
  menu?: { chapter: MenuChapterKey; order: number }
  /** Offered on the workbench as a first step while there is no network yet; `text` says what it brings. */
  firstStep?: { order: number; text: MessageKey }
  /** Without the shell: sign-in, public pages, print views. */
  bare?: boolean
  /** Shown with the first words of a language, before all others are here; `npm run generate` finds them. */
  first?: boolean
  /** Opens without an account. Implies `bare`. */
  public?: boolean
}

export const lazy = lazyRouteComponent

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    web?: WebRoute
  }
}
