import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'vite'

/** One parsed TypeScript file; `path` is relative to the root and uses forward slashes. */
export type Source = { path: string; text: string; program: ESTree.Program }

export const isTest = (path: string) => /\.test\.tsx?$/.test(path)

/** Every .ts and .tsx below the folders, parsed; generated files and declaration files left out. */
export function readSources(root: string, folders: string[]): Source[] {
  return listFiles(root, folders, '{ts,tsx}')
    .filter((path) => !/\.(gen|d)\.ts$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return {
        path,
        text,
        program: parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }).program,
      }
    })
}

export function listFiles(root: string, folders: string[], endings: string): string[] {
  return folders
    .flatMap((folder) =>
      globSync(`${folder}/**/*.${endings}`, { cwd: root, exclude: (name) => name === 'node_modules' }),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

export function visit(source: Source, visitor: VisitorObject) {
  new Visitor(visitor).visit(source.program)
}

/** `src/x.ts:12` for the place of a node. */
export function placeOf(source: Source, node: { start: number }): string {
  return `${source.path}:${source.text.slice(0, node.start).split('\n').length}`
}

/** What a literal string or a template without expressions says, else undefined. */
export function stringOf(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined
  return undefined
}
