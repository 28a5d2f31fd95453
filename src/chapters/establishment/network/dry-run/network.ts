import type { Values } from './contract.ts'

/** An organisation as it stands before the import, with what an import may set. */
export type Existing = Omit<Values, 'kind' | 'code'> & {
  id: string
  parent_id: string | null
  code: string
  kind: 'headquarters' | Values['kind']
  life: 'proposed' | 'preparing' | 'active' | 'suspended' | 'closed'
}

/** Where something hangs: `org:<id>` exists, `line:<n>` is a row of the file, `level:<key>` a level being built. */
export type Ref = `org:${string}` | `line:${number}` | `level:${string}`

export class Network {
  readonly all: Existing[]
  readonly byId = new Map<string, Existing>()
  readonly byCode = new Map<string, Existing>()
  readonly byCreditCode = new Map<string, Existing>()
  readonly byName = new Map<string, Existing[]>()
  readonly children = new Map<string, Existing[]>()

  constructor(all: Existing[]) {
    this.all = all
    for (const one of all) {
      this.byId.set(one.id, one)
      this.byCode.set(one.code, one)
      if (one.credit_code) this.byCreditCode.set(one.credit_code, one)
      push(this.byName, one.name, one)
      if (one.parent_id) push(this.children, one.parent_id, one)
    }
  }

  childrenOf(ref: Ref): Existing[] {
    return ref.startsWith('org:') ? (this.children.get(ref.slice(4)) ?? []) : []
  }

  /** The organisation a reference names, when it exists already. */
  at(ref: Ref): Existing | undefined {
    return ref.startsWith('org:') ? this.byId.get(ref.slice(4)) : undefined
  }
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
