import { BranchesOutlined, ExclamationCircleOutlined, PlusOutlined, WarningOutlined } from '@ant-design/icons'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../../language/web/words.tsx'
import { additions, useCanvas } from './canvas-context.ts'
import type { Place } from './shape.ts'
import type { Card } from './use-cards.ts'

/** Where lines begin and end; nothing can be connected by hand. */
function Handles() {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}

/** A node: a button where the flow is written, a box where it is only looked at. */
function Box({ id, className, children }: { id: string; className: string; children: ReactNode }) {
  const { cards, chosen, onChoose } = useCanvas()
  const card = cards.get(id)
  const state = [
    className,
    'nopan',
    chosen === id && 'is-chosen',
    card?.faults.length && 'is-faulty',
    card?.mark && `is-${card.mark.tone}`,
  ]
  const given = { className: state.filter(Boolean).join(' '), 'data-node': id }
  if (!onChoose) return <div {...given}>{children}</div>
  return (
    <button
      type="button"
      {...given}
      aria-current={chosen === id}
      onFocus={() => onChoose(id, { open: false })}
      onClick={({ detail }) => onChoose(id, { open: true, keys: detail === 0 })}
    >
      {children}
    </button>
  )
}

function Said({ card: { faults, warnings = [], mark } }: { card: Card }) {
  const { t } = useWords()
  const [first] = faults
  return (
    <>
      {mark && (
        <span className="node-mark">
          <b>{mark.word}</b>
          {mark.text && <span className="node-mark-text">{mark.text}</span>}
        </span>
      )}
      {!first && warnings[0] && (
        <span className="node-fault is-warning">
          <WarningOutlined aria-hidden="true" />
          <span>{warnings[0]}</span>
        </span>
      )}
      {first && (
        <span className="node-fault">
          <ExclamationCircleOutlined aria-hidden="true" />
          <span>
            {faults.length > 1 && `${t('approvals.edit.faulty', { count: faults.length })} `}
            {first}
          </span>
        </span>
      )}
    </>
  )
}

function StepNode({ id }: NodeProps) {
  const card = useCanvas().cards.get(id)
  if (!card) return null
  return (
    <Box id={id} className={`node node-step${card.when ? ' is-conditional' : ''}`}>
      <Handles />
      <span className="node-title">
        <span className="number">{card.number}</span>
        <strong>{card.title}</strong>
        {card.matter && <span className="matter-mark">{card.matter}</span>}
      </span>
      {card.when && <span className="node-when">{card.when}</span>}
      <span className="node-approvers">{card.approvers}</span>
      <span className="node-mode">
        <span>{card.mode}</span>
        {card.due && <span>{card.due}</span>}
      </span>
      <Said card={card} />
    </Box>
  )
}

function PathNode({ id }: NodeProps) {
  const card = useCanvas().cards.get(id)
  if (!card) return null
  return (
    <Box id={id} className="node node-path">
      <Handles />
      <span className="node-title">
        <strong>{card.title}</strong>
      </span>
      <span className="node-when">{card.when}</span>
      <Said card={card} />
    </Box>
  )
}

function BranchingNode({ id }: NodeProps) {
  const card = useCanvas().cards.get(id)
  if (!card) return null
  return (
    <Box id={id} className="node node-branching">
      <Handles />
      <BranchesOutlined aria-hidden="true" />
      <strong>{card.title}</strong>
      {card.faults.length > 0 && (
        <>
          <ExclamationCircleOutlined aria-hidden="true" />
          <span className="visually-hidden">{card.faults[0]}</span>
        </>
      )}
    </Box>
  )
}

function EndNode({ data }: NodeProps) {
  const { t } = useWords()
  return (
    <div className={`node-end${data.begin ? '' : ' is-last'}`}>
      <Handles />
      {t(data.begin ? 'approvals.flow.begin' : 'approvals.flow.end')}
    </div>
  )
}

function JoinNode() {
  return (
    <div className="node-join">
      <Handles />
    </div>
  )
}

/** Where a lane turns towards the join: nothing to see but the lines. */
const TailNode = () => <Handles />

/** The plus on a line: what to put there. No branching within a branching. */
function PlusNode({ data }: NodeProps) {
  const { t } = useWords()
  const { cards, onAdd, full } = useCanvas()
  const place = data.place as Place
  const placeWord = (node: string) => {
    const step = cards.get(node)?.title
    if (step !== undefined) return t('approvals.canvas.add_after', { step })
    const branching = cards.get(node.replace(/^join /, 'branching '))?.title
    if (branching === undefined) return t('approvals.canvas.add_first')
    return t('approvals.canvas.add_behind', { branching })
  }
  const offered = additions.filter((one) => one !== 'branching' || place.path === undefined)
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      placement="bottom"
      menu={{
        items: offered.map((one) => ({ key: one, label: t(`approvals.canvas.add.${one}`) })),
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation()
          onAdd?.(key as (typeof additions)[number], place)
        },
      }}
    >
      <button
        type="button"
        className="node-plus nopan"
        disabled={full === true}
        aria-label={placeWord(data.after as string)}
      >
        <PlusOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  )
}

export const nodeTypes = {
  step: StepNode,
  path: PathNode,
  branching: BranchingNode,
  end: EndNode,
  join: JoinNode,
  tail: TailNode,
  plus: PlusNode,
}
