import { Link, useLocation } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { useShownTitle } from '../page-title.ts'
import { usePersonName } from '../pieces/person-tag.tsx'
import { entryAt, type MenuChapter, namesChapter } from './menu.ts'
import './top-bar.css'

/** Where I am: chapter, list, record, and the organisation I look at. */
export function Breadcrumb({ menu }: { menu: MenuChapter[] }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const { title, organisation } = useShownTitle()
  const { pathname } = useLocation()
  const here = entryAt(menu, pathname)
  const onEntry = here?.entry.path === pathname
  return (
    <nav className="breadcrumb" aria-label={t('web.shell.breadcrumb')}>
      <ol>
        {here && namesChapter(here, t) && (
          <li className="breadcrumb-chapter">
            {here.chapter.number && <span className="breadcrumb-number">{here.chapter.number}</span>}
            {t(here.chapter.title)}
          </li>
        )}
        {here && !onEntry && (
          <li>
            <Link to={here.entry.path}>{t(here.entry.title)}</Link>
          </li>
        )}
        {organisation && (
          <li className="breadcrumb-organisation">
            <Link to={`/organisations/${organisation.id}`}>{nameOf(organisation)}</Link>
          </li>
        )}
        {(onEntry || title) && (
          <li aria-current="page" className="breadcrumb-last">
            {onEntry ? t(here.entry.title) : title}
          </li>
        )}
      </ol>
    </nav>
  )
}
