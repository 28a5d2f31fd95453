import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { TrailOf } from '../../../../kernel/trail/web/trail-of.tsx'
import { useParam } from '../../../../kernel/web/navigation.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { GoButton } from '../../../../kernel/web/pieces/go-button.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { RecordPage } from '../../../../kernel/web/record/record-page.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { listTemplates, restoreTemplate, type Template, withdrawTemplate } from '../../templates/contract.ts'
import { standingOf } from './standing.ts'
import { EditTemplate } from './template-dialog.tsx'
import { useTemplateTitle } from './use-template-words.ts'

/** One template in its three languages, and what was changed of it. */
export function TemplatePage() {
  const { t } = useWords()
  const id = useParam('id')
  const found = useCall(listTemplates)
  return (
    <Loaded of={found}>
      {({ items, org_id }) => {
        const template = items.find((one) => one.id === id)
        if (template) return <Shown key={id} template={template} org_id={org_id} />
        return (
          <EmptyState
            title={t('complaints.template.not_found')}
            text={t('complaints.template.not_found_text')}
            action={<GoButton to="/complaints/templates">{t('complaints.template.title')}</GoButton>}
          />
        )
      }}
    </Loaded>
  )
}

function Shown({ template, org_id }: { template: Template; org_id: string }) {
  const { t } = useWords()
  const title = useTemplateTitle()
  const [editing, setEditing] = useState(false)
  const { id, version, can, kind } = template
  const invalidates = ['complaints', 'trail']
  const withdraw = useSave(withdrawTemplate, { invalidates })
  const restore = useSave(restoreTemplate, { invalidates })
  const { tone, standing } = standingOf(template)
  return (
    <>
      <RecordPage
        title={title(template)}
        state={{ tone, word: t(`complaints.template.standing.${standing}`) }}
        meta={{ kind: t('complaints.template.used_for', { kind: t(`complaints.template.kind.${kind}`) }) }}
        can={can}
        actions={[
          { key: 'edit', word: t('complaints.template.edit'), run: () => setEditing(true) },
          {
            ...{ key: 'restore', word: t('complaints.template.restore') },
            run: () => restore.save({ params: { id }, body: { version } }),
          },
          {
            ...{ key: 'withdraw', word: t('complaints.template.withdraw'), danger: true },
            question: {
              title: t('complaints.template.ask_withdraw'),
              text: t('complaints.template.withdraw_help'),
              verb: t('complaints.template.withdraw'),
            },
            run: () => withdraw.save({ params: { id }, body: { version } }),
          },
        ]}
        sections={[
          { id: 'words', title: t('complaints.template.words'), content: <Said template={template} /> },
        ]}
        timeline={<TrailOf org_id={org_id} subject_type="complaints.template" subject_id={id} />}
      />
      {editing && <EditTemplate template={template} close={() => setEditing(false)} />}
    </>
  )
}

function Said({ template }: { template: Template }) {
  const { t } = useWords()
  const { title, title_tw, title_en, text, text_tw, text_en, said_tw } = template
  const derived = (own: string | null, said: string) =>
    own === null ? (
      <>
        {said} <span className="muted">{t('complaints.template.derived')}</span>
      </>
    ) : (
      said
    )
  const words = [
    ['title', title, 'zh-CN', false],
    ['text', text, 'zh-CN', true],
    ['title_tw', derived(title_tw, said_tw.title), 'zh-TW', false],
    ['text_tw', derived(text_tw, said_tw.text), 'zh-TW', true],
    ['title_en', title_en, 'en', false],
    ['text_en', text_en, 'en', true],
  ] as const
  return (
    <Facts
      facts={words.map(([name, value, lang, wide]) => ({
        ...{ word: t(`complaints.template.field.${name}`), value, lang, wide },
      }))}
    />
  )
}
