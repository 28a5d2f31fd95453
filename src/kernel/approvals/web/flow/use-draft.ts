import { useCallback, useRef, useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { call } from '../../../web/call.ts'
import { findIssues } from '../../../web/form/checks.ts'
import { issueText } from '../../../web/form/issue-text.ts'
import { useAutosave } from '../../../web/form/use-autosave.ts'
import { useSave } from '../../../web/use-save.ts'
import {
  type FlowDefinition,
  type FlowVersionPage,
  flowDefinition,
  readFlow,
  readFlowVersion,
  saveFlowDraft,
} from '../../flow/contract.ts'
import { placeIn } from './places.ts'
import { useHistory } from './use-history.ts'

export type Fault = { path: string; message: string }

/**
 * A draft kept by itself while it is written. `begun` is the draft, or the version a new draft starts from. What the
 * contract itself refuses is found here and shown before anything is sent; what makes a flow unsound the server says.
 */
export function useDraft(begun: FlowVersionPage) {
  const { t } = useWords()
  const isDraft = begun.published_at === null
  const history = useHistory(begun.definition)
  const definition = history.now
  const [people, setPeople] = useState(begun.people)
  const [warnings, setWarnings] = useState<Fault[]>(begun.warnings)
  const warned = useRef<Fault[]>(begun.warnings)
  const [serverFaults, showServerFaults] = useState<Fault[]>(begun.faults)
  const known = useRef<Fault[]>(begun.faults)
  /** What the server's faults are about. */
  const [checked, setChecked] = useState(begun.definition)
  const [theirs, setTheirs] = useState<FlowVersionPage>()
  const draft = useRef<{ id: string; version: number } | undefined>(isDraft ? begun : undefined)
  const [saved, setSaved] = useState(isDraft)
  const writing = useSave(saveFlowDraft, { quiet: true })

  const ownFaults = findIssues(flowDefinition, definition).map(({ path, issue, value }) => ({
    path: path.join('.'),
    message: issueText(t, issue, value),
  }))

  const setServerFaults = (faults: Fault[]) => {
    known.current = faults
    showServerFaults(faults)
  }
  const took = (version: FlowVersionPage, of = version.definition) => {
    setChecked(of)
    draft.current = { id: version.id, version: version.version }
    setPeople(version.people)
    setServerFaults(version.faults)
    warned.current = version.warnings
    setWarnings(version.warnings)
    setSaved(true)
  }
  const save = async (next: FlowDefinition): Promise<boolean> => {
    if (!flowDefinition.safeParse(next).success) return false
    const result = await writing.save({
      params: { id: begun.flow_id },
      body: { version: draft.current?.version ?? 0, definition: next },
    })
    if (result.ok) took(result.answer, next)
    else if (result.problem?.stale) setTheirs(await readLatest(begun.flow_id))
    return result.ok
  }
  const autosave = useAutosave<FlowDefinition>({ save })
  const { change: keep } = autosave
  const { change: note } = history
  /** `sort`: changes of one sort in quick succession are undone together. */
  const change = useCallback(
    (next: FlowDefinition, sort?: string) => {
      note(next, sort)
      keep(next)
    },
    [keep, note],
  )
  const goTo = (next: FlowDefinition | undefined) => {
    if (next) keep(next)
  }
  /** Takes over what the server made the draft meanwhile: a file taken in, an older version. */
  const takeUp = (version: FlowVersionPage) => {
    took(version)
    note(version.definition)
  }
  /** Goes on from what somebody else saved meanwhile, with what was chosen of the two. */
  const settle = (chosen: FlowDefinition) => {
    if (!theirs) return
    draft.current = theirs.published_at === null ? { id: theirs.id, version: theirs.version } : undefined
    setTheirs(undefined)
    change(chosen)
  }
  /** What the server found last, where it is now. */
  const still = (found: Fault[]) =>
    found.flatMap(({ path, message }) => {
      const now = placeIn(path, { from: checked, to: definition })
      return now === undefined ? [] : [{ path: now, message }]
    })
  return {
    definition,
    change,
    takeUp,
    undo: history.undoes ? () => goTo(history.undo()) : undefined,
    redo: history.redoes ? () => goTo(history.redo()) : undefined,
    people,
    faults: both(ownFaults, still(serverFaults)),
    warnings: still(warnings),
    /** What keeps the draft from being kept, and so from being checked as well. */
    ownFaults,
    standing: standingOf({ current: definition === checked, held: ownFaults.length > 0, ...autosave.draft }),
    warned: () => warned.current,
    /** What the server found in the draft it has, read after a save. */
    known: () => known.current,
    /** The server found more as it was to publish: roles and people changed meanwhile. */
    refused: (faults: Fault[]) => setServerFaults(faults),
    /** There is a draft on the server that may be published. */
    saved,
    draft,
    autosave,
    theirs,
    settle,
    ignore: () => setTheirs(undefined),
  }
}

/** What is found here first; of the server's, what is about another place. */
const both = (own: Fault[], served: Fault[]) => [
  ...own,
  ...served.filter(({ path }) => !own.some((fault) => fault.path === path)),
]

/** Whether what the server found is about the draft as it is now; if not, whether it will be by itself. */
export type Standing = 'checked' | 'checking' | 'unchecked'

function standingOf({ current, held, state }: { current: boolean; held: boolean; state: string }): Standing {
  if (current) return 'checked'
  return held || state === 'failed' ? 'unchecked' : 'checking'
}

async function readLatest(flowId: string): Promise<FlowVersionPage | undefined> {
  const flow = await call(readFlow, { params: { id: flowId } })
  const [latest] = flow.versions
  return latest && (await call(readFlowVersion, { params: { id: latest.id } }))
}
