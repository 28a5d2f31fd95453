import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import type { FlowDefinition, FlowStep, FlowVersionPage } from '../../flow/contract.ts'
import { MatterMark } from '../matter-mark.tsx'
import { useModeText } from '../request-words.ts'
import { pathOf } from './canvas/change-flow.ts'
import { type Field, useConditionText, useRuleText, type Vocabulary } from './flow-words.ts'
import './flow-outline.css'

export type FlowShown = {
  definition: FlowDefinition
  people: FlowVersionPage['people']
  fields: Field[]
  vocabulary: Vocabulary | undefined
}

/** The steps of a flow as a list: all that the diagram shows, for reading and for phones. */
export function FlowOutline({ flow }: { flow: FlowShown }) {
  return (
    <ol className="outline">
      {flow.definition.steps.map((step, index) => (
        <li key={step.key}>
          <span className="outline-number number">{index + 1}</span>
          <OutlineStep step={step} flow={flow} />
        </li>
      ))}
    </ol>
  )
}

function OutlineStep({ step, flow }: { step: FlowStep; flow: FlowShown }) {
  const { t } = useWords()
  const title = useTitle()
  const mode = useModeText()
  const rule = useRuleText(flow.vocabulary, flow.people)
  const condition = useConditionText(flow.fields)
  const path = pathOf(flow.definition, step)
  return (
    <div className="outline-step">
      <p className="outline-title">
        <strong>{title(step)}</strong>
        <MatterMark matter={step.matter} />
      </p>
      {path && <p className="outline-when">{t('approvals.canvas.on_path', { path: title(path) })}</p>}
      {step.when && (
        <p className="outline-when">{t('approvals.flow.when', { condition: condition(step.when) })}</p>
      )}
      <ul>
        {step.approvers.map((one) => (
          <li key={JSON.stringify(one)}>{rule(one)}</li>
        ))}
      </ul>
      <p className="muted">
        {[
          mode(step.mode),
          step.due_working_hours === null
            ? t('approvals.flow.no_due')
            : t('approvals.flow.due', { count: step.due_working_hours }),
          t(`approvals.flow.opinion.${step.opinion}`),
        ].join(' · ')}
      </p>
    </div>
  )
}
