import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { OperationFrame } from './operation-frame.tsx'
import { OpinionField } from './opinion-field.tsx'
import { type Chosen, useManyApprovals } from './use-many-approvals.ts'
import './bulk-approve.css'

type Props = { rows: Chosen[]; onClose: () => void }

/** Asks once for all that was chosen, shows how far it has come, and then what was not approved and why. */
export function BulkApproveDialog({ rows, onClose }: Props) {
  const { t } = useWords()
  const [opinion, setOpinion] = useState('')
  const { run, results, state, problem } = useManyApprovals(rows)
  const start = () => void run(opinion.trim() || null)
  const failed = results.filter(({ code }) => code !== null)
  const left = rows.length - results.length
  return (
    <OperationFrame
      title={
        state === 'asking' ? t('approvals.bulk.title', { count: rows.length }) : t('approvals.bulk.approve')
      }
      verb={
        state === 'done'
          ? undefined
          : t(state === 'stopped' ? 'approvals.bulk.again' : 'approvals.operations.approve')
      }
      cancel={t(state === 'asking' ? 'approvals.answer.cancel' : 'approvals.bulk.close')}
      saving={state === 'running'}
      problem={problem}
      onSend={start}
      onCancel={onClose}
    >
      {state === 'asking' ? (
        <>
          {rows.length === 1 ? (
            <p>
              <strong>{rows[0]?.title}</strong>
            </p>
          ) : (
            <p className="muted">{t('approvals.bulk.text')}</p>
          )}
          <OpinionField
            id="bulk_opinion"
            label={t('approvals.answer.opinion')}
            value={opinion}
            required={false}
            missing={false}
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
          {results.length > failed.length && (
            <p>{t('approvals.bulk.approved', { count: results.length - failed.length })}</p>
          )}
          {failed.length > 0 && <p>{t('approvals.bulk.failed', { count: failed.length })}</p>}
          <ul>
            {failed.map(({ id, reason }) => (
              <li key={id}>
                <Link to={`/approvals/${id}` as string}>{rows.find((row) => row.id === id)?.title}</Link>
                <p className="muted">{reason}</p>
              </li>
            ))}
          </ul>
          {state === 'stopped' && <p>{t('approvals.bulk.left', { count: left })}</p>}
        </div>
      )}
    </OperationFrame>
  )
}
