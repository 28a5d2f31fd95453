import type { Ctx } from '../../../../kernel/http/context.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { barOf } from '../../complaint/life/concerned.ts'
import { readAmount, readStars } from '../reading/read-amount.ts'
import type { ReadRow } from '../reading/read-row.ts'
import { type Fault, type FaultCode, type IntakeField, weightOf, weights } from '../words/contract.ts'
import { keyOf, readKnown, readLike } from './known.ts'
import { type Place, readPlaces } from './organisations.ts'
import { type People, readPeople } from './people.ts'
import type { Judged, Plan } from './plan.ts'
import { kindOtherwise, readSeverity, readTermsOf, type Terms } from './terms.ts'
import { type Times, timesOf } from './times.ts'

/** From this severity on a closed complaint should say why it came to it and what the customer was told. */
const grave = 2
/** Of what comes in without a word of how grave it is. */
const severityOtherwise = 1

/** Everything the rows of a set ask about, read with a few statements whatever their number. */
type Known = {
  now: Date
  places: (text: string) => Place[]
  people: People
  terms: Terms
  known: Awaited<ReturnType<typeof readKnown>>
  like: Awaited<ReturnType<typeof readLike>>
  currency: string
  /** By organisation and key, the line on which a row of this file said so first. */
  seen: Map<string, number>
}

/**
 * Says of each row of a set what would become of it, by the rules of one entered by hand, and writes nothing. `seen`
 * goes on from set to set: of two rows of a file that are the same complaint the second is refused.
 */
export async function judge(ctx: Ctx, rows: ReadRow[], seen: Map<string, number>): Promise<Judged[]> {
  const texts = (...fields: IntakeField[]) =>
    rows.flatMap(({ values }) => fields.flatMap((field) => values[field] ?? []))
  const places = await readPlaces(ctx, texts('organisation'))
  const org_ids = [...new Set(texts('organisation').flatMap((text) => places(text).map(({ id }) => id)))]
  const known: Known = {
    ...{ now: ctx.now, places, seen },
    people: await readPeople(ctx, { names: texts('staff', 'handler'), org_ids }),
    terms: await readTermsOf(ctx),
    known: await readKnown(ctx, { org_ids, keys: rows.map(keyOf) }),
    like: await readLike(ctx, { org_ids, phones: texts('customer_phone') }),
    currency: (await readCompanySettings(ctx.tx)).currency,
  }
  const judged: Judged[] = []
  for (const row of rows) judged.push(await judgeRow(row, known))
  return judged
}

async function judgeRow(row: ReadRow, known: Known): Promise<Judged> {
  const faults = [...row.faults]
  const place = placeOf(row, known, faults)
  const said = {
    ...{
      line: row.line,
      organisation: place?.name ?? row.values.organisation ?? '',
      of_org_id: place?.id ?? null,
    },
    ...{ reference: row.values.reference ?? '', subject: row.values.subject ?? '', cells: row.cells },
  }
  const there = place && known.known(place.id, keyOf(row))
  if (place && there) {
    const differs = there.content !== row.content
    return {
      ...{ ...said, verdict: 'same', does: 'same', plan: null },
      ...{ complaint_id: there.complaint_id, number: there.number },
      faults: differs ? [{ code: 'known_otherwise', params: { number: there.number } }] : [],
    }
  }
  const plan = place ? await planOf(row, place, known, faults) : null
  if (place) noteRepeated(row, place, known, faults)
  faults.sort((a, b) => weights.indexOf(weightOf(a.code)) - weights.indexOf(weightOf(b.code)))
  const worst = faults[0] && weightOf(faults[0].code)
  const judged = { ...said, complaint_id: null, number: null, faults }
  if (worst === 'refuses' || plan === null)
    return { ...judged, verdict: 'refused', does: 'nothing', plan: null }
  return { ...judged, verdict: worst === 'doubts' ? 'doubtful' : 'create', does: 'create', plan }
}

function placeOf({ values }: ReadRow, { places }: Known, faults: Fault[]): Place | undefined {
  const text = values.organisation
  const found = text === undefined ? [] : places(text)
  if (found.length === 1) return found[0]
  const told = faults.some(({ field }) => field === 'organisation')
  if (text === undefined && !told) faults.push({ code: 'organisation_missing' })
  if (text !== undefined)
    faults.push({
      code: found.length > 1 ? 'organisation_ambiguous' : 'organisation_unknown',
      params: { text },
    })
  return undefined
}

function noteRepeated(row: ReadRow, place: Place, { seen }: Known, faults: Fault[]) {
  const key = `${place.id} ${keyOf(row)}`
  const line = seen.get(key)
  if (line === undefined) seen.set(key, row.line)
  else faults.push({ code: row.values.reference ? 'reference_repeated' : 'row_repeated', params: { line } })
}

