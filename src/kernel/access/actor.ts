export type Actor = {
  kind: 'person' | 'system' | 'api_key'
  account_id: string | null
  person_id: string | null
  name: string
  home_org_id: string | null
}

export const system: Actor = {
  kind: 'system',
  account_id: null,
  person_id: null,
  name: 'Bylaw',
  home_org_id: null,
}

/** The person behind the request. Throws for the system: a rule that needs a person asked a machine. */
export function personOf(actor: Actor): string {
  if (!actor.person_id) throw new Error('this needs a person')
  return actor.person_id
}
