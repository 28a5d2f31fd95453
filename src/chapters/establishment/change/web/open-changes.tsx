import { Link } from '@tanstack/react-router'
import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { listOffered } from '../contract.ts'
import '../../web/notice.css'

type Open = ReturnOf<typeof listOffered>['open']

/** What is under way about an organisation, above its page. */
export function OpenChanges({ changes }: { changes: Open }) {
  const { t, formats } = useWords()
  return changes.map(({ id, number, kind, state, effective_on }) => {
    const named = { kind: t(`establishment.change.kind.${kind}`), number: number ?? '' }
    return (
      <p key={id} className="form-notice">
        <Link to={`/establishment/changes/${id}` as string}>
          {state === 'approved' && effective_on
            ? t('establishment.registry.change_waits', { ...named, day: formats.date(effective_on) })
            : t('establishment.registry.change_open', named)}
        </Link>
      </p>
    )
  })
}
