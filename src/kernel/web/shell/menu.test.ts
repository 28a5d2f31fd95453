import { expect, test } from 'vitest'
import { entryAt, type MenuChapter, namesChapter, openTo } from './menu.ts'

const menu: MenuChapter[] = [
  { key: 'workbench', title: 'web.menu.workbench', entries: [{ path: '/', title: 'web.menu.workbench' }] },
  {
    key: 'establishment',
    number: '2',
    title: 'web.menu.establishment',
    entries: [
      { path: '/establishment', title: 'web.menu.establishment', permission: ['a.read', 'b.read'] },
      { path: '/establishment/documents', title: 'web.menu.establishment', permission: 'd.read' },
    ],
  },
]

test('only what one may open is in the menu, and empty chapters are gone', () => {
  const open = (held: string[]) =>
    openTo(
      menu,
      (permission) => permission === undefined || [permission].flat().some((one) => held.includes(one)),
    )
  expect(open([]).map(({ key }) => key)).toEqual(['workbench'])
  expect(open(['b.read'])[1]?.entries).toHaveLength(1)
})

test('a page belongs to the longest entry its path starts with', () => {
  expect(entryAt(menu, '/establishment/documents/7')?.entry.path).toBe('/establishment/documents')
  expect(entryAt(menu, '/establishments')).toBeUndefined()
  expect(entryAt(menu, '/')?.chapter.key).toBe('workbench')
})

test('a chapter called like its page is not said twice', () => {
  const entries = [
    { path: '/', title: 'tasks.workbench.title' as const },
    { path: '/inbox', title: 'web.menu.establishment' as const },
  ]
  const own: MenuChapter = { key: 'workbench', title: 'web.menu.workbench', entries }
  const words = (key: string) => key.replace('tasks.workbench.title', 'web.menu.workbench')
  expect(namesChapter(entryAt([own], '/')!, words)).toBe(false)
  expect(namesChapter(entryAt([own], '/inbox')!, words)).toBe(true)
})
