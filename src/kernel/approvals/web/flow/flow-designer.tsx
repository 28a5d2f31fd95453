import { RedoOutlined, SettingOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button, Drawer } from 'antd'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { DraftNote } from '../../../web/form/draft-note.tsx'
import { LeaveGuard } from '../../../web/form/leave-guard.tsx'
import { useGo } from '../../../web/navigation.ts'
import { useConfirm } from '../../../web/pieces/confirm.tsx'
import { GoButton } from '../../../web/pieces/go-button.tsx'
import { usePhone } from '../../../web/use-media.ts'
import { useSave } from '../../../web/use-save.ts'
import { type FlowDefinition, type FlowVersionPage, publishFlow } from '../../flow/contract.ts'
import type { Addition } from './canvas/canvas-context.ts'
import type { Chosen } from './canvas/change-flow.ts'
import { FlowCanvas, type Shower, useDrawing } from './canvas/flow-canvas.tsx'
import type { Place } from './canvas/shape.ts'
import { useCards } from './canvas/use-cards.ts'
import { isNew } from './change-definition.ts'
import { DesignerPanel } from './designer-panel.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import { FaultsList } from './faults-list.tsx'
import { fieldsOf, useVocabulary } from './flow-words.ts'
import { messagesAt } from './messages-at.ts'
import { type Trial, TrialPanel } from './trial/trial-panel.tsx'
import { useTrialWords } from './trial/use-trial-words.ts'
import { useDesignerFocus } from './use-designer-focus.ts'
import { useDesignerKeys } from './use-designer-keys.ts'
import { useDraft } from './use-draft.ts'
import { useEditing } from './use-editing.ts'
import './editor.css'
import './flow-outline.css'

const idOf = ({ kind, key }: Chosen) => `${kind} ${key}`
const isListed = ({ target }: KeyboardEvent) => (target as HTMLElement).ariaExpanded === 'true'
const chosenOf = (id: string): Chosen => {
  const [kind, key] = id.split(' ')
  return { kind: kind as Chosen['kind'], key: key as string }
}

