/**
 * What fields of differences hold, where the value alone doesn't say: names of people, which English writes otherwise, and
 * amounts in minor units of the company's currency.
 */
export type TrailFields = { people?: readonly string[]; money?: readonly string[] }

const known = new Map<string, TrailFields>()

/** Declared by the part that leaves such differences, at start-up: `complaints` or one thing of it, `complaints.complaint`. */
export function declareTrailFields(of: string, fields: TrailFields): void {
  known.set(of, fields)
}

/** What is declared of an action's fields; of its thing before that of its part. */
export function fieldsOf(action: string): TrailFields {
  const [part = '', thing = ''] = action.split('.')
  return known.get(`${part}.${thing}`) ?? known.get(part) ?? {}
}
