import { App, Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useWords } from '../../../../language/web/words.tsx'
import type { CallProblem } from '../../../../web/call-problem.ts'
import { useGo } from '../../../../web/navigation.ts'
import { ProblemView } from '../../../../web/pieces/problem-view.tsx'
import { useSave } from '../../../../web/use-save.ts'
import { importFlow, importNewFlow } from '../../../flow/exchange/contract.ts'

type Props = {
  /** The flow whose draft the file becomes; left out: it becomes a flow of its own. */
  into?: { id: string; draftVersion: number }
  onClose: () => void
}

/** A flow's file becomes a draft; what is wrong with it is listed with its place. Nothing is published. */
export function ImportDialog({ into, onClose }: Props) {
  const { t } = useWords()
  const go = useGo()
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const done = (flowId: string) => {
    message.success(t('approvals.exchange.imported'))
    onClose()
    go(`/administration/flows/${flowId}/edit`)
  }
  const options = { quiet: true, onDone: ({ flow_id }: { flow_id: string }) => done(flow_id) }
  const over = useSave(importFlow, options)
  const fresh = useSave(importNewFlow, options)
  const problem = over.problem ?? fresh.problem
  const send = async () => {
    if (!file) return
    const text = await file.text()
    if (into) await over.save({ params: { id: into.id }, body: { version: into.draftVersion, text } })
    else await fresh.save({ body: { text } })
  }
  return (
    <Modal
      open
      title={t('approvals.exchange.import')}
      okText={t('approvals.exchange.import')}
      cancelText={t('approvals.flow.cancel')}
      okButtonProps={{ disabled: !file }}
      confirmLoading={over.saving || fresh.saving}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="import-flow">
        <p className="muted">
          {t(into ? 'approvals.exchange.import_over' : 'approvals.exchange.import_new')}
        </p>
        {into && into.draftVersion > 0 && (
          <p className="trial-warning">{t('approvals.exchange.draft_replaced')}</p>
        )}
        <p>
          <Button onClick={() => chooser.current?.click()}>{t('approvals.exchange.choose')}</Button>{' '}
          {file?.name}
        </p>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t('approvals.exchange.choose')}
          onChange={({ target }) => {
            over.reset()
            fresh.reset()
            setFile(target.files?.[0])
            target.value = ''
          }}
        />
        {problem && <ProblemView inline problem={problem} />}
        {problem && <Faults problem={problem} />}
      </div>
    </Modal>
  )
}

function Faults({ problem: { fields } }: { problem: CallProblem }) {
  return (
    <ul className="import-faults">
      {fields.map(({ path, message }) => (
        <li key={`${path.join('.')} ${message}`}>
          <code>{path.join('.')}</code> {message}
        </li>
      ))}
    </ul>
  )
}
