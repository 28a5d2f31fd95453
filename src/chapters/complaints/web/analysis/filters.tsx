import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { pick } from '../../../../kernel/web/list/filter.ts'
import { useUrl } from '../../../../kernel/web/list/use-url.ts'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'

const names = ['received_from', 'received_to', 'under'] as const
type Asked = { [name in (typeof names)[number]]?: string }

/** What is asked for stands in the address: the way back from a list leads to the same numbers. */
export function useAsked(): [Asked, (change: Asked) => void] {
  const [search, change] = useUrl()
  const asked = useMemo(() => pick(search, [...names]) as Asked, [search])
  return [asked, change]
}

type Props = { asked: Asked; ask: (change: Asked) => void }

export function AnalysisFilters({ asked, ask }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const day = (text: string | undefined) => (text && dayjs(text).isValid() ? dayjs(text) : null)
  return (
    <>
      <DatePicker.RangePicker
        aria-label={t('complaints.field.received')}
        allowClear={clearing}
        maxDate={dayjs()}
        value={[day(asked.received_from), day(asked.received_to)]}
        onChange={(_, text) =>
          ask({ received_from: text?.[0] || undefined, received_to: text?.[1] || undefined })
        }
        format="YYYY-MM-DD"
      />
      <OrganisationSelect
        value={asked.under ?? null}
        onChange={(under) => ask({ under: under ?? undefined })}
        aria-label={t('complaints.field.organisation')}
        placeholder={t('complaints.field.organisation')}
      />
    </>
  )
}
