import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../../../kernel/web/list/short-list.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { EmptyState } from '../../../../kernel/web/pieces/empty-state.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { StateChip } from '../../../../kernel/web/pieces/state-chip.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listTemplates, type Template, templateKinds } from '../../templates/contract.ts'
import { standingOf } from './standing.ts'
import { NewTemplate } from './template-dialog.tsx'
import { useTemplateTitle } from './use-template-words.ts'

/** What letters to customers begin from, by the step they are written at; withdrawn ones stay, to be taken up again. */
export function TemplatesPage() {
  const { t } = useWords()
  const found = useCall(listTemplates)
  const [making, setMaking] = useState(false)
  usePageTitle(t('complaints.template.title'))
  return (
    <ShortListPage
      title={t('complaints.template.title')}
      intro={t('complaints.template.intro')}
      create={
        found.data?.can.includes('create') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setMaking(true)}>
            {t('complaints.template.create')}
          </Button>
        )
      }
    >
      <Loaded of={found} kind="rows">
        {({ items }) =>
          templateKinds.map((kind) => {
            const own = items.filter((one) => one.kind === kind)
            return (
              <ShortList key={kind} id={kind} title={t(`complaints.template.kind.${kind}`)}>
                {own.length === 0 ? (
                  <li>
                    <EmptyState
                      title={t('complaints.template.none')}
                      text={t('complaints.template.none_text')}
                    />
                  </li>
                ) : (
                  own.map((one) => <TemplateRow key={one.id} template={one} />)
                )}
              </ShortList>
            )
          })
        }
      </Loaded>
      {making && <NewTemplate close={() => setMaking(false)} />}
    </ShortListPage>
  )
}

function TemplateRow({ template }: { template: Template }) {
  const { t, language } = useWords()
  const title = useTemplateTitle()
  const { id, text, text_en, said_tw } = template
  const { tone, standing } = standingOf(template)
  return (
    <ShortRow
      to={`/complaints/templates/${id}`}
      title={title(template)}
      hint={{ 'zh-CN': text, 'zh-TW': said_tw.text, en: text_en }[language]}
    >
      <StateChip plain tone={tone} word={t(`complaints.template.standing.${standing}`)} />
    </ShortRow>
  )
}
