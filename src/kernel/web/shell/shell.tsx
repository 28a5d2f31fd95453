import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { registerCommands } from '../commands.ts'
import { useKeys } from '../keys.ts'
import { useGo } from '../navigation.ts'
import { PageSkeleton } from '../pieces/page-skeleton.tsx'
import { useMay } from '../session.tsx'
import { useStored } from '../stored.ts'
import { useMedia } from '../use-media.ts'
import { type MenuChapter, openTo } from './menu.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { Palette } from './palette.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'
import './shell.css'

// Few ask for it, and then it may take a moment: the first screen comes without it.
const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }))

type Props = {
  menu: MenuChapter[]
  /** What waits in the inbox, counted live. */
  inboxCount: number
  onSignOut: () => void
  /** The language was changed here; remember it with the account. */
  onLanguage: (language: Language) => void
  children?: ReactNode
}

/** The frame of every page for people who are signed in. */
export function Shell({ menu: whole, inboxCount, onSignOut, onLanguage, children = <Outlet /> }: Props) {
  const { t } = useWords()
  const may = useMay()
  const menu = useMemo(() => openTo(whole, may), [whole, may])
  // Until one has said otherwise, a tablet begins with the narrow menu.
  const roomy = useMedia('(min-width: 1100px)')
  const [chosen, setNarrow] = useStored<boolean | undefined>('menu.narrow', undefined)
  const narrow = chosen ?? !roomy
  const [overlay, setOverlay] = useState<'palette' | 'keys'>()
  const [keysAsked, setKeysAsked] = useState(false)
  const main = useFocusOnNewPage()
  useMenuCommands(menu)

  const openPalette = () => setOverlay('palette')
  const openKeys = () => {
    setKeysAsked(true)
    setOverlay('keys')
  }
  useKeys([
    { keys: 'mod+k', word: t('web.keys.palette'), run: openPalette, always: true },
    { keys: '/', word: t('web.keys.search'), run: openPalette },
    { keys: '?', word: t('web.keys.help'), run: openKeys },
  ])
  useGoKeys()

  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        {t('web.shell.skip')}
      </a>
      <div className="shell-side">
        <SideNav menu={menu} narrow={narrow} setNarrow={setNarrow} />
      </div>
      <div className="shell-body">
        <OfflineBanner />
        <TopBar
          menu={menu}
          inboxCount={inboxCount}
          onPalette={openPalette}
          onKeys={openKeys}
          onSignOut={onSignOut}
          onLanguage={onLanguage}
        />
        <main id="main" tabIndex={-1} ref={main} className="shell-main">
          <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
        </main>
      </div>
      <PhoneBar menu={menu} inboxCount={inboxCount} onPalette={openPalette} onLanguage={onLanguage} />
      <Palette open={overlay === 'palette'} onClose={() => setOverlay(undefined)} />
      <Suspense fallback={null}>
        {keysAsked && <KeysHelp open={overlay === 'keys'} onClose={() => setOverlay(undefined)} />}
      </Suspense>
    </div>
  )
}

function useGoKeys() {
  const { t } = useWords()
  const go = useGo()
  useKeys([
    { keys: 'g w', word: t('web.keys.workbench'), run: () => go('/') },
    { keys: 'g i', word: t('web.keys.inbox'), run: () => go('/inbox') },
  ])
}

/** Every page of the menu can be reached from the palette. */
function useMenuCommands(menu: MenuChapter[]) {
  const { t } = useWords()
  const go = useGo()
  useEffect(
    () =>
      registerCommands(
        menu.flatMap((chapter) =>
          chapter.entries.map(({ path, title }) => ({
            key: `go ${path}`,
            title: t(title),
            hint: chapter.number ? `${chapter.number} ${t(chapter.title)}` : t(chapter.title),
            words: path.replaceAll('/', ' '),
            run: () => go(path),
          })),
        ),
      ),
    [menu, t, go],
  )
}

/** A new page takes the focus, so that a screen reader starts there and Tab goes on from there. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
