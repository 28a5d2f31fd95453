import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { GoButton } from '../../web/pieces/go-button.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { BarePage } from './bare-page.tsx'

/** The page of a one-time link while it is looked at. */
export function LinkLoading() {
  return (
    <BarePage company={undefined}>
      <PageSkeleton kind="rows" rows={4} />
    </BarePage>
  )
}

/** The page of a link that isn't given any more, or that could not be looked at. */
export function LinkGone({ problem, title, text }: { problem: CallProblem; title: string; text: string }) {
  const { t } = useWords()
  // One that was cut off on its way has not even the shape of a link.
  const gone = problem.status === 404 || problem.status === 400
  return (
    <BarePage company={undefined}>
      {gone ? (
        <div>
          <h1>{title}</h1>
          <p className="muted">{text}</p>
        </div>
      ) : (
        <ProblemView page problem={problem} />
      )}
      <GoButton to="/sign-in">{t('access.setup.to_sign_in')}</GoButton>
    </BarePage>
  )
}
