import type { ReturnOf } from '../../http/contract.ts'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import { ShortList, ShortListPage, ShortRow } from '../../web/list/short-list.tsx'
import { EmptyState } from '../../web/pieces/empty-state.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { useCall } from '../../web/use-call.ts'
import { listForms } from '../contract.ts'

type Listed = ReturnOf<typeof listForms>['items'][number]

/** The questionnaires and checklists there are. */
export function FormsPage() {
  const { t } = useWords()
  const forms = useCall(listForms)
  return (
    <ShortListPage title={t('forms.page.title')} intro={t('forms.page.intro')}>
      <Loaded of={forms} kind="rows" rows={4}>
        {({ items }) =>
          items.length > 0 ? (
            <ShortList id="forms">
              {items.map((form) => (
                <FormRow key={form.id} form={form} />
              ))}
            </ShortList>
          ) : (
            <EmptyState title={t('forms.page.empty')} text={t('forms.page.empty_text')} />
          )
        }
      </Loaded>
    </ShortListPage>
  )
}

function FormRow({ form }: { form: Listed }) {
  const { t } = useWords()
  const title = useTitle()
  const { published_number: number } = form
  return (
    <ShortRow to={`/administration/forms/${form.id}`} title={title(form)} hint={form.key}>
      {form.has_draft && <StateChip tone="draft" word={t('forms.page.draft')} plain />}
      {number === null ? (
        <StateChip tone="waiting" word={t('forms.page.unpublished')} plain />
      ) : (
        <StateChip tone="done" word={t('forms.page.in_force', { number })} plain />
      )}
    </ShortRow>
  )
}
