import { parse } from 'libpg-query'
import {
  aliasOf,
  columnOf,
  functionsIn,
  hasAggregate,
  hasGroupingSets,
  list,
  type Node,
  tablesIn,
  text,
} from './tree.ts'

/** What the rules below know of a database: which tables are spread over the cluster, and which functions read tables. */
export type Known = {
  distributed: ReadonlySet<string>
  local: ReadonlySet<string>
  reading: ReadonlySet<string>
}

type Relation = { distributed: boolean; name: string }

/** Functions whose value differs from call to call: Citus refuses them in a change of a distributed table. */
const volatile = new Set(['gen_random_uuid', 'clock_timestamp', 'random', 'nextval', 'uuidv7', 'timeofday'])

/**
 * What a Citus cluster would refuse in a statement, one sentence each; empty when it takes it. Reads the syntax tree and
 * applies the planner's documented limits: joins and correlated sub-queries of distributed tables by org_id, no limit and no
 * ungrouped aggregate in a correlated sub-query, row locks and recursion only within one organisation.
 * Source: Citus, "SQL support and workarounds", and the errors of its `query_pushdown_planning.c`.
 * It errs on the side of refusing. Throws when the text is no SQL.
 */
export async function refusedByCluster(text: string, known: Known): Promise<string[]> {
  const tree = (await parse(text)) as { stmts?: { stmt: Node }[] }
  const faults = new Set<string>()
  for (const { stmt } of tree.stmts ?? []) new Query(known, faults).statement(stmt)
  return [...faults]
}

/** One level of a statement: what stands in its FROM, and which columns are known to be equal. */
class Query {
  readonly relations = new Map<string, Relation>()
  private readonly same: Map<string, string>
  private correlated = false

  private readonly known: Known
  private readonly faults: Set<string>
  private readonly outer: Query | undefined
  private readonly recurring: ReadonlySet<string>
  private readonly id = ++levels
  private readonly locals = new Set<string>()
  private readonly functions = new Set<string>()

  constructor(known: Known, faults: Set<string>, outer?: Query, recurring?: ReadonlySet<string>) {
    this.known = known
    this.faults = faults
    this.outer = outer
    this.recurring = recurring ?? outer?.recurring ?? new Set()
    this.same = outer?.same ?? new Map()
  }

  /** True when it reads a distributed table that is not put together on the coordinator first. */
  statement(node: Node): boolean {
    const [kind, body] = Object.entries(node)[0] as [string, Node]
    if (kind === 'SelectStmt') return this.select(body)
    if (kind === 'InsertStmt') return this.insert(body)
    if (kind === 'UpdateStmt') return this.change(body, list(body.fromClause))
    if (kind === 'DeleteStmt') return this.change(body, list(body.usingClause))
    return false
  }

  private select(body: Node): boolean {
    const query = this.withClause(body)
    if (body.op !== 'SETOP_NONE' && body.op !== undefined) {
      const sides = [body.larg, body.rarg].map((side) => query.inner().select(side as Node))
      return sides.some(Boolean)
    }
    for (const item of list(body.fromClause)) query.from(item)
    query.equalities(body.whereClause as Node)
    query.expressions([
      body.whereClause,
      body.targetList,
      body.havingClause,
      body.sortClause,
      body.groupClause,
    ])
    query.checkJoins()
    query.checkLocks(body)
    query.checkCorrelated(body)
    if (query.isDistributed && !query.isPinned && hasGroupingSets(body))
      this.faults.add('grouping sets over more than one organisation')
    return query.isDistributed && !query.mergesFirst(body)
  }

  private insert(body: Node): boolean {
    const query = this.withClause(body)
    if (body.selectStmt) query.inner().statement(body.selectStmt as Node)
    const conflict = body.onConflictClause as Node | undefined
    this.checkOwner(list(conflict?.targetList), query.table(body.relation as Node).distributed)
    return false
  }

  private change(body: Node, others: Node[]): boolean {
    const query = this.withClause(body)
    const target = query.table(body.relation as Node)
    query.relations.set(aliasOf(body.relation as Node), target)
    for (const item of others) query.from(item)
    query.equalities(body.whereClause as Node)
    query.expressions([body.whereClause, body.targetList])
    query.checkJoins()
    this.checkOwner(list(body.targetList), target.distributed)
    if (!target.distributed && query.isDistributed)
      this.faults.add(`${target.name} is shared and is changed by a join with organisations' rows`)
    if (target.distributed)
      for (const name of functionsIn([body.whereClause, body.targetList]))
        if (volatile.has(name)) this.faults.add(`${name}() in a change of ${target.name}`)
    return false
  }

  private checkOwner(assignments: Node[], distributed: boolean) {
    if (distributed && assignments.some((one) => (one.ResTarget as Node | undefined)?.name === 'org_id'))
      this.faults.add('org_id is changed')
  }

