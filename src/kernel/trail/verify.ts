import { Fault } from '../db/fault.ts'
import { isGenuine } from './checkpoint.ts'
import { genesis, hashEntry } from './hash.ts'
import type { StoredEntry, TrailRecord } from './records.ts'

/**
 * changed: the entry is not what was hashed · broken: it does not follow the one before · missing: one before it is
 * gone · cut: the last ones are gone · gone: the whole chain is · replaced: a signed checkpoint says otherwise ·
 * unsigned: no checkpoint signs it, nor what follows · forged: a checkpoint is not signed with the installation's key ·
 * torn: the file ends early.
 */
export type FaultKind =
  | 'changed'
  | 'broken'
  | 'missing'
  | 'cut'
  | 'gone'
  | 'replaced'
  | 'unsigned'
  | 'forged'
  | 'torn'
export type TrailFault = {
  kind: FaultKind
  org_id: string | null
  seq: number | null
  /** The entry or the checkpoint. */
  id: string | null
  action: string | null
}

export type Verdict = {
  public_key: string
  entries: number
  organisations: number
  checkpoints: number
  /** Entries that a genuine checkpoint proves. Those after the last one are proven by the next. */
  signed: number
  /** Every changed entry, and what else is wrong first in each chain: what follows proves nothing any more. */
  faults: TrailFault[]
}

type Chain = { org_id: string; seq: number; hash: string; bad: boolean }
type Wanted = Map<string, Map<number, string>>
type Options = {
  /** The key one trusts; without it the one the records name. */
  public_key?: string | undefined
  /** An exported copy: every entry must be signed. In the database the last ones wait for the next checkpoint. */
  copy?: boolean
}

/** Works every chain out anew and compares it with its head and with the signed checkpoints. Throws `Fault`. */
export async function verifyTrail(
  records: AsyncIterable<TrailRecord>,
  { public_key, copy = false }: Options = {},
): Promise<Verdict> {
  const verdict: Verdict = {
    public_key: public_key ?? '',
    ...{ entries: 0, organisations: 0, checkpoints: 0, signed: 0 },
    faults: [],
  }
  const signed: Wanted = new Map()
  const heads = new Map<string, { seq: number; hash: string }>()
  let chain: Chain | undefined
  let ended: number | undefined
  const close = () => {
    if (!chain) return
    const points = signed.get(chain.org_id)
    if (!chain.bad) checkEnd(verdict, chain, heads.get(chain.org_id), points)
    if (!chain.bad) countSigned(verdict, chain, points, copy)
    heads.delete(chain.org_id)
    signed.delete(chain.org_id)
  }
  for await (const record of inOrder(records)) {
    if ('trail' in record) verdict.public_key ||= record.trail.public_key
    else if ('checkpoint' in record) {
      verdict.checkpoints += 1
      const { id, heads: signedHeads } = record.checkpoint
      if (!isGenuine(verdict.public_key, record.checkpoint))
        verdict.faults.push({ kind: 'forged', org_id: null, seq: null, id, action: null })
      else for (const [org_id, seq, hash] of signedHeads) want(signed, org_id, seq, hash)
    } else if ('head' in record) heads.set(record.head[0], { seq: record.head[1], hash: record.head[2] })
    else if ('entry' in record) {
      const { entry } = record
      if (chain?.org_id !== entry.org_id) {
        close()
        verdict.organisations += 1
        chain = { org_id: entry.org_id, seq: 0, hash: genesis.toString('hex'), bad: false }
      }
      verdict.entries += 1
      follow(verdict, chain, entry, signed.get(entry.org_id)?.get(entry.seq))
    } else ended = record.end.entries
  }
  close()
  // What is left of heads and checkpoints names chains of which no entry came by.
  const gone = new Map([...signed].map(([org_id, points]) => [org_id, Math.max(...points.keys())]))
  for (const [org_id, { seq }] of heads) gone.set(org_id, Math.max(seq, gone.get(org_id) ?? 0))
  for (const [org_id, seq] of gone) verdict.faults.push({ kind: 'gone', org_id, seq, id: null, action: null })
  if (!copy && verdict.signed === 0 && verdict.entries > 0)
    verdict.faults.push({ kind: 'unsigned', org_id: null, seq: null, id: null, action: null })
  if (ended !== verdict.entries)
    verdict.faults.push({ kind: 'torn', org_id: null, seq: null, id: null, action: null })
  return verdict
}

