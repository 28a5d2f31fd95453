import { readStanding } from '../../../../kernel/controls/contract.ts'
import { StandingLines } from '../../../../kernel/controls/web/standing-lines.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'

/** Where an organisation stands this year on each clause of chapter 2 that is counted. */
export function StandingSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(readStanding, { query: { clause: '2', organisation_id: org_id } })
  return (
    <Loaded of={query} kind="rows" rows={5}>
      {({ period, edition, clauses }) => (
        <>
          <p className="faint">
            {t('establishment.registry.standing_of', { year: period.key, edition: edition.number })}
          </p>
          <StandingLines clauses={clauses} />
        </>
      )}
    </Loaded>
  )
}
