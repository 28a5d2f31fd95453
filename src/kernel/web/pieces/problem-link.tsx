import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'
import { PathLink } from './path-link.tsx'
import './notices.css'

type Way = { word: string; to: string }

/**
 * A refusal that names an organisation leads to its page, one of a closed organisation to restoring it, and one that
 * names what stands in the way to each of that.
 */
export function ProblemLink({ problem: { params } }: { problem: CallProblem }) {
  const { t } = useWords()
  const { organisation_id, organisation: name, restore, links } = params
  if (Array.isArray(links))
    return (
      <span className="problem-ways">
        {(links as Way[]).map(({ word, to }) => (
          <PathLink key={to + word} to={to}>
            {word}
          </PathLink>
        ))}
      </span>
    )
  if (typeof name !== 'string') return null
  return (
    <>
      {typeof organisation_id === 'string' && (
        <Link to={`/organisations/${organisation_id}` as string}>
          {t('web.problem.see_organisation', { name })}
        </Link>
      )}{' '}
      {typeof restore === 'string' && (
        <Link to={restore}>{t('web.problem.restore_organisation', { name })}</Link>
      )}
    </>
  )
}
