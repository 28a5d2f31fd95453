import { EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { type PageKey, useKeys } from '../../web/keys.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { When } from '../../web/pieces/when.tsx'
import { WorkingTimeLeft } from '../../web/pieces/working-time-left.tsx'
import { useSession } from '../../web/session.tsx'
import type { OperationName } from '../request/contract.ts'
import { FillFields } from './fill-fields.tsx'
import { MarkRead } from './mark-read.tsx'
import { NextRequest } from './next-request.tsx'
import { OperationDialogs } from './operation-dialogs.tsx'
import { type Request, useAsker } from './request-words.ts'
import { useApprovalWords } from './use-approval-words.ts'
import { useOperations } from './use-operations.ts'
import './approval-actions.css'

/** Buttons in order of weight; what a matter's own page does (resubmit) and what has its own place (comment) is not here. */
const offered = [
  'approve',
  'appoint',
  'reject',
  'return',
  'transfer',
  'delegate',
  'add_signer',
  'take_back',
  'remove_signer',
  'ask',
  'urge',
  'copy',
  'withdraw',
  'override',
] as const
const destructive: OperationName[] = ['withdraw', 'override', 'remove_signer']

/** Whose turn it is, and the buttons the server allows: under the thumb on a phone, by `a`, `b` and `r` at a keyboard. */
export function ApprovalActions({ request }: { request: Request }) {
  const { t } = useWords()
  const words = useApprovalWords()
  const operations = useOperations(request)
  const [open, setOpen] = useState<OperationName>()
  const can = offered.filter((operation) => request.can.includes(operation))
  const first = can.find((operation) => operation === 'approve' || operation === 'appoint')
  const quiet = can.includes('take_back') ? 'take_back' : 'urge'
  const beside = can.find((operation) => operation === (first ? 'reject' : quiet))
  const menu = can.filter((operation) => operation !== first && operation !== beside)
  useKeys(keysOf(can, setOpen, t), open === undefined)
  const asked = first !== undefined
  const wasAsked = useRef(asked)
  if (asked) wasAsked.current = true
  const handedOn = wasAsked.current && !asked && operations.answered
  return (
    <div className="approval-actions no-print">
      {operations.problem && (
        <div className="approval-moved">
          <ProblemView
            inline
            problem={operations.problem}
            action={
              <Button size="small" onClick={operations.forget}>
                {t('approvals.panel.understood')}
              </Button>
            }
          />
          <p>{t('approvals.panel.changed')}</p>
        </div>
      )}
      <Turn request={request} />
      {handedOn && <NextRequest request={request} />}
      {request.fillable.length > 0 && <FillFields request={request} operations={operations} />}
      {can.length > 0 && (
        <div className="approval-bar">
          {first && (
            <Button type="primary" onClick={() => setOpen(first)}>
              {words.operation(first)}
            </Button>
          )}
          {beside && <Button onClick={() => setOpen(beside)}>{words.operation(beside)}</Button>}
          {menu.length > 0 && (
            <Dropdown
              trigger={['click']}
              autoFocus
              placement="topRight"
              menu={{
                items: menu.map((operation) => ({
                  key: operation,
                  label: words.operation(operation),
                  danger: destructive.includes(operation),
                  onClick: () => setOpen(operation),
                })),
              }}
            >
              <Button icon={<EllipsisOutlined aria-hidden="true" />} aria-label={t('approvals.panel.more')} />
            </Dropdown>
          )}
        </div>
      )}
      <OperationDialogs
        request={request}
        open={open}
        operations={operations}
        onClose={() => setOpen(undefined)}
      />
    </div>
  )
}

/** One sentence: what is waited for, or how it ended. */
function Turn({ request }: { request: Request }) {
  const { t, formats } = useWords()
  const title = useTitle()
  const nameOf = usePersonName()
  const me = useSession().person_id
  const asker = useAsker(request)
  const current = request.steps.findLast(({ state }) => state === 'open' || state === 'parked')
  const due = current?.state === 'open' && current.due_at && (
    <WorkingTimeLeft
      minutes={current.working_minutes_left}
      due_at={current.due_at}
      day_minutes={current.day_minutes}
    />
  )
  if (request.state === 'returned') {
    if (request.applicant.id !== me) return null
    return <p className="approval-turn is-mine">{t('approvals.panel.waiting.returned')}</p>
  }
  if (request.state !== 'running') {
    const time = formats.dateTime(request.ended_at ?? request.opened_at)
    // A copy is marked where the copies are.
    const copied = request.copies.some(({ person, read_at }) => person.id === me && !read_at)
    return (
      <p className="approval-turn">
        <span>{t(`approvals.panel.ended.${request.state}`, { time })}</span>
        {!copied && request.can.includes('mark_read') && <MarkRead request={request} />}
      </p>
    )
  }
  if (!current) return null
  const step = title(current)
  if (request.can.includes('approve')) {
    return (
      <p className="approval-turn is-mine">
        <span>
          {asker
            ? t('approvals.panel.waiting.opinion', { name: asker, step })
            : request.acting_for
              ? t('approvals.proxy.waiting', { name: nameOf(request.acting_for), step })
              : t('approvals.panel.waiting.you', { step })}
        </span>
        {due}
        <Urged request={request} />
      </p>
    )
  }
  if (current.state === 'parked') {
    const mine = request.can.includes('appoint')
    return (
      <p className={`approval-turn${mine ? ' is-mine' : ''}`}>
        {mine
          ? t('approvals.panel.waiting.appoint', { step })
          : t('approvals.panel.waiting.parked', { step })}
      </p>
    )
  }
  const people = current.signers.filter(({ state }) => state === 'open').map(({ person }) => nameOf(person))
  return (
    <p className="approval-turn">
      <span>{t('approvals.panel.waiting.others', { people: formats.list(people), step })}</span>
      {due}
      <Urged request={request} />
    </p>
  )
}

/** How often it was urged, where it was. */
function Urged({ request: { urging } }: { request: Request }) {
  const { t } = useWords()
  if (!urging?.count || !urging.last_at) return null
  return (
    <span className="approval-urged">
      {t('approvals.urge.count', { count: urging.count })} <When at={urging.last_at} />
    </span>
  )
}

function keysOf(
  can: readonly OperationName[],
  open: (operation: OperationName) => void,
  t: ReturnType<typeof useWords>['t'],
): PageKey[] {
  const shortcuts = { approve: 'a', return: 'b', reject: 'r' } as const
  return (['approve', 'return', 'reject'] as const)
    .filter((operation) => can.includes(operation))
    .map((operation) => ({
      ...{ keys: shortcuts[operation], word: t(`approvals.request.keys.${operation}`) },
      run: () => open(operation),
    }))
}
