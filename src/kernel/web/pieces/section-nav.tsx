import { useEffect, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './section-nav.css'

export type SectionLink = {
  id: string
  title: string
  /** A count behind the title, or a sign of completeness. */
  count?: number
  state?: 'done' | 'missing'
}

/** The sections of a long page, down its side or across its top; marks where the reader is, and in a form what is complete. */
export function SectionNav({ sections, across }: { sections: SectionLink[]; across?: boolean }) {
  const { t } = useWords()
  const here = useSectionInView(sections.map(({ id }) => id))
  return (
    <nav className={`section-nav${across ? ' is-across' : ''}`} aria-label={t('web.pieces.sections')}>
      <ol>
        {sections.map(({ id, title, count, state }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === here ? 'location' : undefined}>
              {state && <Completeness state={state} />}
              <span>{title}</span>
              {count !== undefined && <span className="section-nav-count">{count}</span>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Completeness({ state }: { state: 'done' | 'missing' }) {
  const { t } = useWords()
  return (
    <svg
      className={`section-nav-state is-${state}`}
      viewBox="0 0 14 14"
      role="img"
      aria-label={t(`web.pieces.section_state.${state}`)}
    >
      <circle cx="7" cy="7" r="5.8" />
      {state === 'done' && <path d="m4.4 7.2 1.8 1.7 3.4-3.7" />}
    </svg>
  )
}

/** The id of the topmost section in view. */
function useSectionInView(ids: string[]): string | undefined {
  const [here, setHere] = useState(ids[0])
  const list = ids.join(' ')
  useEffect(() => {
    const inView = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target.id)
          else inView.delete(target.id)
        }
        const first = list.split(' ').find((id) => inView.has(id))
        if (first) setHere(first)
      },
      { rootMargin: '-80px 0px -55% 0px' },
    )
    for (const id of list.split(' ')) {
      const section = document.getElementById(id)
      if (section) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [list])
  return here
}
