import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { RecordAction } from '../../../../kernel/web/record/actions.ts'
import { useMay } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listOffered } from '../contract.ts'
import { changeKinds } from '../kinds/contract.ts'

/** The filings this reader may begin about an organisation now, and those under way there. */
export function useOfferedChanges(org_id: string) {
  const { t } = useWords()
  const may = useMay()
  const reads = may('establishment.change.read')
  const { data, error } = useCall(listOffered, { params: { id: org_id } }, { enabled: reads })
  const actions: RecordAction[] = changeKinds.map((key) => ({
    key,
    word: t(`establishment.change.kind.${key}`),
    to: `/organisations/${org_id}/change/${key}`,
    // To bring a closed organisation back is the one thing its page is good for; the others are not its next step.
    quiet: key !== 'restore',
  }))
  return {
    can: data?.kinds ?? [],
    actions,
    open: data?.open ?? [],
    /** `hidden`: filings aren't shown to this reader, or not those of this organisation. */
    standing: !reads || error?.status === 404 ? 'hidden' : data === undefined ? 'asked' : 'known',
    records: data?.records ?? null,
  }
}
