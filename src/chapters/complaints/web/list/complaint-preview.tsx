import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { type ListedComplaint, readComplaint } from '../../complaint/contract.ts'
import { Clocks } from '../record/clocks.tsx'
import { Signals } from '../record/signals.tsx'
import { ComplaintChip } from '../state-chip.tsx'
import { Triage } from './triage.tsx'
import './list.css'

/** A complaint at a glance, beside the list: enough to say whose it is. */
export function ComplaintPreview({ row }: { row: ListedComplaint }) {
  const { t, language } = useWords()
  const query = useCall(readComplaint, { params: { id: row.id } })
  return (
    <div className="complaint-preview">
      <header>
        <p className="faint number">{row.number}</p>
        <h2>{row.subject}</h2>
        <ComplaintChip state={row.state} />
      </header>
      <Loaded of={query} kind="rows" rows={6}>
        {(complaint) => (
          <>
            <Triage key={complaint.id} complaint={complaint} />
            <Clocks complaint={complaint} />
            {complaint.signals.length > 0 && (
              <section>
                <h3>{t('complaints.page.signals')}</h3>
                <Signals complaint={complaint} />
              </section>
            )}
            <Facts
              facts={[
                { word: t('complaints.field.organisation'), value: nameIn(language, row.organisation) },
                {
                  word: t('complaints.field.handler'),
                  value: row.handler && nameIn(language, row.handler),
                },
                { word: t('complaints.field.service'), value: row.service },
                { word: t('complaints.field.cause'), value: row.cause },
                { word: t('complaints.field.description'), value: complaint.description, wide: true },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  )
}
