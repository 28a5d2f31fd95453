import { type AnySheet, Sheet } from '../load/sheet.ts'
import type { Random } from '../random.ts'
import { Papers } from './papers.ts'

/** Where applications and filings go, with their papers. */
export class EstablishmentSheets {
  readonly bytes = new Papers()
  readonly files = new Sheet('kernel.file', [
    ...(['org_id', 'id', 'sha256', 'name', 'type', 'size', 'subject_type', 'subject_id'] as const),
    ...(['uploaded_by', 'created_at'] as const),
  ])
  readonly issued = new Sheet('kernel.issued_document', [
    ...(['org_id', 'id', 'kind', 'number', 'title', 'subject_type', 'subject_id', 'file_id'] as const),
    ...(['sha256', 'snapshot', 'issued_at', 'issued_by', 'issued_by_name', 'concerns_id'] as const),
  ])
  readonly hashes = new Sheet('kernel.issued_hash', [
    ...(['sha256', 'organisation_id', 'number', 'issued_at', 'code_hash'] as const),
  ])
  readonly applications = new Sheet('establishment.application', [
    ...(['org_id', 'id', 'number', 'kind', 'state', 'applicant_id', 'reviewer_id', 'name'] as const),
    ...(['parent_id', 'positioning', 'scope', 'strategy_fit', 'staffing', 'address', 'area'] as const),
    ...(['tenure', 'safety', 'environment', 'rules', 'currency', 'budget', 'start_up_budget'] as const),
    ...(['funding', 'forecast_income', 'forecast_cost', 'wanted', 'wanted_by', 'wanted_at'] as const),
    ...(['reason', 'request_id', 'organisation_id', 'document_id', 'submitted_at', 'taken_at'] as const),
    ...(['review_due_at', 'concluded_at', 'approved_at', 'issued_at', 'completed_at', 'version'] as const),
    'created_at',
  ])
  readonly papers = new Sheet('establishment.application_document', [
    ...(['org_id', 'id', 'application_id', 'document_type', 'file_id', 'valid_until', 'created_at'] as const),
  ])
  readonly reviews = new Sheet('establishment.review', [
    ...(['org_id', 'id', 'application_id', 'reviewers', 'conditions', 'feasibility', 'need'] as const),
    ...(['opinion', 'concluded_at', 'conditions_passed'] as const),
  ])
  readonly answers = new Sheet('kernel.form_response', [
    ...(['org_id', 'id', 'form_version_id', 'subject_type', 'subject_id', 'score', 'max'] as const),
    ...(['completed_at', 'completed_by', 'created_at'] as const),
  ])
  readonly visits = new Sheet('establishment.site_visit', [
    ...(['org_id', 'id', 'application_id', 'visited_on', 'note', 'response_id', 'completed_at'] as const),
    ...(['created_at', 'premises'] as const),
  ])
  readonly visitors = new Sheet('establishment.site_visitor', [
    'org_id',
    'visit_id',
    'person_id',
    'signed_at',
  ])
  readonly filings = new Sheet('establishment.filing', [
    ...(['org_id', 'id', 'kind', 'application_org_id', 'application_id', 'number', 'state'] as const),
    ...(['document_id', 'approved_at', 'issued_at', 'completed_at'] as const),
  ])
  readonly registrations = new Sheet('establishment.registration', [
    ...(['org_id', 'id', 'application_id', 'organisation_id', 'kind', 'due_on', 'number'] as const),
    ...(['registered_on', 'file_id', 'filed_at', 'filed_by', 'issued_by'] as const),
  ])
  readonly changes = new Sheet('establishment.change', [
    ...(['org_id', 'id', 'number', 'kind', 'item', 'state', 'proposal', 'before', 'reason', 'plan'] as const),
    ...(['effective_on', 'applicant_id', 'request_id', 'ruling', 'created_at', 'submitted_at'] as const),
    ...(['approved_at', 'completed_at', 'version', 'notice_days', 'registry_days', 'review_due_at'] as const),
  ])
  readonly handOvers = new Sheet('establishment.hand_over', [
    ...(['org_id', 'change_id', 'outgoing_id', 'incoming_id', 'outgoing_at', 'incoming_at'] as const),
    ...(['witness_id', 'witnessed_at', 'drawn_up_at'] as const),
  ])
  readonly handOverItems = new Sheet('establishment.hand_over_item', [
    ...(['org_id', 'id', 'change_id', 'position', 'title', 'receiver_id'] as const),
  ])
  readonly audits = new Sheet('establishment.exit_audit_request', [
    ...(['org_id', 'id', 'change_id', 'person_id', 'scope', 'period_from', 'period_to'] as const),
    ...(['requested_by', 'requested_at', 'received_by', 'received_at'] as const),
  ])

  /** A file of that name and its bytes, of a document what it says; gives its id and hash. */
  file(random: Random, { at, lines, ...file }: GivenFile): { id: string; sha256: string } {
    const id = random.id(at)
    const paper = this.bytes.write(file.name, lines)
    this.files.add({ ...file, ...paper, id, created_at: new Date(at) })
    return { id, sha256: paper.sha256 }
  }

  /** In the order in which one needs the other; approvals come before. */
  get all(): AnySheet[] {
    return [
      ...[this.files, this.issued, this.hashes, this.applications, this.papers, this.reviews, this.answers],
      ...[this.visits, this.visitors, this.filings, this.registrations, this.changes, this.handOvers],
      ...[this.handOverItems, this.audits],
    ]
  }
}

type GivenFile = {
  org_id: string
  name: string
  subject_type: string
  subject_id: string
  uploaded_by: string
  at: number
  lines?: string[] | undefined
}
