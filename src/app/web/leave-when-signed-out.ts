import type { AnyRouter } from '@tanstack/react-router'
import { whenSignedOut } from '../../kernel/web/call.ts'

/** Where sign-in returns to. Only paths of this app: nobody is sent elsewhere by a crafted link. */
export const signInPath = (back: string) => `/sign-in?back=${encodeURIComponent(back)}`

/** The session has ended: go to sign-in, and come back to this very page afterwards. */
export function leaveWhenSignedOut(router: AnyRouter): void {
  whenSignedOut(() => {
    const { pathname, href } = router.state.location
    const open = router.state.matches.some(({ staticData }) => staticData.web?.public)
    if (!open && pathname !== '/sign-in') void router.navigate({ href: signInPath(href), replace: true })
  })
}
