import { z } from 'zod'

/** What a column of a file of complaints can mean. Words for the screens: `complaints.import.fields.<field>`. */
export const intakeFields = [
  'reference',
  'organisation',
  'received_at',
  'service_on',
  'subject',
  'description',
  'kind',
  'severity',
  'service',
  'cause',
  'staff',
  'customer_name',
  'customer_phone',
  'customer_email',
  'claimed',
  'handler',
  'acknowledged_at',
  'resolved_at',
  'closed_at',
  'answer',
  'stars',
] as const
export type IntakeField = (typeof intakeFields)[number]

/** Those that say an instant, by the clock of the organisation. */
export const momentFields = ['received_at', 'acknowledged_at', 'resolved_at', 'closed_at'] as const
export type MomentField = (typeof momentFields)[number]

/** Those that say who complained. */
export const customerFields = ['customer_name', 'customer_phone', 'customer_email'] as const

const column = z.int().min(0).max(199)
export const intakeMapping = z.object({
  /** Field → column, counted from 0. */
  columns: z.partialRecord(z.enum(intakeFields), column),
})
export type IntakeMapping = z.infer<typeof intakeMapping>

/** Columns that say who complained. */
export const customerColumns = ({ columns }: IntakeMapping): number[] =>
  customerFields.flatMap((field) => columns[field] ?? [])

/** A row with one of these is refused. Sentences: `complaints.import.faults.<code>`. */
export const refusals = [
  'organisation_missing',
  'organisation_unknown',
  'organisation_ambiguous',
  'organisation_closed',
  'received_missing',
  'date_unreadable',
  'date_ahead',
  'date_too_early',
  'order_wrong',
  'words_missing',
  'text_too_long',
  'control_characters',
  'cells_too_many',
  'severity_unknown',
  'kind_unknown',
  'service_unknown',
  'cause_unknown',
  'amount_unreadable',
  'stars_unreadable',
  'staff_elsewhere',
  'staff_ambiguous',
  'handler_is_person',
  'handler_is_head',
  'may_not_handle',
  'handler_ambiguous',
  'reference_repeated',
  'row_repeated',
] as const

/** A row with one of these is imported as its sentence says, and should be looked at. */
export const doubts = [
  'like_another',
  'closed_without_cause',
  'phone_left_out',
  'email_left_out',
  'quotes_broken',
] as const

/** What was taken for granted. */
export const notes = [
  'known_otherwise',
  'service_day_assumed',
  'severity_assumed',
  'acknowledged_assumed',
  'resolved_assumed',
  'formula_as_text',
] as const

export const faultCodes = [...refusals, ...doubts, ...notes] as const
export type FaultCode = (typeof faultCodes)[number]

export const weights = ['refuses', 'doubts', 'notes'] as const
export type Weight = (typeof weights)[number]

export const weightOf = (code: FaultCode): Weight =>
  (refusals as readonly string[]).includes(code)
    ? 'refuses'
    : (doubts as readonly string[]).includes(code)
      ? 'doubts'
      : 'notes'

export type Fault = {
  code: FaultCode
  /** The field it is about, where it is about one. */
  field?: IntakeField
  params?: Record<string, string | number>
}

export const verdicts = ['create', 'same', 'doubtful', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

export const intakeSummary = z.object({
  rows: z.int(),
  verdicts: z.record(z.enum(verdicts), z.int()),
  faults: z.partialRecord(z.enum(faultCodes), z.int()),
  /** Of those that would be complaints, how many aren't closed. */
  open: z.int(),
})
export type IntakeSummary = z.infer<typeof intakeSummary>