  /** The query itself, or with common table expressions one that knows them: they are put together before it runs. */
  private withClause(body: Node): Query {
    const clause = body.withClause as Node | undefined
    if (!clause) return this
    const names = new Set(this.recurring)
    const query = new Query(this.known, this.faults, this.outer, names)
    for (const one of list(clause.ctes)) {
      const { ctename, ctequery } = one.CommonTableExpr as { ctename: string; ctequery: Node }
      if (clause.recursive) names.add(ctename)
      const part = new Query(this.known, this.faults, undefined, names)
      part.statement(ctequery)
      if (clause.recursive && readsItself(ctequery, ctename)) {
        const pinned = new Query(this.known, new Set(), undefined, names)
        if (touchesDistributed(ctequery, this.known) && !pinned.pinnedThroughout(ctequery))
          this.faults.add(`recursion over organisations' rows (${ctename})`)
      }
      names.add(ctename)
    }
    return query
  }

  private pinnedThroughout(node: Node): boolean {
    const body = node.SelectStmt as Node
    const sides = body.op && body.op !== 'SETOP_NONE' ? [body.larg as Node, body.rarg as Node] : [body]
    return sides.every((side) => {
      const query = this.inner()
      for (const item of list(side.fromClause)) query.from(item)
      query.equalities(side.whereClause as Node)
      return !query.isDistributed || query.isPinned
    })
  }

  private inner(): Query {
    return new Query(this.known, this.faults, this.outer, this.recurring)
  }

  private table(range: Node): Relation {
    const name = `${range.schemaname ? `${range.schemaname}.` : ''}${range.relname}`
    if (this.known.local.has(name)) this.locals.add(name)
    return { name, distributed: this.known.distributed.has(name) }
  }

  private from(item: Node) {
    if (item.RangeVar) {
      const range = item.RangeVar as Node
      this.relations.set(aliasOf(range), this.table(range))
    } else if (item.JoinExpr) {
      const join = item.JoinExpr as Node
      const before = new Set(this.relations.keys())
      this.from(join.larg as Node)
      const left = [...this.relations.keys()].filter((alias) => !before.has(alias))
      this.from(join.rarg as Node)
      const right = [...this.relations.keys()].filter((alias) => !before.has(alias) && !left.includes(alias))
      for (const name of list(join.usingClause).map(text))
        for (const [a] of [left]) for (const b of right) if (a) this.unite(`${a}.${name}`, `${b}.${name}`)
      this.equalities(join.quals as Node)
      this.expressions([join.quals])
    } else if (item.RangeSubselect) {
      const { lateral, subquery, alias } = item.RangeSubselect as {
        lateral?: boolean
        subquery: Node
        alias?: Node
      }
      const name = (alias?.aliasname as string) ?? '?'
      const query = new Query(this.known, this.faults, lateral ? this : undefined, this.recurring)
      const distributed = query.statement(subquery)
      this.relations.set(name, { name, distributed })
      const body = subquery.SelectStmt as Node | undefined
      for (const target of list(body?.targetList)) {
        const column = columnOf((target.ResTarget as Node)?.val as Node)
        if (column?.at(-1) !== 'org_id') continue
        const inside = query.keyOf(column)
        if (inside) this.unite(`${name}.${((target.ResTarget as Node).name as string) ?? 'org_id'}`, inside)
      }
    } else if (item.RangeFunction) {
      const alias = (item.RangeFunction as Node).alias as Node | undefined
      const name = (alias?.aliasname as string) ?? '?function'
      this.relations.set(name, { name, distributed: false })
      this.expressions([(item.RangeFunction as Node).functions])
    }
  }

  /** Joins `a.x = b.y`, `a.x = $1` and rows of them under AND. */
  private equalities(node: Node | undefined) {
    if (!node) return
    const bool = node.BoolExpr as Node | undefined
    if (bool?.boolop === 'AND_EXPR') for (const part of list(bool.args)) this.equalities(part)
    const equal = node.A_Expr as Node | undefined
    if (equal?.kind !== 'AEXPR_OP' || text(list(equal.name)[0]!) !== '=') return
    const [left, right] = [equal.lexpr, equal.rexpr].map((side) => {
      const row = (side as Node | undefined)?.RowExpr as Node | undefined
      return row ? list(row.args) : [side as Node]
    }) as [Node[], Node[]]
    for (const [place, one] of left.entries()) {
      const [a, b] = [this.valueKey(one), this.valueKey(right[place])]
      if (a && b) this.unite(a, b)
    }
  }

  private valueKey(node: Node | undefined): string | undefined {
    if (!node) return undefined
    if (node.ParamRef || node.A_Const) return '@given'
    if (node.TypeCast) return this.valueKey((node.TypeCast as Node).arg as Node)
    const column = columnOf(node)
    return column && this.keyOf(column)
  }

  private keyOf(column: string[]): string | undefined {
    if (column.length > 1) {
      const owner = this.ownerOf(column[0]!)
      return owner ? `${owner.id}.${column.slice(0, 2).join('.')}` : undefined
    }
    const own = [...this.relations].filter(([, { distributed }]) => distributed)
    const only = own.length > 0 ? own : [...this.relations]
    return only.length === 1 || own.length === 1 ? `${this.id}.${only[0]![0]}.${column[0]}` : undefined
  }

