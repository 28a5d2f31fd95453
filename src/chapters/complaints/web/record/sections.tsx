import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type Complainant, type ComplaintPage, unmaskComplainant } from '../../complaint/contract.ts'

type Props = { complaint: ComplaintPage }

export function FactsSection({ complaint }: Props) {
  const { t, formats } = useWords()
  const {
    kind_title,
    severity,
    service,
    service_standard,
    service_on,
    staff,
    cause,
    claimed,
    compensated,
    currency,
  } = complaint
  return (
    <Facts
      facts={[
        { word: t('complaints.field.kind'), value: kind_title },
        {
          word: t('complaints.field.severity'),
          value: t(`complaints.severity.${severity as 1 | 2 | 3 | 4}`),
        },
        { word: t('complaints.field.service'), value: service },
        { word: t('complaints.field.service_on'), value: formats.date(service_on) },
        { word: t('complaints.field.standard'), value: service_standard, wide: true },
        { word: t('complaints.field.staff'), value: staff && <PersonTag person={staff} /> },
        { word: t('complaints.field.cause'), value: cause },
        { word: t('complaints.field.claimed'), value: <Money minor={claimed} currency={currency} /> },
        { word: t('complaints.field.compensated'), value: <Money minor={compensated} currency={currency} /> },
        complaint.rating !== null && {
          word: t('complaints.field.rating'),
          value: t('complaints.field.stars', { count: complaint.rating }),
        },
      ]}
    />
  )
}

export function RemedySection({ complaint: { remedy, severity } }: Props) {
  const { t, formats } = useWords()
  if (!remedy)
    return <p className="faint">{t(severity >= 2 ? 'complaints.remedy.wanted' : 'complaints.remedy.none')}</p>
  const { effective, check_on, finding } = remedy
  return (
    <Facts
      facts={[
        {
          word: t('complaints.remedy.root_cause'),
          value: remedy.root_cause || t('complaints.page.removed'),
          wide: true,
        },
        {
          word: t('complaints.remedy.action'),
          value: remedy.action || t('complaints.page.removed'),
          wide: true,
        },
        { word: t('complaints.remedy.owner'), value: <PersonTag person={remedy.owner} /> },
        { word: t('complaints.remedy.due_on'), value: formats.date(remedy.due_on) },
        remedy.done_at !== null && {
          word: t('complaints.remedy.done'),
          value: formats.dateTime(remedy.done_at),
        },
        check_on !== null && { word: t('complaints.remedy.check_on'), value: formats.date(check_on) },
        effective !== null && {
          word: t('complaints.remedy.effective'),
          value: t(effective ? 'complaints.remedy.worked' : 'complaints.remedy.did_not_work'),
        },
        finding !== null && {
          word: t('complaints.remedy.finding'),
          value: finding || t('complaints.page.removed'),
          wide: true,
        },
      ]}
    />
  )
}

/** Masked until somebody who may asks for it; that they did stays in the trail. */
export function WhoSection({ complaint: { id, complainant, can } }: Props) {
  const { t } = useWords()
  const [full, setFull] = useState<Complainant>()
  const { save, saving } = useSave(unmaskComplainant, { onDone: setFull })
  const shown = full ?? complainant
  if (!shown) return <p className="faint">{t('complaints.page.nobody')}</p>
  return (
    <>
      <Facts
        facts={[
          { word: t('complaints.field.name'), value: shown.name },
          {
            word: t('complaints.field.phone'),
            value: shown.phone && <span className="number">{shown.phone}</span>,
          },
          { word: t('complaints.field.email'), value: shown.email },
        ]}
      />
      {can.includes('unmask') && !full && (
        <Button size="small" className="no-print" loading={saving} onClick={() => save({ params: { id } })}>
          {t('complaints.page.unmask')}
        </Button>
      )}
    </>
  )
}
