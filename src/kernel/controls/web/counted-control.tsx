import { useWords } from '../../language/web/words.tsx'
import { readRegulation } from '../../regulation/contract.ts'
import { PathLink } from '../../web/pieces/path-link.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import './counted-control.css'

/** Which clause counts what a list shows, by number, and what is counted there; until it is known, that it is counted. */
export function CountedControl({ control }: { control: string }) {
  const { t, language } = useWords()
  const may = useMay()
  const { data } = useCall(readRegulation, { query: { language } }, { fresh: 60_000 })
  const clause = data?.chapters
    .flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses))
    .find(({ controls }) => controls.some(({ key }) => key === control))
  if (!clause) return <span>{t('controls.counted.counted')}</span>
  const { measure } = clause.controls.find(({ key }) => key === control)!
  return (
    <span className="counted-control" title={measure}>
      {may('controls.standing.read') ? (
        <PathLink to={`/regulation/standing/${clause.id}`}>{clause.id}</PathLink>
      ) : (
        clause.id
      )}{' '}
      {measure}
    </span>
  )
}
