import { vectorOf } from '../../../src/kernel/search/words.ts'
import { type AnySheet, Sheet } from '../load/sheet.ts'

type Findable = {
  org_id: string
  id: string
  subject_type: string
  title: string
  title_en?: string | null
  number?: string | null
  link: string
  text?: string
  at: number
}

/** Where the network and its people go. */
export class NetworkSheets {
  readonly organisations = new Sheet('kernel.organisation', [
    ...(['id', 'kind', 'code', 'name', 'name_en', 'parent_id', 'path', 'life', 'credit_code'] as const),
    ...(['started_on', 'closed_on', 'created_at'] as const),
  ])
  readonly premises = new Sheet('establishment.premises', [
    ...([
      'org_id',
      'id',
      'starts_on',
      'ends_on',
      'province',
      'city',
      'address',
      'area',
      'tenure',
      'created_at',
    ] as const),
  ])
  readonly licences = new Sheet('establishment.licence', [
    ...(['org_id', 'id', 'kind', 'number', 'issued_by', 'issued_on', 'expires_on'] as const),
    ...(['created_at', 'updated_at'] as const),
  ])
  readonly people = new Sheet('kernel.person', [
    'id',
    'name',
    'name_en',
    'home_org_id',
    'active',
    'created_at',
  ])
  readonly assignments = new Sheet('kernel.assignment', [
    ...(['org_id', 'id', 'person_id', 'kind', 'post', 'starts_on', 'ends_on', 'created_at'] as const),
  ])
  readonly records = new Sheet('kernel.employee_record', [
    ...(['org_id', 'id', 'person_id', 'employee_no', 'phone', 'created_at'] as const),
  ])
  readonly roles = new Sheet('kernel.role_assignment', [
    ...(['id', 'person_id', 'role_key', 'organisation_id', 'with_subtree', 'starts_on', 'ends_on'] as const),
    ...(['source', 'created_at'] as const),
  ])
  readonly accounts = new Sheet('kernel.account', [
    ...([
      'id',
      'name',
      'email',
      'email_verified',
      'person_id',
      'disabled_at',
      'created_at',
      'updated_at',
    ] as const),
  ])
  readonly credentials = new Sheet('kernel.account_credential', [
    ...(['id', 'account_id', 'provider_id', 'user_id', 'password', 'created_at', 'updated_at'] as const),
  ])
  readonly entries = new Sheet('kernel.search_entry', [
    ...([
      'org_id',
      'id',
      'subject_type',
      'title',
      'title_en',
      'number',
      'link',
      'words',
      'updated_at',
      'came_at',
    ] as const),
  ])

  /** Lets it be found, by the words `kernel/search/index-entry.ts` keeps of it. */
  find({ text, at, title_en = null, number = null, ...entry }: Findable): void {
    const words = vectorOf([
      { text: entry.title, weight: 'A' },
      { text: number ?? '', weight: 'B' },
      { text: [title_en, text].filter(Boolean).join(' '), weight: 'D' },
    ])
    this.entries.add({ ...entry, title_en, number, words, updated_at: new Date(at), came_at: new Date(at) })
  }

  /** In the order in which one needs the other. */
  get all(): AnySheet[] {
    return [
      ...[this.organisations, this.people, this.premises, this.licences, this.assignments, this.records],
      ...[this.roles, this.accounts, this.credentials, this.entries],
    ]
  }
}
