import { Input } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'

/** Fields answered in a few sentences; each has its help beside it. */
type Name = 'positioning' | 'scope' | 'strategy_fit' | 'safety' | 'environment' | 'rules'

const helped = {
  positioning: 'establishment.form.help.positioning',
  scope: 'establishment.form.help.scope',
  strategy_fit: 'establishment.form.help.strategy_fit',
  safety: 'establishment.form.help.safety',
  environment: 'establishment.form.help.environment',
  rules: 'establishment.form.help.rules',
} as const

export function LongText({ name, rows = 3 }: { name: Name; rows?: number }) {
  const { t } = useWords()
  return (
    <Field name={name} label={t(`establishment.plan.field.${name}`)} help={t(helped[name])}>
      <Input.TextArea
        autoSize={{ minRows: rows, maxRows: 16 }}
        maxLength={name === 'scope' ? 4000 : 10_000}
      />
    </Field>
  )
}