  private ownerOf(alias: string): Query | undefined {
    if (this.relations.has(alias)) return this
    const owner = this.outer?.ownerOf(alias)
    if (owner) this.correlated = true
    return owner
  }

  private root(key: string): string {
    let at = key
    for (let next = this.same.get(at); next !== undefined; next = this.same.get(at)) at = next
    return at
  }

  private unite(a: string, b: string) {
    const [left, right] = [a, b].map((key) =>
      this.root(/^\d+\.|^@/.test(key) ? key : `${this.id}.${key}`),
    ) as [string, string]
    // What is given stays the root: whatever meets it belongs to one organisation.
    if (left === right) return
    if (left === '@given') this.same.set(right, left)
    else this.same.set(left, right)
  }

  private get spread() {
    return [...this.relations].filter(([, { distributed }]) => distributed)
  }
  private classOf = (alias: string) => this.root(`${this.id}.${alias}.org_id`)

  get isDistributed() {
    return this.spread.length > 0
  }
  get isPinned() {
    return this.spread.every(([alias]) => this.classOf(alias) === '@given')
  }

  private checkJoins() {
    const [first, ...rest] = this.spread
    if (!first) return
    for (const [alias, { name }] of rest)
      if (this.classOf(alias) !== this.classOf(first[0]))
        this.faults.add(`${name} ${alias} isn't joined to ${first[1].name} ${first[0]} by org_id`)
    for (const name of this.locals)
      this.faults.add(`${name} stands on the coordinator alone and is read with ${first[1].name}`)
    for (const name of this.functions)
      if (this.known.reading.has(name))
        this.faults.add(`${name}() reads tables from within a query of ${first[1].name}`)
  }

  private checkLocks(body: Node) {
    if (!body.lockingClause || !this.isDistributed || this.isPinned) return
    const locked = list(body.lockingClause).flatMap((clause) =>
      list((clause.LockingClause as Node).lockedRels),
    )
    const aliases = locked.map((one) => (one.RangeVar as Node).relname as string)
    const concerned = this.spread.filter(([alias]) => aliases.length === 0 || aliases.includes(alias))
    if (concerned.length > 0 || this.spread.length > 0)
      this.faults.add(`rows of ${this.spread[0]![1].name} are locked without one organisation being given`)
  }

  /** A sub-query that needs what other shards hold before its value is known: planned on the coordinator when nothing binds it. */
  private mergesFirst(body: Node): boolean {
    if (body.limitCount || body.limitOffset) return true
    const grouped = list(body.groupClause)
    if (grouped.length === 0 && hasAggregate(body)) return true
    if (grouped.length > 0 && !grouped.some((node) => this.isOwner(node))) return true
    const distinct = list(body.distinctClause)
    if (!body.distinctClause) return false
    const keys = distinct.some((node) => Object.keys(node).length > 0)
      ? distinct
      : list(body.targetList).map((target) => (target.ResTarget as Node).val as Node)
    return !keys.some((node) => this.isOwner(node))
  }

  private isOwner(node: Node): boolean {
    const column = columnOf(node)
    const key = column && this.keyOf(column)
    if (!key) return false
    return this.spread.some(([alias]) => this.classOf(alias) === this.root(key))
  }

  private checkCorrelated(body: Node) {
    if (!this.outer || !this.correlated || !this.isDistributed) return
    const about = this.spread[0]![1].name
    if (this.isPinned) return
    const outside = this.outer.spread[0]
    if (!outside) {
      if (!this.outer.outer || !this.outer.correlated)
        this.faults.add(`a sub-query of ${about} refers to a query over shared rows alone`)
      return
    }
    if (!this.spread.some(([alias]) => this.classOf(alias) === this.outer!.classOf(outside[0])))
      this.faults.add(`a sub-query of ${about} isn't tied to ${outside[1].name} by org_id`)
    if (this.mergesFirst(body))
      this.faults.add(
        `a sub-query of ${about} that refers to ${outside[1].name} has ${body.limitCount || body.limitOffset ? 'a limit' : 'an aggregate, group or distinct without org_id'}`,
      )
  }

  /** Looks into expressions for sub-queries and calls. */
  private expressions(node: unknown) {
    if (Array.isArray(node)) for (const one of node) this.expressions(one)
    else if (node && typeof node === 'object') {
      const link = (node as Node).SubLink as Node | undefined
      if (link) {
        this.expressions(link.testexpr)
        new Query(this.known, this.faults, this, this.recurring).statement(link.subselect as Node)
        return
      }
      const call = (node as Node).FuncCall as Node | undefined
      if (call) {
        const name = list(call.funcname).map(text).join('.')
        this.functions.add(name)
        if (name.endsWith('set_config')) this.faults.add('set_config() stays on the coordinator')
      }
      const column = columnOf(node as Node)
      if (column && column.length > 1) this.ownerOf(column[0]!)
      for (const one of Object.values(node)) this.expressions(one)
    }
  }
}

let levels = 0

const readsItself = (query: Node, name: string) => tablesIn(query).includes(name)
const touchesDistributed = (query: Node, known: Known) =>
  tablesIn(query).some((name) => known.distributed.has(name))
