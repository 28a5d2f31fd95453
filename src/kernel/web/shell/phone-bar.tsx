import { BellOutlined, HomeOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Badge, Drawer } from 'antd'
import { useState } from 'react'
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
  const here = (path: string) => (pathname === path ? ('page' as const) : undefined)
  return (
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
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('web.shell.menu')}
        placement="bottom"
        size="80dvh"
        extra={<LanguageSwitch onChange={onLanguage} />}
        className="phone-menu"
      >
        <MenuList menu={menu} onGo={() => setOpen(false)} />
      </Drawer>
    </nav>
  )
}