/** Reads everything even where something is wrong already: whoever puts it right learns of all of it at once. */
async function planOf(row: ReadRow, place: Place, known: Known, faults: Fault[]): Promise<Plan | null> {
  const { values } = row
  const told = (field: IntakeField) => faults.some((fault) => fault.field === field)
  if (values.received_at === undefined && !told('received_at')) faults.push({ code: 'received_missing' })
  const times = timesOf(values, { time_zone: place.time_zone, now: known.now }, faults)
  if (!times) return null
  const about = aboutOf(values, times.service_on, known, faults)
  const staff_id = staffOf(values.staff, place, times, known, faults)
  const concerned = known.people.concerned({ org_id: place.id, staff_id, service_on: times.service_on })
  const handler_id = await handlerOf(values.handler, { place, times, staff_id, concerned }, known, faults)
  if (times.closed_at === null && place.life === 'closed') faults.push({ code: 'organisation_closed' })
  const complainant = complainantOf(values, faults)
  const { phone } = complainant
  const number = phone && known.like({ org_id: place.id, service_on: times.service_on, phone })
  if (number) faults.push({ code: 'like_another', params: { number } })
  if (times.closed_at && about.severity >= grave && (!about.cause || !values.answer))
    faults.push({ code: 'closed_without_cause', params: { severity: about.severity } })
  const claimed = read(
    values.claimed,
    (text) => readAmount(text, known.currency),
    'amount_unreadable',
    faults,
  )
  const stars = read(values.stars, readStars, 'stars_unreadable', faults)
  if (values.subject === undefined || values.description === undefined) return null
  return {
    ...{ ...times, ...about, place, staff_id, handler_id, concerned, complainant, stars },
    ...{ key: keyOf(row), content: row.content, line: row.line, worded: row.worded },
    ...{ subject: values.subject, description: values.description, answer: values.answer ?? null },
    claimed: claimed || null,
  }
}

type About = Pick<Plan, 'kind' | 'severity' | 'service' | 'cause'>

/** Terms are those of the day of the service; without a word of its kind it is of the kind for all that isn't sorted. */
function aboutOf(values: ReadRow['values'], on: string, { terms }: Known, faults: Fault[]): About {
  const find = (sort: 'service' | 'kind' | 'cause', code: FaultCode, otherwise?: string) => {
    const text = values[sort] ?? otherwise
    const found = text === undefined ? null : terms(sort, text, on)
    if (found === undefined) faults.push({ code, field: sort, params: { text: text!, on } })
    return found ?? null
  }
  const severity = read(values.severity, readSeverity, 'severity_unknown', faults)
  if (values.severity === undefined) faults.push({ code: 'severity_assumed', field: 'severity' })
  return {
    kind: find('kind', 'kind_unknown', kindOtherwise) ?? { key: kindOtherwise, version: 1 },
    service: find('service', 'service_unknown'),
    cause: find('cause', 'cause_unknown'),
    severity: severity ?? severityOtherwise,
  }
}

function read<T>(
  text: string | undefined,
  as: (text: string) => T | undefined,
  code: FaultCode,
  faults: Fault[],
): T | null {
  if (text === undefined) return null
  const value = as(text)
  if (value === undefined) faults.push({ code, params: { text } })
  return value ?? null
}

/** Who worked there on the day of the service; nobody and somebody elsewhere are told alike. */
function staffOf(
  name: string | undefined,
  { id }: Place,
  { service_on }: Times,
  { people }: Known,
  faults: Fault[],
): string | null {
  if (name === undefined) return null
  const found = people
    .called(name)
    .filter((person_id) => people.servedThere({ org_id: id, person_id, on: service_on }))
  if (found.length === 1) return found[0]!
  const code = found.length > 1 ? 'staff_ambiguous' : 'staff_elsewhere'
  faults.push({ code, field: 'staff', params: { name, on: service_on } })
  return null
}

type Matter = Pick<Plan, 'place' | 'staff_id' | 'concerned'> & { times: Times }

/**
 * By the rules of an assignment: neither whom it is about nor the head of the unit, and somebody who may handle there. Of
 * a complaint that is closed only the first is asked: who handled it then needn't be there any more.
 */
async function handlerOf(
  name: string | undefined,
  { place, times, staff_id, concerned }: Matter,
  { people }: Known,
  faults: Fault[],
): Promise<string | null> {
  if (name === undefined) return null
  const fault = (code: FaultCode) => {
    faults.push({ code, field: 'handler', params: { name } })
    return null
  }
  const called = people.called(name)
  const able = times.closed_at ? new Set(called) : await people.mayHandle(place.id)
  const meant = called.filter((id) => able.has(id) || concerned.has(id))
  if (meant.length > 1) return fault('handler_ambiguous')
  const handler_id = meant[0]
  if (handler_id === undefined) return fault('may_not_handle')
  const bar = barOf(concerned, { staff_id }, handler_id)
  if (bar) return fault(bar)
  return handler_id
}

function complainantOf(values: ReadRow['values'], faults: Fault[]): Plan['complainant'] {
  const { customer_name: name = null, customer_phone: phone, customer_email: email } = values
  const rings = phone !== undefined && phone.length >= 5 && phone.length <= 40 && /\d{3}/.test(phone)
  const writes = email !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
  if (phone !== undefined && !rings) faults.push({ code: 'phone_left_out', field: 'customer_phone' })
  if (email !== undefined && !writes) faults.push({ code: 'email_left_out', field: 'customer_email' })
  return { name, phone: rings ? phone : null, email: writes ? email : null, language: 'zh-CN' }
}
