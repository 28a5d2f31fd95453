import { Link } from '@tanstack/react-router'
import { Progress, Segmented } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { type Result, type ReturnTarget, returnTargets } from '../bulk/contract.ts'
import { OperationFrame } from './operation-frame.tsx'
import { OpinionField } from './opinion-field.tsx'
import { type BulkAct, type Chosen, useManyDecisions } from './use-many-decisions.ts'
import './bulk-decide.css'

type Props = { act: BulkAct; rows: Chosen[]; onClose: () => void }

/**
 * Asks once for all that was chosen, shows how far it has come, and then what was not decided and why. Whoever is refused or
 * gets something back is told a reason, so that one is asked for.
 */
export function BulkDecideDialog({ act, rows, onClose }: Props) {
  const { t } = useWords()
  const [opinion, setOpinion] = useState('')
  const [to, setTo] = useState<ReturnTarget>('applicant')
  const [tried, setTried] = useState(false)
  const { run, results, state, problem } = useManyDecisions(act, rows)
  const required = act !== 'approve'
  const missing = required && opinion.trim() === ''
  const start = () => {
    setTried(true)
    if (!missing) void run(opinion.trim() || null, act === 'return' ? to : undefined)
  }
  const failed = results.filter(({ code }) => code !== null)
  // A no of somebody consulted, or of one among several, needn't be the end.
  const onward = act === 'reject' ? results.filter(({ state: after }) => after === 'running') : []
  const done = results.length - failed.length - onward.length
  const left = rows.length - results.length
  return (
    <OperationFrame
      title={
        state === 'asking'
          ? t(`approvals.bulk.title.${act}`, { count: rows.length })
          : t(`approvals.bulk.act.${act}`)
      }
      verb={
        state === 'done'
          ? undefined
          : t(state === 'stopped' ? 'approvals.bulk.again' : `approvals.operations.${act}`)
      }
      cancel={t(state === 'asking' ? 'approvals.answer.cancel' : 'approvals.bulk.close')}
      danger={act === 'reject'}
      saving={state === 'running'}
      problem={problem}
      onSend={start}
      onCancel={onClose}
    >
      {state === 'asking' ? (
        <>
          {act === 'return' && (
            <Segmented
              block
              aria-label={t('approvals.answer.return.to')}
              value={to}
              onChange={setTo}
              options={returnTargets.map((value) => ({ value, label: t(`approvals.bulk.to.${value}`) }))}
            />
          )}
          {rows.length === 1 ? (
            <p>
              <strong>{rows[0]?.title}</strong>
            </p>
          ) : (
            <p className="muted">
              {t(`approvals.bulk.text.${act === 'return' && to === 'step_before' ? 'return_one_step' : act}`)}
            </p>
          )}
          <OpinionField
            id="bulk_opinion"
            label={t('approvals.answer.opinion')}
            value={opinion}
            required={required}
            missing={tried && missing}
            onChange={setOpinion}
          />
        </>
      ) : (
        <div className="bulk-result" role="status">
          <Progress
            percent={Math.round((results.length / rows.length) * 100)}
            showInfo={false}
            aria-label={t('approvals.bulk.running', { done: results.length, count: rows.length })}
          />
          {state === 'running' && (
            <p>{t('approvals.bulk.running', { done: results.length, count: rows.length })}</p>
          )}
          {done > 0 && <p>{t(`approvals.bulk.done.${act}`, { count: done })}</p>}
          {onward.length > 0 && <p>{t('approvals.bulk.running_on', { count: onward.length })}</p>}
          <Named results={onward} rows={rows} />
          {failed.length > 0 && <p>{t('approvals.bulk.failed', { count: failed.length })}</p>}
          <Named results={failed} rows={rows} />
          {state === 'stopped' && <p>{t('approvals.bulk.left', { count: left })}</p>}
        </div>
      )}
    </OperationFrame>
  )
}

/** Each leads to its request, with why it was left as it is. */
function Named({ results, rows }: { results: Result[]; rows: Chosen[] }) {
  return (
    results.length > 0 && (
      <ul>
        {results.map(({ id, reason }) => (
          <li key={id}>
            <Link to={`/approvals/${id}` as string}>{rows.find((row) => row.id === id)?.title}</Link>
            {reason && <p className="muted">{reason}</p>}
          </li>
        ))}
      </ul>
    )
  )
}
