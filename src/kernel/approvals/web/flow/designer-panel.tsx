import {
  ArrowDownOutlined,
  ArrowLeftOutlined,
  ArrowRightOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { isMac } from '../../../web/keys.ts'
import { usePhone } from '../../../web/use-media.ts'
import type { Branching, FlowDefinition, FlowPath, FlowStep } from '../../flow/contract.ts'
import { type Chosen, type Direction, pathOf } from './canvas/change-flow.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { FlowShown } from './flow-outline.tsx'
import { useConditionText } from './flow-words.ts'
import { Labelled } from './labelled.tsx'
import { StepFields } from './step-fields.tsx'

const samePerson = ['each_time', 'once', 'consecutive'] as const

export type Editing = {
  flow: FlowShown
  faultsAt: (path: string) => string[]
  onStep: (key: string, part: Partial<FlowStep>) => void
  onPath: (key: string, part: Partial<FlowPath>) => void
  onBranching: (key: string, part: Partial<Branching>) => void
  onFlow: (part: Partial<FlowDefinition>) => void
  onMove: (chosen: Chosen, to: Direction) => void
  onDuplicate: (key: string) => void
  onAddPath: (branchingKey: string) => void
  onRemove: (chosen: Chosen) => void
  /** Goes on behind what is selected: to a step nothing was said of yet, or to a new one. */
  onNext: () => void
  onChoose: (chosen: Chosen) => void
}

/** The settings of what is selected; with nothing selected, those of the whole flow. */
export function DesignerPanel({ chosen, ...editing }: Editing & { chosen: Chosen | undefined }) {
  const { definition } = editing.flow
  const { steps, branchings = [] } = definition
  if (chosen?.kind === 'step') {
    const index = steps.findIndex(({ key }) => key === chosen.key)
    const step = steps[index]
    if (step) return <StepPanel key={step.key} step={step} index={index} {...editing} />
  }
  for (const [i, branching] of branchings.entries()) {
    if (chosen?.kind === 'branching' && branching.key === chosen.key)
      return <BranchingPanel key={chosen.key} branching={branching} at={`branchings.${i}`} {...editing} />
    const j = branching.paths.findIndex(({ key }) => key === chosen?.key)
    const path = branching.paths[j]
    if (chosen?.kind === 'path' && path) {
      const at = `branchings.${i}.paths.${j}`
      return (
        <PathPanel key={path.key} path={path} last={j === branching.paths.length - 1} at={at} {...editing} />
      )
    }
  }
  return <FlowPanel {...editing} />
}

type HeadProps = { title: string; chosen: Chosen; to: Direction[]; children?: ReactNode } & Pick<
  Editing,
  'onMove' | 'onRemove'
>

const arrows = {
  up: ArrowUpOutlined,
  down: ArrowDownOutlined,
  left: ArrowLeftOutlined,
  right: ArrowRightOutlined,
}

function PanelHead({ title, chosen, to, children, onMove, onRemove }: HeadProps) {
  const { t } = useWords()
  return (
    <div className="panel-head">
      <h2>{title}</h2>
      <span className="panel-tools">
        {to.map((direction) => {
          const Arrow = arrows[direction]
          return (
            <Button
              key={direction}
              type="text"
              icon={<Arrow aria-hidden="true" />}
              aria-label={t(`approvals.canvas.move.${direction}`)}
              title={t(`approvals.canvas.move.${direction}`)}
              onClick={() => onMove(chosen, direction)}
            />
          )
        })}
        {children}
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t(`approvals.canvas.remove.${chosen.kind}`)}
          title={t(`approvals.canvas.remove.${chosen.kind}`)}
          onClick={() => onRemove(chosen)}
        />
      </span>
    </div>
  )
}

/** The way on from where one writes, with its key beside it. */
function NextStep({ flow, onNext }: Pick<Editing, 'flow' | 'onNext'>) {
  const { t } = useWords()
  const phone = usePhone()
  return (
    <span>
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={flow.definition.steps.length >= 30}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onNext}
      >
        {t('approvals.canvas.next')} {!phone && <kbd>{isMac() ? '⌘ ↵' : 'Ctrl ↵'}</kbd>}
      </Button>
    </span>
  )
}

function StepPanel({ step, index, ...editing }: Editing & { step: FlowStep; index: number }) {
  const { t } = useWords()
  const title = useTitle()
  const { flow, faultsAt, onStep, onDuplicate } = editing
  const path = pathOf(flow.definition, step)
  return (
    <>
      <PanelHead
        title={t('approvals.canvas.step', { number: index + 1 })}
        chosen={{ kind: 'step', key: step.key }}
        to={path ? ['up', 'down', 'left', 'right'] : ['up', 'down']}
        {...editing}
      >
        <Button
          type="text"
          icon={<CopyOutlined aria-hidden="true" />}
          aria-label={t('approvals.canvas.duplicate')}
          title={t('approvals.canvas.duplicate')}
          disabled={flow.definition.steps.length >= 30}
          onClick={() => onDuplicate(step.key)}
        />
      </PanelHead>
      {path && <p className="panel-note">{t('approvals.canvas.on_path', { path: title(path) })}</p>}
      <StepFields
        step={step}
        flow={flow}
        faultsAt={(place) => faultsAt(place ? `steps.${index}.${place}` : `steps.${index}`)}
        onChange={(part) => onStep(step.key, part)}
        next={<NextStep {...editing} />}
      />
    </>
  )
}

