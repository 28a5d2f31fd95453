import { createContext, type ReactNode, useCallback, useContext } from 'react'

/** Who is signed in, as `GET /api/session` says it. */
export type Session = {
  account_id: string
  person_id: string | null
  name: string
  name_en: string | null
  email: string
  language: string
  permissions: string[]
  organisation: { id: string; name: string; kind: string } | null
  roles: {
    role: string
    builtin: boolean
    title: string
    title_en: string
    organisation_id: string
    organisation_name: string
  }[]
  company: { name: string; short_name: string; currency: string; time_zone: string }
  two_factor: boolean
  base_url: string | null
}

const Signed = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <Signed value={session}>{children}</Signed>
}

/** The session of a page inside the shell; throws on public pages. */
export function useSession(): Session {
  const session = useContext(Signed)
  if (!session) throw new Error('useSession() is called where nobody is signed in')
  return session
}

export function useFoundSession(): Session | undefined {
  return useContext(Signed)
}

/** Whether to offer something at all. The server decides; this only keeps hopeless buttons off the screen. */
export function useMay(): (permission: string | string[] | undefined) => boolean {
  const session = useContext(Signed)
  return useCallback((permission) => permission === undefined || holds(session, permission), [session])
}

function holds(session: Session | undefined, permission: string | string[]): boolean {
  const any = typeof permission === 'string' ? [permission] : permission
  return session?.permissions.some((held) => any.includes(held)) === true
}
