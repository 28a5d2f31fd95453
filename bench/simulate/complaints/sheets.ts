import { type AnySheet, Sheet } from '../load/sheet.ts'

/** Where complaints and what belongs to them go. */
export class ComplaintSheets {
  readonly complaints = new Sheet('complaints.complaint', [
    ...([
      'org_id',
      'id',
      'number',
      'state',
      'channel',
      'kind',
      'severity',
      'subject',
      'description',
    ] as const),
    ...([
      'service_key',
      'service_on',
      'staff_id',
      'cause_key',
      'cause_version',
      'claimed',
      'compensated',
    ] as const),
    ...([
      'currency',
      'handler_id',
      'assigned_at',
      'unread_due_at',
      'read_at',
      'next_due_at',
      'extensions',
    ] as const),
    ...([
      'reopenings',
      'objections',
      'received_at',
      'received_by',
      'acknowledged_at',
      'resolved_at',
      'closed_at',
    ] as const),
    ...(['closed_by', 'answer', 'went_to', 'came_from', 'tracking_hash', 'version'] as const),
  ])
  readonly complainants = new Sheet('complaints.complainant', [
    ...(['org_id', 'complaint_id', 'name', 'phone', 'email', 'language'] as const),
  ])
  readonly clocks = new Sheet('complaints.clock', [
    ...(['org_id', 'complaint_id', 'kind', 'limit_ms', 'elapsed_ms', 'running_since', 'paused_ms'] as const),
    ...(['paused_since', 'stopped_at', 'due_at', 'warn_at', 'warned_at', 'overdue_at'] as const),
  ])
  readonly messages = new Sheet('complaints.message', [
    ...(['org_id', 'id', 'complaint_id', 'kind', 'text', 'author_id', 'created_at'] as const),
  ])
  readonly remedies = new Sheet('complaints.remedy', [
    ...([
      'org_id',
      'complaint_id',
      'method',
      'root_cause',
      'action',
      'owner_id',
      'due_on',
      'check_on',
    ] as const),
    ...(['asked_at', 'effective', 'finding', 'checked_by', 'checked_at'] as const),
  ])
  readonly ratings = new Sheet('complaints.rating', ['org_id', 'complaint_id', 'stars', 'rated_at'])
  readonly rulings = new Sheet('complaints.ruling', [
    ...([
      'org_id',
      'id',
      'complaint_id',
      'matter',
      'state',
      'amount',
      'reason',
      'notice',
      'requested_by',
    ] as const),
    ...(['request_id', 'created_at', 'decided_at', 'decided_by'] as const),
  ])
  readonly signals = new Sheet('complaints.risk_signal', [
    ...(['org_id', 'id', 'cause_key', 'times', 'since_on', 'issue_id', 'raised_at'] as const),
  ])

  get all(): AnySheet[] {
    return [
      ...[this.complaints, this.complainants, this.clocks, this.messages, this.remedies, this.ratings],
      ...[this.rulings, this.signals],
    ]
  }
}
