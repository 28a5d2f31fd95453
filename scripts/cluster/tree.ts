/** A node of PostgreSQL's syntax tree: one key, its kind, and the node's fields below it. */
export type Node = Record<string, unknown>

export const list = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : [])
export const text = (node: Node): string => ((node.String as Node | undefined)?.sval as string) ?? ''
export const aliasOf = (range: Node) =>
  ((range.alias as Node | undefined)?.aliasname as string) ?? (range.relname as string)

/** The parts of a column's name; a star is `*`. */
export function columnOf(node: Node | undefined): string[] | undefined {
  const fields = (node?.ColumnRef as Node | undefined)?.fields
  if (!fields) return undefined
  const parts = list(fields).map((field) => (field.A_Star ? '*' : text(field)))
  // schema.table.column: Kysely writes it so.
  return parts.length > 2 ? parts.slice(-2) : parts
}

export function functionsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(functionsIn)
  if (!node || typeof node !== 'object') return []
  const call = (node as Node).FuncCall as Node | undefined
  const own = call ? [list(call.funcname).map(text).join('.')] : []
  return [...own, ...Object.values(node).flatMap(functionsIn)]
}

const aggregates = new Set(
  'count sum min max avg array_agg jsonb_agg json_agg string_agg bool_or bool_and every jsonb_object_agg percentile_cont percentile_disc mode'.split(
    ' ',
  ),
)

/** An aggregate of this level: not one of a window, and none of a sub-query. */
export function hasAggregate(body: Node): boolean {
  const look = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(look)
    if (!node || typeof node !== 'object') return false
    if ((node as Node).SubLink) return false
    const call = (node as Node).FuncCall as Node | undefined
    if (call && !call.over && aggregates.has(text(list(call.funcname).at(-1)!))) return true
    return Object.values(node).some(look)
  }
  return look([body.targetList, body.havingClause, body.sortClause])
}

export const hasGroupingSets = (body: Node) => list(body.groupClause).some((node) => node.GroupingSet)

export function tablesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(tablesIn)
  if (!node || typeof node !== 'object') return []
  const range = (node as Node).RangeVar as Node | undefined
  const own = range ? [`${range.schemaname ? `${range.schemaname}.` : ''}${range.relname}`] : []
  return [...own, ...Object.values(node).flatMap(tablesIn)]
}
