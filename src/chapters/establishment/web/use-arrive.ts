import { useEffect } from 'react'

/** A link to a part of the page (`#visits`) arrives there once the page's answer is shown. */
export function useArrive(): void {
  useEffect(() => {
    const part = document.getElementById(location.hash.slice(1))
    if (part) requestAnimationFrame(() => part.scrollIntoView({ block: 'start' }))
  }, [])
}
