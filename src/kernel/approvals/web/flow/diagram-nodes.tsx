import { Handle, type NodeProps, Position } from '@xyflow/react'
import type { Card } from './diagram-layout.ts'

/** Where lines begin and end; nothing can be connected by hand. */
function Handles() {
  return (
    <>
      <Handle id="down" type="target" position={Position.Top} isConnectable={false} />
      <Handle id="down" type="source" position={Position.Bottom} isConnectable={false} />
      <Handle id="side" type="target" position={Position.Right} isConnectable={false} />
      <Handle id="side" type="source" position={Position.Right} isConnectable={false} />
    </>
  )
}

function StepNode({ data }: NodeProps) {
  const { number, title, when, approvers, mode, matter, current, faulty } = data.card as Card
  const state = `${when ? ' is-conditional' : ''}${current ? ' is-current' : ''}${faulty ? ' is-faulty' : ''}`
  return (
    <div className={`diagram-step${state}`}>
      <Handles />
      <p className="diagram-title">
        <span className="number">{number}</span>
        <strong>{title}</strong>
        {matter && <span className="matter-mark">{matter}</span>}
      </p>
      {when && <p className="diagram-when">{when}</p>}
      <p className="diagram-approvers">{approvers}</p>
      <p className="diagram-mode">{mode}</p>
    </div>
  )
}

function EndNode({ data }: NodeProps) {
  return (
    <div className={`diagram-end${data.last ? ' is-last' : ''}`}>
      <Handles />
      {String(data.title)}
    </div>
  )
}

export const nodeTypes = { step: StepNode, end: EndNode }
