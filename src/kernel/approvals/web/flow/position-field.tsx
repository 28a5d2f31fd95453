import { InputNumber } from 'antd'
import type { ReturnOf } from '../../../http/contract.ts'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import { Field } from '../../../web/form/field.tsx'
import type { listFlows } from '../../flow/contract.ts'

type Listed = ReturnOf<typeof listFlows>['items'][number]

/** The order among the flows in use for one kind of matter, with those of the others beside it. */
export function PositionField({ others }: { others: Listed[] }) {
  const { t, formats } = useWords()
  const title = useTitle()
  const named = others
    .filter(({ archived_at }) => archived_at === null)
    .map((flow) => t('approvals.flow.order_of', { flow: title(flow), position: flow.position }))
  const help = [
    t('approvals.flow.position_help'),
    ...(named.length > 0 ? [t('approvals.flow.orders', { flows: formats.list(named) })] : []),
  ].join(' ')
  return (
    <Field name="position" label={t('approvals.flow.position')} help={help}>
      <InputNumber min={0} max={1000} />
    </Field>
  )
}
