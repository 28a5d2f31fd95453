import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../../../kernel/web/call.ts'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { type Clash, type SharedDraft, shareDraft } from '../../../../kernel/web/form/shared-draft.ts'
import { useAutosave } from '../../../../kernel/web/form/use-autosave.ts'
import { useProblemText } from '../../../../kernel/web/pieces/problem-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { showWritten } from '../../../../kernel/web/show-written.ts'
import { callKey } from '../../../../kernel/web/use-call.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import { editVisit, type SiteVisit } from '../../application/visit/contract.ts'
import { keepVisit, mergeVisit, readKept, type Written } from './kept-visit.ts'
import { makeTurns } from './turns.ts'

export type VisitConflict = Clash<Written>

/**
 * Checklist and note of a visit, kept by themselves: on this device at once, on the server as soon as it can be
 * reached. What was typed without a network is there again when the page is opened, and is fitted into what the
 * others of the team saved meanwhile.
 */
export function useVisitDraft(application: ApplicationPage, visit: SiteVisit) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const { account_id } = useSession()
  const store = `visit.${visit.id}.${account_id}`
  const params = { id: application.id, visit_id: visit.id }
  const [kept] = useState(() => readKept(store))
  const [written, show] = useState<Written>(() => kept?.written ?? seenOf(visit).values)
  const latest = useRef(written)
  /** Counts up whenever the answers shown must begin anew. */
  const [round, setRound] = useState(0)
  const [offline, setOffline] = useState(false)
  const [conflict, setConflict] = useState<VisitConflict>()

  const put = (next: Written) => {
    latest.current = next
    show(next)
  }
  const begin = (next: Written) => {
    put(next)
    setRound((before) => before + 1)
  }
  const [turns] = useState(() => makeTurns())
  const [draft] = useState<SharedDraft<Written>>(() =>
    shareDraft<Written>({
      seen: kept?.seen ?? seenOf(visit),
      mine: () => latest.current,
      read: async () => {
        const page = await call(readApplication, { params: { id: application.id } })
        showWritten<ApplicationPage>(
          client,
          callKey(readApplication, { params: { id: page.id } }),
          () => page,
        )
        const found = page.visits.find((one) => one.id === visit.id)
        return found && seenOf(found)
      },
      write: async (values, { version }) => {
        const answer = await call(editVisit, { params, body: { ...values, version } })
        showWritten<ApplicationPage>(client, [readApplication.name], (page) =>
          page?.id === application.id
            ? { ...page, visits: page.visits.map((one) => (one.id === answer.id ? answer : one)) }
            : page,
        )
        return seenOf(answer)
      },
      merge: mergeVisit,
      onSeen: (seen) => keepVisit(store, { seen, written: latest.current }),
      onMerged: begin,
      onClash: setConflict,
    }),
  )
  const send = async (): Promise<boolean> => {
    try {
      const done = await turns(draft.save)
      setOffline(false)
      return done
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      setOffline(error.unanswered)
      if (!error.unanswered) message.error(problemText(error))
      return false
    }
  }
  const autosave = useAutosave<Written>({ save: send })

  // What waited on this device goes out when the page is opened again.
  useEffect(() => {
    if (kept) autosave.change(kept.written)
  }, [kept, autosave.change])

  // Where nothing is open here, what the others of the team saved shows.
  useEffect(() => {
    if (autosave.isOpen() || !draft.follow(seenOf(visit))) return
    const next = seenOf(visit).values
    latest.current = next
    show(next)
    setRound((before) => before + 1)
  }, [visit, draft, autosave.isOpen])

  const change = (part: Partial<Written>) => {
    put({ ...latest.current, ...part })
    keepVisit(store, { seen: draft.seen(), written: latest.current })
    autosave.change(latest.current)
  }
  const settle = (chosen: Written) => {
    if (conflict) draft.settle(conflict)
    setConflict(undefined)
    begin(chosen)
    change(chosen)
    void autosave.flush()
  }
  return {
    ...{ written, round, offline, conflict, autosave, change, settle },
    /** Keeps everything; gives the version a step of the visit names then, nothing where it could not be kept. */
    settled: async () => {
      await turns(async () => {})
      return (await autosave.flush()) ? draft.seen().version : undefined
    },
    /** Sends a photo, or takes one away: its turn, after which the next save knows the version that came of it. */
    withPhoto: <T>(work: () => Promise<T>): Promise<T> =>
      turns(async () => {
        const done = await work()
        // Where it can't be read just now, the next save is met by the newer version and fitted into it.
        await draft.catchUp().catch(() => {})
        return done
      }),
    leave: () => setConflict(undefined),
  }
}

const seenOf = ({ version, answers, note }: SiteVisit) => ({ version, values: { answers, note } })
