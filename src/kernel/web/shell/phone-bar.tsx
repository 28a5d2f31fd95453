import { BellOutlined, CloseOutlined, HomeOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Badge } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { MenuChapter } from './menu.ts'
import { MenuList } from './side-nav.tsx'
import './phone-bar.css'

type Props = {
  menu: MenuChapter[]
  inboxCount: number
  onPalette: () => void
  onLanguage: (language: Language) => void
}

/** The phone's four places, within reach of a thumb. */
export function PhoneBar({ menu, inboxCount, onPalette, onLanguage }: Props) {
  const { t } = useWords()
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  const here = (path: string) => (pathname === path ? ('page' as const) : undefined)
  return (
    <>
      <nav className="phone-bar" aria-label={t('web.shell.phone_bar')}>
        <Link to="/" aria-current={here('/')}>
          <HomeOutlined aria-hidden="true" />
          {t('web.menu.workbench')}
        </Link>
        <Link to="/inbox" aria-current={here('/inbox')}>
          <Badge count={inboxCount} size="small" offset={[4, 0]}>
            <BellOutlined aria-hidden="true" />
          </Badge>
          {t('web.shell.inbox')}
        </Link>
        <button type="button" className="plain-button" onClick={onPalette}>
          <SearchOutlined aria-hidden="true" />
          {t('web.shell.search_short')}
        </button>
        <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(true)}>
          <MenuOutlined aria-hidden="true" />
          {t('web.shell.menu')}
        </button>
      </nav>
      <Sheet {...{ menu, open, onLanguage }} close={close} />
    </>
  )
}

type SheetProps = Pick<Props, 'menu' | 'onLanguage'> & { open: boolean; close: () => void }

/** The whole menu, drawn up from the bar. The browser's own dialog: it has to be there with the first screen. */
function Sheet({ menu, open, close, onLanguage }: SheetProps) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  // Back leads to the page before, and no menu lies over it.
  const { pathname } = useLocation()
  const opened = useRef(pathname)
  useEffect(() => {
    if (opened.current !== pathname) close()
    opened.current = pathname
  }, [pathname, close])
  return (
    <dialog
      ref={dialog}
      className="phone-menu"
      aria-labelledby="phone-menu-title"
      onClose={close}
      // Beside the sheet: what is in it covers it whole.
      onPointerDown={(event) => event.target === event.currentTarget && close()}
    >
      {open && (
        <div className="phone-menu-sheet">
          <header>
            <h2 id="phone-menu-title">{t('web.shell.menu')}</h2>
            <LanguageSwitch onChange={onLanguage} />
            <button
              type="button"
              className="plain-button"
              aria-label={t('web.shell.close_menu')}
              onClick={close}
            >
              <CloseOutlined aria-hidden="true" />
            </button>
          </header>
          <MenuList menu={menu} onGo={close} />
        </div>
      )}
    </dialog>
  )
}
