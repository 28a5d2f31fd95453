import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { CallProblem } from '../call-problem.ts'
import { usePageTitle } from '../page-title.ts'
import { EmptyState } from '../pieces/empty-state.tsx'
import { GoButton } from '../pieces/go-button.tsx'
import { ProblemView } from '../pieces/problem-view.tsx'

/** A page that broke: the shell stays, the reader can try again or go elsewhere. */
export function PageFault({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useWords()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (error instanceof CallProblem)
    return <ProblemView page problem={error} retry={retry} action={<Home />} />
  console.error(error)
  return (
    <EmptyState
      page
      kind="missing"
      title={t('web.fault.title')}
      text={t('web.fault.text')}
      action={
        <>
          <Button onClick={() => location.reload()}>{t('web.fault.reload')}</Button>
          <Home />
        </>
      }
    />
  )
}

/** No such page, or none this reader may open: the two look alike on purpose. */
export function NotFoundPage() {
  const { t } = useWords()
  usePageTitle(t('web.not_found.title'))
  return (
    <EmptyState
      page
      kind="missing"
      title={t('web.not_found.title')}
      text={t('web.not_found.text')}
      action={<Home />}
    />
  )
}

function Home() {
  const { t } = useWords()
  return <GoButton to="/">{t('web.not_found.home')}</GoButton>
}
