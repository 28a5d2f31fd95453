import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { KindRule } from '../../application/papers/contract.ts'

/** What a kind asks for, in one line. */
export function KindNeeds({ rule }: { rule: KindRule | undefined }) {
  const { t } = useWords()
  if (!rule) return <span className="kind-needs faint">&nbsp;</span>
  const required = rule.documents.filter((one) => one.required).length
  return (
    <span className="kind-needs muted">
      <span>{t('establishment.form.needs.documents', { count: required })}</span>
      <span>
        {t(rule.site_visit ? 'establishment.form.needs.visit' : 'establishment.form.needs.no_visit')}
      </span>
      <span>{t('establishment.form.needs.registrations', { count: rule.registrations.length })}</span>
    </span>
  )
}
