import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'

type Props = {
  of: { items: unknown[]; total: number; total_capped: boolean }
  /** The list that shows them all, narrowed to the organisation. */
  to: string
  search: Record<string, string>
}

/** Below a list that was cut: how many there are, and the way to all of them. */
export function ShownOf({ of: { items, total, total_capped }, to, search }: Props) {
  const { t, formats } = useWords()
  if (total <= items.length && !total_capped) return null
  const all = total_capped ? t('web.list.many', { count: total }) : formats.number(total)
  return (
    <p className="faint">
      {t('establishment.registry.shown_of', { total: all, shown: items.length })}{' '}
      <Link to={to as string} search={search as never} className="underlined">
        {t('establishment.registry.show_all')}
      </Link>
    </p>
  )
}
