import { DoubleLeftOutlined, DoubleRightOutlined, DownOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useSession } from '../session.tsx'
import { entryAt, type MenuChapter } from './menu.ts'
import { SealMark } from './seal-mark.tsx'
import './side-nav.css'

type Props = { menu: MenuChapter[]; narrow: boolean; setNarrow: (narrow: boolean) => void }

/** The regulation's chapters down the left, like the tabs of a ledger; narrow, only their numbers stay. */
export function SideNav({ menu, narrow, setNarrow }: Props) {
  const { t } = useWords()
  const { company } = useSession()
  return (
    <nav className={`side-nav${narrow ? ' is-narrow' : ''}`} aria-label={t('web.shell.menu')}>
      <Link to="/" className="side-brand">
        <SealMark />
        <span className="side-brand-words">
          <strong>{company.short_name}</strong>
          <small>{t('web.shell.product')}</small>
          <span className="visually-hidden">{t('web.menu.workbench')}</span>
        </span>
      </Link>
      <MenuList menu={menu} narrow={narrow} widen={() => setNarrow(false)} />
      <button type="button" className="plain-button side-fold" onClick={() => setNarrow(!narrow)}>
        {narrow ? <DoubleRightOutlined aria-hidden="true" /> : <DoubleLeftOutlined aria-hidden="true" />}
        <span className={narrow ? 'visually-hidden' : ''}>
          {t(narrow ? 'web.shell.widen' : 'web.shell.narrow')}
        </span>
      </button>
    </nav>
  )
}

type ListProps = { menu: MenuChapter[]; narrow?: boolean; widen?: () => void; onGo?: () => void }

/** The menu itself, in the side bar and in the phone's drawer. */
export function MenuList({ menu, narrow = false, widen, onGo }: ListProps) {
  const { pathname } = useLocation()
  const here = entryAt(menu, pathname)
  const [opened, setOpened] = useState<Record<string, boolean>>({})
  const isOpen = (chapter: MenuChapter) => opened[chapter.key] ?? chapter.key === here?.chapter.key
  return (
    <ul className="menu">
      {menu.map((chapter) => (
        <Chapter
          key={chapter.key}
          chapter={chapter}
          narrow={narrow}
          here={chapter.key === here?.chapter.key ? here.entry.path : undefined}
          open={isOpen(chapter)}
          toggle={() => {
            widen?.()
            setOpened({ ...opened, [chapter.key]: narrow || !isOpen(chapter) })
          }}
          onGo={onGo}
        />
      ))}
    </ul>
  )
}

type ChapterProps = {
  chapter: MenuChapter
  narrow: boolean
  /** The path of the entry shown now, when it is in this chapter. */
  here: string | undefined
  open: boolean
  toggle: () => void
  onGo: (() => void) | undefined
}

function Chapter({ chapter, narrow, here, open, toggle, onGo }: ChapterProps) {
  const { t } = useWords()
  const title = t(chapter.title)
  const only = chapter.entries.length === 1 ? chapter.entries[0] : undefined
  const head = (
    <>
      <span className="menu-number" aria-hidden="true">
        {chapter.number ?? chapter.icon}
      </span>
      <span className={narrow ? 'visually-hidden' : 'menu-word'}>{title}</span>
      {!only && !narrow && (
        <DownOutlined aria-hidden="true" className={`menu-arrow${open ? ' is-open' : ''}`} />
      )}
    </>
  )
  const look = `plain-button menu-chapter${here ? ' is-here' : ''}`
  return (
    <li className={chapter.number ? '' : 'menu-apart'}>
      <Tooltip title={narrow ? title : undefined} placement="right">
        {only ? (
          <Link to={only.path} className={look} aria-current={here ? 'page' : undefined} onClick={onGo}>
            {head}
          </Link>
        ) : (
          <button type="button" className={look} aria-expanded={open && !narrow} onClick={toggle}>
            {head}
          </button>
        )}
      </Tooltip>
      {!only && open && !narrow && (
        <ul className="menu-entries">
          {chapter.entries.map(({ path, title: word }) => (
            <li key={path}>
              <Link
                to={path}
                className={`menu-entry${here === path ? ' is-here' : ''}`}
                aria-current={here === path ? 'page' : undefined}
                onClick={onGo}
              >
                {t(word)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
