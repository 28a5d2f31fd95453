import { useEffect, useSyncExternalStore } from 'react'

type Organisation = { id: string; name: string; name_en?: string | null }
export type PageTitle = {
  title: string
  /** The organisation the page is about, shown in the breadcrumb. */
  organisation: Organisation | null
}

/** What the route says, and over it what the page itself says once it knows its record. */
let base = ''
let own: PageTitle | undefined
let company = ''
let shown: PageTitle = { title: '', organisation: null }
const listeners = new Set<() => void>()

/** Names the page: browser tab, breadcrumb and phone bar. Call it with the record's number and title once known. */
export function usePageTitle(title: string | undefined, organisation?: Organisation | null): void {
  const id = organisation?.id
  const name = organisation?.name
  const name_en = organisation?.name_en ?? null
  useEffect(() => {
    if (title === undefined) return
    own = { title, organisation: id && name ? { id, name, name_en } : null }
    publish()
    return () => {
      own = undefined
      publish()
    }
  }, [title, id, name, name_en])
}

/** The title a page has before it speaks for itself; called by whoever mounts pages. */
export function useBaseTitle(title: string, companyName: string | undefined): void {
  useEffect(() => {
    base = title
    company = companyName ?? ''
    publish()
  }, [title, companyName])
}

export function useShownTitle(): PageTitle {
  return useSyncExternalStore(listen, () => shown)
}

function publish() {
  shown = own ?? { title: base, organisation: null }
  document.title = [shown.title, company || 'Bylaw'].filter(Boolean).join(' · ')
  for (const changed of listeners) changed()
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
