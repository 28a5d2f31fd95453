import { AuditOutlined, HomeOutlined, ReadOutlined, SettingOutlined } from '@ant-design/icons'
import type { MenuChapterKey, WebRoute } from '../../kernel/web/route.ts'
import type { MenuChapter } from '../../kernel/web/shell/menu.ts'

/** The regulation's own order; chapter 1, the general provisions, is read under Regulation. */
const chapters: Omit<MenuChapter, 'entries'>[] = [
  { key: 'workbench', title: 'web.menu.workbench', icon: <HomeOutlined aria-hidden="true" /> },
  { key: 'establishment', number: '2', title: 'web.menu.establishment' },
  { key: 'personnel', number: '3', title: 'web.menu.personnel' },
  { key: 'quality', number: '4', title: 'web.menu.quality' },
  { key: 'finance', number: '5', title: 'web.menu.finance' },
  { key: 'risk', number: '6', title: 'web.menu.risk' },
  { key: 'supervision', number: '7', title: 'web.menu.supervision' },
  { key: 'conformance', title: 'web.menu.conformance', icon: <AuditOutlined aria-hidden="true" /> },
  { key: 'regulation', title: 'web.menu.regulation', icon: <ReadOutlined aria-hidden="true" /> },
  { key: 'administration', title: 'web.menu.administration', icon: <SettingOutlined aria-hidden="true" /> },
]

/** The menu is what the routes say of themselves. */
export function buildMenu(routes: WebRoute[]): MenuChapter[] {
  return chapters.map((chapter) => ({ ...chapter, entries: entriesOf(routes, chapter.key) }))
}

const entriesOf = (routes: WebRoute[], chapter: MenuChapterKey) =>
  routes
    .flatMap(({ menu, path, title, permission }) =>
      menu?.chapter === chapter ? [{ order: menu.order, path, title, permission }] : [],
    )
    .sort((a, b) => a.order - b.order)
