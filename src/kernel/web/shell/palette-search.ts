import { useEffect, useState } from 'react'
import { type Command, currentSearch } from '../commands.ts'

/** Records on the server that fit the text, a short moment after typing stops. One that fails finds nothing. */
export function useFound(text: string): { found: Command[]; searching: boolean } {
  const [state, setState] = useState<{ text: string; found: Command[] }>({ text: '', found: [] })
  const wanted = text.trim()
  const search = currentSearch()
  const searching = search !== undefined && wanted.length >= 2 && state.text !== wanted
  useEffect(() => {
    if (!searching || !search) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      search(wanted, abort.signal)
        .catch(() => [])
        .then((found) => !abort.signal.aborted && setState({ text: wanted, found }))
    }, 160)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [wanted, searching, search])
  return { found: wanted.length >= 2 ? state.found : [], searching }
}
