import type { ESTree } from 'vite'
import { placeOf, type Source, stringOf, visit } from '../source.ts'
import { isWeb, type Modules, placeOfFile } from './places.ts'

const tableMethods =
  /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|from|(inner|left|right|full|cross)Join(Lateral)?|table)$/

/** Tables of another chapter named in code: as Kysely tables, and in SQL written as text. */
export function sourceFaults(source: Source, modules: Modules): string[] {
  const here = placeOfFile(source.path)
  if (here.layer === 'outside' || here.layer === 'app' || isWeb(source.path)) return []
  const own = here.layer === 'chapter' ? here.chapter : 'kernel'
  const faults = new Set<string>()
  const look = (node: ESTree.Node, schema: string | undefined) => {
    if (schema && schema !== own && modules.has(schema))
      faults.add(`${placeOf(source, node)}: ${own} names the schema ${schema} in SQL; ask the chapter for it`)
  }
  const lookInText = (node: ESTree.Node, text: string) => {
    for (const match of text.matchAll(
      /\b(?:from|join|into|update|table|references|on)\s+"?([a-z_]+)"?\s*\./gi,
    ))
      look(node, match[1])
  }
  visit(source, {
    CallExpression: (node) => {
      const { callee } = node
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      if (!tableMethods.test(callee.property.name)) return
      const [first] = node.arguments
      const tables = first?.type === 'ArrayExpression' ? first.elements : [first]
      for (const table of tables) look(node, /^([a-z_]+)\./.exec(stringOf(table) ?? '')?.[1])
    },
    Literal: (node) => {
      if (typeof node.value === 'string') lookInText(node, node.value)
    },
    TemplateElement: (node) => lookInText(node, node.value.raw),
  })
  return [...faults]
}

/** Schemas a migration may name: its own chapter's and the kernel's; others only in a foreign key the graph allows. */
export function migrationFaults(path: string, text: string, modules: Modules): string[] {
  const sql = text.replace(/--.*$|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/gm, ' ').toLowerCase()
  const plain = sql.replace(/\breferences\s+"?[a-z_]+"?\./g, 'references ')
  const named = new Set(
    [...plain.matchAll(/\b([a-z_]+)"?\s*\./g)]
      .map((match) => match[1] ?? '')
      .filter((name) => modules.has(name)),
  )
  const faults: string[] = []
  const definesKernel =
    /\b(create|alter|drop)\s+(or\s+replace\s+)?(table|view|function|procedure|type|domain)\s+(if\s+(not\s+)?exists\s+)?kernel\./.test(
      sql,
    )
  if (definesKernel) named.add('kernel')
  if (named.size > 1)
    faults.push(
      `${path}: one migration names the schemas ${[...named].sort().join(' and ')}; a schema has its own`,
    )
  return [...faults, ...foreignKeyFaults(path, sql, modules)]
}

function foreignKeyFaults(path: string, sql: string, modules: Modules): string[] {
  const faults: string[] = []
  for (const statement of sql.split(';')) {
    const table =
      /\b(?:create|alter)\s+table\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?(?:"?([a-z_]+)"?\.)?/.exec(
        statement,
      )
    if (!table) continue
    const own = table[1] ?? 'kernel'
    for (const match of statement.matchAll(/\breferences\s+(?:"?([a-z_]+)"?\.)?"?([a-z_]+)"?/g)) {
      const [, schema, target] = match
      if (!schema) faults.push(`${path}: references ${target} without naming its schema`)
      else if (schema !== own && schema !== 'kernel' && !modules.get(own)?.includes(schema))
        faults.push(
          `${path}: a table of ${own} references ${schema}.${target}, and ${own} does not use ${schema}`,
        )
    }
  }
  return faults
}
