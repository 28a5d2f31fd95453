import { BellOutlined, LeftOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Badge } from 'antd'
import type { Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { isMac } from '../keys.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { entryAt, type MenuChapter } from './menu.ts'
import { PersonMenu } from './person-menu.tsx'
import './top-bar.css'

type Props = {
  menu: MenuChapter[]
  inboxCount: number
  onPalette: () => void
  onKeys: () => void
  onSignOut: () => void
  onLanguage: (language: Language) => void
}

export function TopBar({ menu, inboxCount, onPalette, onKeys, onSignOut, onLanguage }: Props) {
  const { t } = useWords()
  return (
    <header className="shell-top">
      <PhoneBack menu={menu} />
      <Breadcrumb menu={menu} />
      <button
        type="button"
        className="plain-button top-search"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <SearchOutlined aria-hidden="true" />
        <span>{t('web.shell.search')}</span>
        <kbd>{isMac() ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <Link to="/inbox" className="top-inbox" aria-label={t('web.shell.inbox_count', { count: inboxCount })}>
        <Badge count={inboxCount} size="small" overflowCount={99}>
          <BellOutlined aria-hidden="true" />
        </Badge>
      </Link>
      <LanguageSwitch onChange={onLanguage} />
      <PersonMenu onSignOut={onSignOut} onKeys={onKeys} />
    </header>
  )
}

/** On a phone: the chapter, or one step up, instead of the whole breadcrumb. */
function PhoneBack({ menu }: { menu: MenuChapter[] }) {
  const { t } = useWords()
  const { pathname } = useLocation()
  const here = entryAt(menu, pathname)
  const onEntry = here?.entry.path === pathname
  return (
    <div className="phone-title">
      {here && !onEntry && (
        <Link to={here.entry.path} aria-label={t('web.shell.back_to', { title: t(here.entry.title) })}>
          <LeftOutlined aria-hidden="true" /> {t(here.entry.title)}
        </Link>
      )}
      {onEntry && (
        <span>
          {here.chapter.number && <span className="breadcrumb-number">{here.chapter.number}</span>}
          {t(here.chapter.title)}
        </span>
      )}
    </div>
  )
}
