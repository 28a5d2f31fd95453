import { posix } from 'node:path'
import { readImports } from '../boundaries/imports.ts'
import { readSources, type Source, stringOf, visit } from '../source.ts'
import { readMentions } from '../words/mentions.ts'

const entry = 'src/app/web/main.tsx'

/**
 * Whether a message is among the first words: those that the frame and the pages marked `first` can say without
 * what they load later. To what their sources mention comes what the server names in its answers: kinds of tasks,
 * and the words of the trail.
 */
export function readFirstWords(root: string): (key: string) => boolean {
  const sources = readSources(root, ['src'])
  const mentions = reachedFrom(new Map(sources.map((source) => [source.path, source]))).map(readMentions)
  const strings = new Set(mentions.flatMap((mention) => [...mention.strings]))
  const prefixes = [...new Set(mentions.flatMap((mention) => [...mention.prefixes]))]
  const kinds = new Set(sources.flatMap(kindsOf))
  return (key) =>
    strings.has(key) ||
    kinds.has(key) ||
    /\.task\.[a-z0-9_]+$/.test(key) ||
    /^[a-z_]+\.trail(_fields|_values)?\./.test(key) ||
    prefixes.some((prefix) => key.startsWith(prefix))
}

/** The files that the frame and the first pages cannot do without: what they import, but not what they load later. */
function reachedFrom(sources: Map<string, Source>): Source[] {
  const reached = new Set<Source>()
  const waiting = [entry, ...[...sources.values()].flatMap(firstPages)]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sources.get(path)
    if (!source || reached.has(source)) continue
    reached.add(source)
    for (const { to, ours, typeOnly, later } of readImports(source))
      if (ours && !typeOnly && !later) waiting.push(to)
  }
  return [...reached]
}

/** The pages that a `routes.tsx` marks `first: true`. */
function firstPages(source: Source): string[] {
  if (!source.path.endsWith('/web/routes.tsx')) return []
  const marks: number[] = []
  const pages: { start: number; end: number; imported: string[] }[] = []
  visit(source, {
    ObjectExpression: ({ start, end }) => pages.push({ start, end, imported: [] }),
    Property: (node) => {
      const marked = node.key.type === 'Identifier' && node.key.name === 'first'
      if (marked && node.value.type === 'Literal' && node.value.value === true) marks.push(node.start)
    },
    ImportExpression: (node) => {
      const to = stringOf(node.source)
      const page = pages.findLast(({ start, end }) => start < node.start && node.end <= end)
      if (to !== undefined) page?.imported.push(posix.join(posix.dirname(source.path), to))
    },
  })
  return pages
    .filter(({ start, end }) => marks.some((mark) => start < mark && mark < end))
    .flatMap(({ imported }) => imported)
}

/** Keys that stand as the `kind` of a task, besides those of a part's `task`: the server sends them, the browser says them. */
function kindsOf(source: Source): string[] {
  const kinds: string[] = []
  visit(source, {
    Property: (node) => {
      const kind = node.key.type === 'Identifier' && node.key.name === 'kind' && stringOf(node.value)
      if (kind && /^[a-z_]+(\.[a-z0-9_]+)+$/.test(kind)) kinds.push(kind)
    },
  })
  return kinds
}
