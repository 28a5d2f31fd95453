import type { ReactNode } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import type { MenuChapterKey } from '../route.ts'

export type MenuEntry = { path: string; title: MessageKey; permission?: string | string[] }

/** A chapter of the menu. With a number it is one of the regulation's; with one entry it is a plain link. */
export type MenuChapter = {
  key: MenuChapterKey
  number?: string
  icon?: ReactNode
  title: MessageKey
  entries: MenuEntry[]
}

type May = (permission: string | string[] | undefined) => boolean

/** Only what this reader may open; chapters left empty disappear. */
export function openTo(menu: MenuChapter[], may: May): MenuChapter[] {
  return menu
    .map((chapter) => ({ ...chapter, entries: chapter.entries.filter(({ permission }) => may(permission)) }))
    .filter(({ entries }) => entries.length > 0)
}

/** The entry the path belongs to: the longest one it starts with. */
export function entryAt(
  menu: MenuChapter[],
  path: string,
): { chapter: MenuChapter; entry: MenuEntry } | undefined {
  return menu
    .flatMap((chapter) => chapter.entries.map((entry) => ({ chapter, entry })))
    .filter(({ entry }) => isWithin(path, entry.path))
    .sort((a, b) => b.entry.path.length - a.entry.path.length)[0]
}

/** Whether the chapter is said before its entry: not where there is nothing beside it, or both are called alike in words. */
export const namesChapter = (
  { chapter, entry }: { chapter: MenuChapter; entry: MenuEntry },
  t: (key: MessageKey) => string,
): boolean => chapter.entries.length > 1 && t(chapter.title) !== t(entry.title)

function isWithin(path: string, entry: string): boolean {
  if (entry === '/') return path === '/'
  return path === entry || path.startsWith(`${entry}/`)
}
