import type { MessageKey } from '../../language/messages/contract.ts'

/** What carries a clause: the place where the work is done, or the records it left. */
export type ClauseLink = {
  clause_id: string
  kind: 'work' | 'records'
  label: MessageKey
  /** A path of the app, filters included: `/establishment/applications?state=in_review`. */
  to: string
  /** Any one of these opens it; without it, whoever is signed in. */
  permission?: string | string[]
}

const registered = new Map<string, ClauseLink[]>()

/** Each chapter says at start which of its pages carry which clauses; the regulation shows them in its margin. */
export function registerClauseLinks(links: readonly ClauseLink[]): void {
  for (const link of links) {
    const others = (registered.get(link.clause_id) ?? []).filter(
      ({ to, label }) => to !== link.to || label !== link.label,
    )
    registered.set(link.clause_id, [...others, link])
  }
}

/** Work before records, otherwise as registered. */
export function clauseLinks(clauseId: string): ClauseLink[] {
  const links = registered.get(clauseId) ?? []
  return [...links.filter(({ kind }) => kind === 'work'), ...links.filter(({ kind }) => kind === 'records')]
}