type PathProps = Editing & { path: FlowPath; last: boolean; at: string }

function PathPanel({ path, last, at, ...editing }: PathProps) {
  const { t } = useWords()
  const { flow, faultsAt, onPath } = editing
  const faults = faultsAt(`${at}.when`)
  return (
    <>
      <PanelHead
        title={t(last ? 'approvals.canvas.otherwise' : 'approvals.canvas.path')}
        chosen={{ kind: 'path', key: path.key }}
        to={last ? [] : ['left', 'right']}
        {...editing}
      />
      <div className="step-fields">
        <Names
          titles={path}
          faultsAt={(name) => faultsAt(`${at}.${name}`)}
          onChange={(part) => onPath(path.key, part)}
        />
        <section className="step-part" aria-label={t('approvals.edit.when')}>
          <h3>{t('approvals.edit.when')}</h3>
          <p className="labelled-help">
            {t(last ? 'approvals.canvas.otherwise_help' : 'approvals.canvas.path_help')}
          </p>
          {(!last || path.when) && (
            <ConditionEditor
              value={path.when}
              fields={flow.fields}
              onChange={(when) => onPath(path.key, { when })}
            />
          )}
          {faults.map((fault) => (
            <p key={fault} className="labelled-fault" role="alert">
              {fault}
            </p>
          ))}
        </section>
        <NextStep {...editing} />
      </div>
    </>
  )
}

type BranchingProps = Editing & { branching: Branching; at: string }

function BranchingPanel({ branching, at, ...editing }: BranchingProps) {
  const { t } = useWords()
  const title = useTitle()
  const condition = useConditionText(editing.flow.fields)
  const { faultsAt, onBranching, onAddPath, onChoose } = editing
  return (
    <>
      <PanelHead
        title={t('approvals.canvas.branching')}
        chosen={{ kind: 'branching', key: branching.key }}
        to={['up', 'down']}
        {...editing}
      />
      <div className="step-fields">
        <Names
          titles={branching}
          faultsAt={(name) => faultsAt(`${at}.${name}`)}
          onChange={(part) => onBranching(branching.key, part)}
        />
        <section className="step-part" aria-label={t('approvals.canvas.paths')}>
          <h3>{t('approvals.canvas.paths')}</h3>
          <p className="labelled-help">{t('approvals.canvas.branching_help')}</p>
          <ol className="panel-paths">
            {branching.paths.map((path, i) => (
              <li key={path.key}>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => onChoose({ kind: 'path', key: path.key })}
                >
                  <strong>{title(path)}</strong>{' '}
                  <span className="muted">
                    {path.when
                      ? condition(path.when)
                      : i === branching.paths.length - 1
                        ? t('approvals.canvas.otherwise')
                        : t('approvals.condition.none')}
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <span>
            <Button
              size="small"
              icon={<PlusOutlined aria-hidden="true" />}
              disabled={branching.paths.length >= 8}
              onClick={() => onAddPath(branching.key)}
            >
              {t('approvals.canvas.add_path')}
            </Button>
          </span>
        </section>
      </div>
    </>
  )
}

function FlowPanel({ flow, faultsAt, onFlow }: Editing) {
  const { t } = useWords()
  const { definition, fields } = flow
  return (
    <>
      <div className="panel-head">
        <h2>{t('approvals.canvas.whole')}</h2>
      </div>
      <p className="panel-note">{t('approvals.canvas.hint')}</p>
      <div className="step-fields">
        <section className="step-part" aria-label={t('approvals.edit.applies')}>
          <h3>{t('approvals.edit.applies')}</h3>
          <p className="labelled-help">{t('approvals.edit.applies_help')}</p>
          <ConditionEditor
            value={definition.applies_when}
            fields={fields}
            onChange={(applies_when) => onFlow({ applies_when })}
          />
          {faultsAt('applies_when').map((fault) => (
            <p key={fault} className="labelled-fault" role="alert">
              {fault}
            </p>
          ))}
        </section>
        <Labelled label={t('approvals.edit.same_person')} wide>
          <Select
            value={definition.same_person}
            onChange={(same_person) => onFlow({ same_person })}
            options={samePerson.map((value) => ({
              value,
              label: t(`approvals.flow.same_person.${value}`),
            }))}
          />
        </Labelled>
      </div>
    </>
  )
}

type Titles = { title: string; title_tw?: string | null | undefined; title_en: string | null }
type NamesProps = {
  titles: Titles
  faultsAt: (name: string) => string[]
  onChange: (part: Partial<Titles>) => void
}

function Names({ titles: { title, title_en }, faultsAt, onChange }: NamesProps) {
  const { t } = useWords()
  return (
    <>
      <Labelled label={t('approvals.flow.name')} faults={faultsAt('title')}>
        <Input
          maxLength={60}
          value={title}
          onChange={({ target }) => onChange({ title: target.value, title_tw: null })}
        />
      </Labelled>
      <Labelled label={t('approvals.flow.name_en')} faults={faultsAt('title_en')}>
        <Input
          lang="en"
          maxLength={60}
          value={title_en ?? ''}
          onChange={({ target }) => onChange({ title_en: target.value || null })}
        />
      </Labelled>
    </>
  )
}