/** The draft on a canvas, and beside it the settings of what is selected: a sheet from below on a phone. */
export function FlowDesigner({ begun }: { begun: FlowVersionPage }) {
  const { t } = useWords()
  const phone = usePhone()
  const vocabulary = useVocabulary().data
  const draft = useDraft(begun)
  const { definition, faults, autosave } = draft
  const [chosen, setChosen] = useState<Chosen>()
  const [sheet, setSheet] = useState(false)
  const show = useRef<Shower | null>(null)
  const fields = fieldsOf(vocabulary, begun.subject_type)
  const flow = { definition, people: draft.people, fields, vocabulary }
  const faultsAt = (place: string) => messagesAt(faults, place)
  const [trying, setTrying] = useState(false)
  // What a try-out found is no longer true of a flow that changed.
  const [tried, setTried] = useState<{ of: FlowDefinition; trial: Trial }>()
  const trial = tried?.of === definition ? tried.trial : undefined
  const setTrial = (found: Trial | undefined) => setTried(found && { of: definition, trial: found })
  const trialWords = useTrialWords()
  const warningsAt = (place: string) => messagesAt(draft.warnings, place)
  const cards = useCards(flow, { faultsAt, warningsAt, ...(trial ? { marks: trialWords.marks(trial) } : {}) })
  const drawing = useDrawing(definition, cards, true)
  const { panel, tryButton, want, removed } = useDesignerFocus({ nodes: drawing.nodes, show, trying })

  /** Selects, shows the settings, and puts the cursor into them: what is new gets its name at once. */
  const open = (one: Chosen | undefined, into: 'name' | 'fault' = 'name') => {
    setTrying(false)
    setChosen(one)
    setSheet(true)
    if (one) want({ id: idOf(one), into })
  }
  const { editing, add, said } = useEditing(draft, vocabulary, open)
  const remove = (one: Chosen) => {
    removed(idOf(one))
    editing.onRemove(one)
  }

  const placeAfter = (): Place => {
    const { steps, branchings = [] } = definition
    const at = steps.findIndex(({ key }) => key === chosen?.key)
    if (chosen?.kind === 'step' && at >= 0) return { at: at + 1, path: steps[at]?.path }
    if (chosen?.kind === 'path') {
      const lane = drawing.nodes.find(({ id }) => id === `plus ${idOf(chosen)}`)
      if (lane) return lane.data.place as Place
    }
    const block = branchings.find(({ key }) => chosen?.kind === 'branching' && key === chosen.key)
    const own = steps.findLastIndex(({ path }) => block?.paths.some(({ key }) => key === path))
    return { at: own >= 0 ? own + 1 : steps.length }
  }
  const full = definition.steps.length >= 30
  const addHere = (addition: Addition) => {
    const place = placeAfter()
    if (!full && (addition !== 'branching' || place.path === undefined)) add(addition, place)
  }
  const next = () => {
    const first = chosen?.kind === 'path' && definition.steps.find(({ path }) => path === chosen.key)
    if (first && isNew(first)) open({ kind: 'step', key: first.key })
    else addHere('step')
  }
  const goOn = useRef(next)
  goOn.current = next
  useDesignerKeys({
    ...{ nodes: drawing.nodes, chosen, onAdd: addHere, undo: draft.undo, redo: draft.redo },
    goTo: (id) => show.current?.(id, { focus: true }),
    onMove: (one, to) => {
      editing.onMove(one, to)
      want({ id: idOf(one), into: 'node' })
    },
    ...{ onRemove: remove, onDuplicate: editing.onDuplicate },
  })
  const endTrial = () => {
    setTrying(false)
    setTrial(undefined)
    setSheet(false)
    tryButton.current?.focus()
  }
  /** From the settings back to their node, from a try-out to where it was begun. An open list takes keys first. */
  const back = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isListed(event)) return
    if (trying) endTrial()
    else if (chosen) show.current?.(idOf(chosen), { focus: true })
  }
  /** Or on to the next step. */
  const onward = (event: KeyboardEvent) => {
    const listed = isListed(event)
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !chosen || trying || listed) return
    if (full && chosen.kind !== 'path') return
    event.preventDefault()
    event.stopPropagation()
    // What is taken when its field is left is taken first.
    flushSync(() => (event.target as HTMLElement).blur())
    goOn.current()
  }
  const settings = trying ? (
    <TrialPanel
      {...{ flow, trial, subjectType: begun.subject_type }}
      versionId={async () => ((await autosave.flush()) ? (draft.draft.current?.id ?? begun.id) : undefined)}
      onTried={(found) => {
        setTrial(found)
        if (found && phone) setSheet(true)
      }}
      onClose={endTrial}
    />
  ) : (
    <DesignerPanel
      chosen={chosen}
      {...{ flow, faultsAt, ...editing }}
      onChoose={(one) => open(one)}
      onNext={next}
      onRemove={(one) => {
        remove(one)
        setSheet(false)
      }}
    />
  )
  return (
    <div className="designer">
      <DesignerHead
        begun={begun}
        draft={draft}
        tryButton={tryButton}
        onFlow={() => open(undefined)}
        onTry={() => {
          setTrying(true)
          setSheet(true)
        }}
      />
      <FaultsList
        faults={faults}
        warnings={draft.warnings}
        standing={draft.standing}
        definition={definition}
        onJump={(one) => open(one, 'fault')}
      />
      <div className="designer-body">
        <FlowCanvas
          definition={definition}
          label={t('approvals.flow.diagram')}
          show={show}
          cards={cards}
          chosen={chosen && idOf(chosen)}
          full={full}
          onAdd={add}
          onChoose={(id, { open: opens, keys }) => {
            setChosen(chosenOf(id))
            if (opens) setTrying(false)
            if (opens) setSheet(true)
            // A step nothing was said of yet, as a new branch brings one, is ready to be named.
            const step = definition.steps.find(({ key }) => `step ${key}` === id)
            if (keys || (opens && step && isNew(step))) want({ id, into: 'name' })
          }}
        />
        {!phone && (
          <aside
            ref={panel}
            onKeyDown={back}
            onKeyDownCapture={onward}
            className="designer-panel"
            aria-label={t(trying ? 'approvals.trial.title' : 'approvals.canvas.settings')}
          >
            {settings}
          </aside>
        )}
      </div>
      {phone && (
        <Drawer
          open={sheet}
          onClose={() => setSheet(false)}
          placement="bottom"
          size="86%"
          title={t(trying ? 'approvals.trial.title' : 'approvals.canvas.settings')}
          className="designer-sheet"
        >
          {settings}
        </Drawer>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {draft.theirs && (
        <DraftConflict
          begun={begun.definition}
          mine={definition}
          theirs={draft.theirs.definition}
          fields={fields}
          onChoose={draft.settle}
          onCancel={draft.ignore}
        />
      )}
      <LeaveGuard when={autosave.unsaved} secure={autosave.secure} />
    </div>
  )
}

type HeadProps = {
  begun: FlowVersionPage
  draft: ReturnType<typeof useDraft>
  tryButton: RefObject<HTMLButtonElement | null>
  onFlow: () => void
  onTry: () => void
}

function DesignerHead({ begun, draft, tryButton, onFlow, onTry }: HeadProps) {
  const { t } = useWords()
  const title = useTitle()
  const go = useGo()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const phone = usePhone()
  const { faults, ownFaults, standing, autosave } = draft
  const [waiting, setWaiting] = useState(false)
  const number = begun.published_at === null ? begun.number : begun.number + 1
  const back = `/administration/flows/${begun.flow_id}`
  const changed = draft.saved || autosave.unsaved
  const publishing = useSave(publishFlow, {
    onDone: () => {
      message.success(t('approvals.flow.published'))
      go(back)
    },
  })
  /** Kept and checked as it is now, whatever was found before. */
  const isSound = async () => {
    setWaiting(true)
    const kept = await autosave.flush()
    setWaiting(false)
    return kept && draft.known().length === 0
  }
  const publish = async () => {
    if (!(await isSound()) || !draft.draft.current) return
    const sure = await confirm({
      title: t('approvals.flow.publish_title', { flow: title(begun), number }),
      text: [t('approvals.flow.publish_text'), ...draft.warned().map(({ message: said }) => said)].join(' '),
      verb: t('approvals.flow.publish'),
    })
    if (sure === undefined) return
    const { id, version } = draft.draft.current
    const published = await publishing.save({ params: { id }, body: { version } })
    if (published.ok || !published.problem?.fields.length) return
    draft.refused(
      published.problem.fields.map(({ path, message: said }) => ({
        path: path.join('.').replace(/^definition\./, ''),
        message: said,
      })),
    )
  }
  return (
    <header className="flow-editor-head">
      <div>
        <h1>{t('approvals.edit.heading', { flow: title(begun), number })}</h1>
        <DraftNote draft={autosave.draft} retry={() => void autosave.flush()} />
      </div>
      <span className="flow-editor-buttons">
        <Button
          icon={<UndoOutlined aria-hidden="true" />}
          disabled={!draft.undo}
          aria-label={t('approvals.canvas.undo')}
          title={t('approvals.canvas.undo')}
          onClick={draft.undo}
        />
        <Button
          icon={<RedoOutlined aria-hidden="true" />}
          disabled={!draft.redo}
          aria-label={t('approvals.canvas.redo')}
          title={t('approvals.canvas.redo')}
          onClick={draft.redo}
        />
        <Button ref={tryButton} onClick={onTry}>
          {t('approvals.trial.open')}
        </Button>
        <Button
          icon={<SettingOutlined aria-hidden="true" />}
          onClick={onFlow}
          {...(phone ? { 'aria-label': t('approvals.canvas.whole') } : {})}
        >
          {!phone && t('approvals.canvas.whole')}
        </Button>
        {!phone && <GoButton to={back}>{t('approvals.edit.back')}</GoButton>}
        <Button
          type="primary"
          disabled={ownFaults.length > 0 || (standing === 'checked' && faults.length > 0) || !changed}
          title={changed ? undefined : t('approvals.edit.nothing_changed')}
          loading={waiting || publishing.saving}
          onClick={() => void publish()}
        >
          {t('approvals.flow.publish')}
        </Button>
      </span>
    </header>
  )
}
