import type { RawBuilder } from 'kysely'
import type { ControlKey } from '../../../regulation/keys.gen.ts'

/** What a control is asked: the days of the period, and the same as instants. */
export type Asked = {
  /** First and last day. */
  from: string
  to: string
  /** First instant, and the first after the last. */
  start: Date
  end: Date
  /** The last day that is over or running: the end of the period, or today. What is in force is asked on it. */
  on: string
  /** The day on which it is asked. What was due in the period and is not done counts when its day is before this one. */
  today: string
  /** The moment at which it is asked, for what was due by the hour. */
  now: Date
}

export type Control = {
  key: ControlKey
  /**
   * One set-based query of `org_id, record_id, met, total` for all organisations; `record_id` is that of the row of the
   * list below, and one may come in several rows. It may be left out where there is no list.
   * It runs in the caller's transaction, behind row-level security, and is cut to the caller's reach once more.
   */
  sql: (asked: Asked) => RawBuilder<unknown>
  /**
   * What follows from that query for a row of the list, said of its own columns: of many rows an index leads to those of the
   * period. It never leaves out what is counted.
   */
  within?: (asked: Asked, row: string) => RawBuilder<boolean>
  /**
   * The page of the list that holds what is counted; it takes `countedFilters` and `organisation_id`. `null`: none can.
   * `note`, a message key, is for what is counted otherwise than row by row of that list: it says how.
   */
  records: { list: string | null; permission: string; note?: string }
}

const registered = new Map<ControlKey, Control>()

/** Each chapter says at start how its controls are counted. A control nobody registered is not measured yet. */
export function registerControl(control: Control): void {
  if (registered.has(control.key)) throw new Error(`the control ${control.key} is registered twice`)
  registered.set(control.key, control)
}

export const findControl = (key: ControlKey): Control | undefined => registered.get(key)
