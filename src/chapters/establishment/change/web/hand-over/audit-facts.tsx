import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../../kernel/web/pieces/facts.tsx'
import { PersonTag } from '../../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../../kernel/web/pieces/when.tsx'
import type { ExitAudit } from '../../hand-over/contract.ts'

/** What internal audit was asked for, and whether it took it on. */
export function AuditFacts({ audit }: { audit: ExitAudit | null }) {
  const { t, formats } = useWords()
  if (!audit) return <p className="faint">{t('establishment.hand_over.audit_none')}</p>
  const days = { from: formats.date(audit.from), to: formats.date(audit.to) }
  return (
    <Facts
      facts={[
        { word: t('establishment.hand_over.audited'), value: <PersonTag person={audit.person} /> },
        {
          word: t('establishment.hand_over.addressed'),
          value: t('establishment.hand_over.audit_office'),
        },
        { word: t('establishment.hand_over.period'), value: t('establishment.hand_over.days', days) },
        {
          word: t('establishment.hand_over.requested'),
          value: (
            <>
              <PersonTag person={audit.requested_by} /> <When at={audit.requested_at} />
            </>
          ),
        },
        {
          word: t('establishment.hand_over.received'),
          value:
            audit.received_by && audit.received_at ? (
              <>
                <PersonTag person={audit.received_by} /> <When at={audit.received_at} />
              </>
            ) : (
              <span className="faint">{t('establishment.hand_over.not_received')}</span>
            ),
        },
        { word: t('establishment.hand_over.scope'), value: audit.scope, wide: true },
      ]}
    />
  )
}
