import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fileUrl } from '../../web/call.ts'
import { countTasks, followTasks, listTasks } from '../contract.ts'
import { pauseAfter } from './pause-after.ts'

/**
 * Keeps the inbox of this window up to date; once per window. Gives whether the server is telling at the moment.
 * Only while the window is seen: browsers allow six connections to one server, and a hidden window would hold one.
 */
export function useInboxStream(): boolean {
  const client = useQueryClient()
  const [followed, setFollowed] = useState(false)
  useEffect(() => {
    let source: EventSource | undefined
    let retry: number | undefined
    let failures = 0
    const readAgain = () => {
      for (const { name } of [countTasks, listTasks]) void client.invalidateQueries({ queryKey: [name] })
    }
    const stop = () => {
      window.clearTimeout(retry)
      source?.close()
      source = undefined
      setFollowed(false)
    }
    const start = () => {
      const opened = new EventSource(fileUrl(followTasks))
      source = opened
      opened.addEventListener('ready', () => {
        failures = 0
        setFollowed(true)
        readAgain()
      })
      opened.addEventListener('change', readAgain)
      opened.addEventListener('error', () => {
        stop()
        retry = window.setTimeout(start, pauseAfter(failures, Math.random()))
        failures += 1
      })
    }
    const look = () => {
      stop()
      if (document.visibilityState === 'visible') start()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [client])
  return followed
}
