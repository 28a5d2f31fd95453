import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The chapters of `src/modules.json` and the chapters each may use. */
export type Modules = Map<string, string[]>

/** To whom a file belongs. Everything outside src (tests, scripts, seeds) sees all of it. */
export type Place =
  | { layer: 'app' }
  | { layer: 'kernel'; part: string }
  | { layer: 'chapter'; chapter: string }
  | { layer: 'outside' }

export function placeOfFile(path: string): Place {
  const [src, layer, name] = path.split('/')
  if (src !== 'src' || name === undefined) return { layer: 'outside' }
  if (layer === 'app') return { layer: 'app' }
  if (layer === 'kernel') return { layer: 'kernel', part: name }
  if (layer === 'chapters') return { layer: 'chapter', chapter: name }
  return { layer: 'outside' }
}

export const isWeb = (path: string) => path.startsWith('src/') && path.split('/').slice(0, -1).includes('web')
/** What the browser may take too: contracts, and the registers a chapter declares. */
export const isContract = (path: string) =>
  /^src\/(.*\/)?contract\.ts$/.test(path) || /^src\/chapters\/[^/]+\/registers\/[^/]+\.ts$/.test(path)

export function readModules(root: string): { modules: Modules; faults: string[] } {
  const file = 'src/modules.json'
  const folder = join(root, 'src/chapters')
  const folders = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const { chapters } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    chapters: Record<string, { does?: string; uses?: string[] }>
  }
  const modules: Modules = new Map(Object.entries(chapters).map(([name, { uses }]) => [name, uses ?? []]))
  const faults = [
    ...folders
      .filter(({ name }) => !modules.has(name))
      .map(({ name }) => `${file}: does not list the chapter ${name}`),
    ...[...modules.keys()]
      .filter((name) => !folders.some((entry) => entry.name === name))
      .map((name) => `${file}: lists the chapter ${name}, which does not exist`),
    ...Object.entries(chapters)
      .filter(([, { does }]) => !does)
      .map(([name]) => `${file}: says not what ${name} does`),
    ...[...modules].flatMap(([name, uses]) =>
      uses
        .filter((used) => !modules.has(used))
        .map((used) => `${file}: ${name} uses ${used}, which does not exist`),
    ),
  ]
  return { modules, faults }
}
