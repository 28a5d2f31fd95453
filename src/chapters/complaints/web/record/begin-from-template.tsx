import { Button, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { offerTemplates, type TemplateKind } from '../../templates/contract.ts'

type Props = { id: string; kind: TemplateKind; field: string }

/** Begins a letter to the customer from a template, in their language; it is written on, not sent as it is. */
export function BeginFromTemplate({ id, kind, field }: Props) {
  const { t } = useWords()
  const form = useHouseForm()
  const confirm = useConfirm()
  const question = {
    title: t('complaints.page.replace_text.title'),
    verb: t('complaints.page.replace_text.verb'),
  }
  const { data } = useCall(offerTemplates, { params: { id }, query: { kind } })
  const items = data?.items ?? []
  const [only] = items
  if (!only) return null
  const begin = async (text: string) => {
    const typed = String(form.antd.getFieldValue(field) ?? '').trim()
    const replaces = typed !== '' && !items.some((one) => one.text.trim() === typed)
    if (replaces && (await confirm(question)) === undefined) return
    form.antd.setFieldValue(field, text)
    form.setDirty(true)
  }
  return (
    <div>
      {items.length === 1 ? (
        <Button type="link" size="small" onClick={() => begin(only.text)}>
          {t('complaints.page.use_template')}
        </Button>
      ) : (
        <Select
          aria-label={t('complaints.page.use_template')}
          placeholder={t('complaints.page.use_template')}
          popupMatchSelectWidth={false}
          options={items.map(({ id: value, title: label }) => ({ value, label }))}
          onChange={(chosen: string) => begin(items.find((one) => one.id === chosen)!.text)}
        />
      )}
    </div>
  )
}
