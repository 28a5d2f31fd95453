import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { DraftNote } from '../../../web/form/draft-note.tsx'
import { LeaveGuard } from '../../../web/form/leave-guard.tsx'
import { useGo } from '../../../web/navigation.ts'
import { useConfirm } from '../../../web/pieces/confirm.tsx'
import { GoButton } from '../../../web/pieces/go-button.tsx'
import { usePhone } from '../../../web/use-media.ts'
import { useSave } from '../../../web/use-save.ts'
import { type FlowDefinition, type FlowVersionPage, publishFlow } from '../../flow/contract.ts'
import { useTitle } from '../request-words.ts'
import { addStep, changeStep, moveStep, removeStep } from './change-definition.ts'
import { ConditionEditor } from './condition-editor.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import { FlowDiagram } from './flow-diagram.tsx'
import { fieldsOf, useVocabulary } from './flow-words.ts'
import { Labelled } from './labelled.tsx'
import { StepEditor } from './step-editor.tsx'
import { useDraft } from './use-draft.ts'
import './editor.css'
import './flow-outline.css'

const samePerson = ['each_time', 'once', 'consecutive'] as const

/** The draft on the left, the diagram it makes on the right; what is wrong stands at its step. */
export function FlowEditor({ begun }: { begun: FlowVersionPage }) {
  const { t } = useWords()
  const title = useTitle()
  const go = useGo()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const phone = usePhone()
  const vocabulary = useVocabulary().data
  const draft = useDraft(begun)
  const { definition, change, faults, autosave } = draft
  const [open, setOpen] = useState<string | undefined>(definition.steps[0]?.key)
  const number = begun.published_at === null ? begun.number : begun.number + 1
  const fields = fieldsOf(vocabulary, begun.subject_type)
  const flow = { definition, people: draft.people, fields, vocabulary }
  const back = `/administration/flows/${begun.flow_id}`
  const publishing = useSave(publishFlow, {
    onDone: () => {
      message.success(t('approvals.flow.published'))
      go(back)
    },
  })
  const faultsIn = (place: string) =>
    faults.filter(({ path }) => path === place || path.startsWith(`${place}.`)).map((fault) => fault.message)
  const faultsOfStep = (index: number) => (path: string) =>
    faultsIn(path ? `steps.${index}.${path}` : `steps.${index}`)
  const general = faults.filter(({ path }) => path === 'steps' || !path.startsWith('steps.'))

  const publish = async () => {
    if (!(await autosave.flush()) || !draft.draft.current) return
    const sure = await confirm({
      title: t('approvals.flow.publish_title', { flow: title(begun), number }),
      text: t('approvals.flow.publish_text'),
      verb: t('approvals.flow.publish'),
    })
    if (sure === undefined) return
    const { id, version } = draft.draft.current
    await publishing.save({ params: { id }, body: { version } })
  }
  const append = () => {
    const next = addStep(definition, t('approvals.edit.new_step'))
    change(next)
    setOpen(next.steps.at(-1)?.key)
  }
  return (
    <div className="flow-editor">
      <header className="flow-editor-head">
        <div>
          <h1>{t('approvals.edit.heading', { flow: title(begun), number })}</h1>
          <DraftNote draft={autosave.draft} retry={() => void autosave.flush()} />
        </div>
        <span className="flow-editor-buttons">
          <GoButton to={back}>{t('approvals.edit.back')}</GoButton>
          <Button
            type="primary"
            disabled={faults.length > 0 || !(draft.saved || autosave.unsaved)}
            title={draft.saved || autosave.unsaved ? undefined : t('approvals.edit.nothing_changed')}
            loading={publishing.saving}
            onClick={() => void publish()}
          >
            {t('approvals.flow.publish')}
          </Button>
        </span>
      </header>
      {faults.length > 0 && (
        <div className="flow-faults" role="status">
          <p>{t('approvals.flow.faults', { count: faults.length })}</p>
          <ul>
            {faults.map(({ path, message: sentence }) => (
              <li key={path}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="flow-editor-body">
        <div className="flow-editor-main">
          <section className="card flow-general">
            <div className="labelled is-wide">
              <h2>{t('approvals.edit.applies')}</h2>
              <p className="labelled-help">{t('approvals.edit.applies_help')}</p>
              <ConditionEditor
                value={definition.applies_when}
                fields={fields}
                onChange={(applies_when) => change({ ...definition, applies_when })}
              />
              {general.map(({ path, message: sentence }) => (
                <p key={path} className="labelled-fault" role="alert">
                  {sentence}
                </p>
              ))}
            </div>
            <Labelled label={t('approvals.edit.same_person')} wide>
              <Select
                value={definition.same_person}
                onChange={(same_person) => change({ ...definition, same_person })}
                options={samePerson.map((value) => ({
                  value,
                  label: t(`approvals.flow.same_person.${value}`),
                }))}
              />
            </Labelled>
          </section>
          <ol className="step-editors">
            {definition.steps.map((step, index) => (
              <StepEditor
                key={step.key}
                step={step}
                index={index}
                count={definition.steps.length}
                flow={flow}
                open={open === step.key}
                faultsAt={faultsOfStep(index)}
                onOpen={(opened) => setOpen(opened ? step.key : undefined)}
                onChange={(part) => change(changeStep(definition, index, part))}
                onMove={(by) => change(moveStep(definition, index, by))}
                onRemove={() => change(removeStep(definition, index))}
              />
            ))}
          </ol>
          <Button
            block
            icon={<PlusOutlined aria-hidden="true" />}
            disabled={definition.steps.length >= 30}
            onClick={append}
          >
            {t('approvals.edit.add_step')}
          </Button>
        </div>
        {!phone && (
          <aside className="flow-editor-side" aria-label={t('approvals.flow.diagram')}>
            <FlowDiagram flow={flow} current={open} faults={faultyKeys(definition, faultsOfStep)} />
          </aside>
        )}
      </div>
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

const faultyKeys = ({ steps }: FlowDefinition, faultsOf: (index: number) => (path: string) => string[]) =>
  Object.fromEntries(steps.map(({ key }, index) => [key, faultsOf(index)('').length]))
