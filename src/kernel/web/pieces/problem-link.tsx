import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'

/** A refusal that names an organisation leads to its page. */
export function ProblemLink({ problem: { params } }: { problem: CallProblem }) {
  const { t } = useWords()
  const { organisation_id, organisation } = params
  if (typeof organisation_id !== 'string' || typeof organisation !== 'string') return null
  return (
    <Link to={`/organisations/${organisation_id}` as string}>
      {t('web.problem.see_organisation', { name: organisation })}
    </Link>
  )
}
