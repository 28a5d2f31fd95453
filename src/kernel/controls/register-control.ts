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
}

export type Control = {
  key: ControlKey
  /**
   * One set-based query of `org_id, met, total` for all organisations; an organisation may come in several rows.
   * It runs in the caller's transaction, behind row-level security, and is cut to the caller's reach once more.
   */
  sql: (asked: Asked) => RawBuilder<unknown>
  /** Where the records behind it are: a list with its filters, and the filter that narrows it to an organisation. */
  records: { path: string; under: string; permission: string }
}

const registered = new Map<ControlKey, Control>()

/** Each chapter says at start how its controls are counted. A control nobody registered is not measured yet. */
export function registerControl(control: Control): void {
  if (registered.has(control.key)) throw new Error(`the control ${control.key} is registered twice`)
  registered.set(control.key, control)
}

export const findControl = (key: ControlKey): Control | undefined => registered.get(key)
