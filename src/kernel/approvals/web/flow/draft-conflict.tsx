import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { ConflictDialog } from '../../../web/form/conflict-dialog.tsx'
import type { Condition, FlowDefinition } from '../../flow/contract.ts'
import { type Field, useConditionText } from './flow-words.ts'

type Props = {
  begun: FlowDefinition
  mine: FlowDefinition
  theirs: FlowDefinition
  fields: Field[]
  onChoose: (definition: FlowDefinition) => void
  onCancel: () => void
}

/** Somebody else saved the same draft: their version beside mine. */
export function DraftConflict({ begun, mine, theirs, fields, onChoose, onCancel }: Props) {
  const { t } = useWords()
  const title = useTitle()
  const condition = useConditionText(fields)
  return (
    <ConflictDialog
      base={begun}
      mine={mine}
      theirs={theirs}
      fields={[
        {
          key: 'steps',
          word: t('approvals.edit.conflict.steps'),
          show: (steps) => (
            <ol>
              {(steps as FlowDefinition['steps']).map((step, index) => (
                <li key={step.key}>
                  {index + 1}. {title(step)}
                </li>
              ))}
            </ol>
          ),
        },
        {
          key: 'applies_when',
          word: t('approvals.edit.conflict.applies_when'),
          show: (given) => (given ? condition(given as Condition) : t('approvals.condition.none')),
        },
        {
          key: 'same_person',
          word: t('approvals.edit.conflict.same_person'),
          show: (given) => t(`approvals.flow.same_person.${given as FlowDefinition['same_person']}`),
        },
      ]}
      onChoose={(values) => onChoose(values as FlowDefinition)}
      onCancel={onCancel}
    />
  )
}
