import { useEffect } from 'react'

/** The text arrives after the address: go to the clause a permanent link names once it is there. */
export function useArriveAtClause(): void {
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1))
    // Naming the fragment again lets the browser scroll, move the focus and mark the target by its own rules.
    if (id && document.getElementById(id)) location.replace(location.hash)
  }, [])
}