const order = ['trail', 'checkpoint', 'head', 'entry', 'end'] as const

/** Invariant: what an entry is compared with comes before it. */
async function* inOrder(records: AsyncIterable<TrailRecord>): AsyncGenerator<TrailRecord> {
  let place = -1
  for await (const record of records) {
    const kind = order.findIndex((one) => one in record)
    const once = order[kind] === 'trail' || order[kind] === 'end'
    if (kind < place || (once && kind === place))
      throw new Fault(`The records are out of order: ${order[kind]} after ${order[place]}.`)
    place = kind
    yield record
  }
}

/** How far the checkpoints prove a chain that is whole. */
function countSigned(
  verdict: Verdict,
  { org_id, seq }: Chain,
  points: Map<number, string> | undefined,
  copy: boolean,
) {
  const proven = Math.max(0, ...(points?.keys() ?? []))
  verdict.signed += proven
  if (copy && proven < seq)
    verdict.faults.push({ kind: 'unsigned', org_id, seq: proven + 1, id: null, action: null })
}

function want(signed: Wanted, org_id: string, seq: number, hash: string) {
  const points = signed.get(org_id) ?? new Map<number, string>()
  const known = points.get(seq)
  // Two that contradict each other: the chain was written anew between them, and neither fits.
  points.set(seq, known === undefined || known === hash ? hash : 'contradicted')
  signed.set(org_id, points)
}

function follow(verdict: Verdict, chain: Chain, entry: StoredEntry, signed: string | undefined) {
  if (!chain.bad) {
    const kind = faultOf(chain, entry) ?? (signed && signed !== entry.hash ? 'replaced' : undefined)
    const { org_id, seq, id, action } = entry
    if (kind) verdict.faults.push({ kind, org_id, seq, id, action })
    // An entry that was changed still says which one it follows and which one follows it.
    chain.bad = kind !== undefined && kind !== 'changed'
  }
  chain.seq = entry.seq
  chain.hash = entry.hash
}

function faultOf(chain: Chain, entry: StoredEntry): FaultKind | undefined {
  if (entry.seq !== chain.seq + 1) return 'missing'
  if (entry.previous_hash !== chain.hash) return 'broken'
  const { previous_hash, hash, ...hashed } = entry
  const right = hashEntry(Buffer.from(previous_hash, 'hex'), { ...hashed, at: millisecondsOf(entry.at) })
  return right.toString('hex') === hash ? undefined : 'changed'
}

function checkEnd(
  verdict: Verdict,
  chain: Chain,
  head: { seq: number; hash: string } | undefined,
  signed: Map<number, string> | undefined,
) {
  const { org_id, seq } = chain
  const fault = { org_id, seq, id: null, action: null }
  const beyond = [...(signed?.keys() ?? [])].some((point) => point > seq)
  chain.bad = true
  if (!head || head.seq !== seq || beyond) verdict.faults.push({ kind: 'cut', ...fault })
  else if (head.hash !== chain.hash) verdict.faults.push({ kind: 'changed', ...fault })
  else chain.bad = false
}

/** Hashed with three digits behind the second; the database leaves noughts at the end out. */
function millisecondsOf(at: string): string {
  const fraction = /\.(\d+)Z$/.exec(at)?.[1] ?? ''
  return fraction.length > 3 ? at : new Date(at).toISOString()
}
