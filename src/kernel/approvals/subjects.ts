import type { Ctx } from '../http/context.ts'
import { nameSubject } from '../tasks/subject-words.ts'
import type { Outcome } from './engine/effects.ts'
import type { FieldType, FieldValues } from './flow/contract.ts'

/** A kind of matter that can be approved, as its chapter registers it. The kernel knows no chapter: this is the only way in. */
export type ApprovalSubject = {
  /** `establishment.application` */
  type: string
  /** Message key of its name. */
  title: string
  /** Who holds this permission at the matter's organisation may read its approval; so may everybody who takes part. */
  read_permission: string
  /** What flows may compare; `title` is a message key. */
  fields: Record<string, SubjectField>
  /** The matter as it is now; throws `not_found` outside reach. */
  load: (ctx: Ctx, subjectId: string) => Promise<LoadedSubject>
  /**
   * Makes somebody else the applicant of a matter that came back, with all that follows in the chapter. Throws a refusal
   * for whom it can't be. The chapter takes the request along by `changeRequestApplicant`. Left out: only the applicant goes
   * on with it.
   */
  changeApplicant?: (ctx: Ctx, given: { subject_id: string; to_person_id: string }) => Promise<void>
  /**
   * Writes fields that are `fillable`, with the chapter's own checks, version and trail entry; the matter's data stays as
   * it was submitted. Throws a refusal for values that can't be. The request is locked already.
   */
  fill?: (ctx: Ctx, filled: { subject_id: string; values: FieldValues }) => Promise<void>
  /** The chapter writes to the applicant how it ended: it comes to their inbox without a second mail. */
  own_letter?: true
  /** Called by name, in the deciding transaction, when the request ends or goes back to the applicant. */
  decided: (ctx: Ctx, decision: Decision) => Promise<void>
}

export type SubjectField = {
  type: FieldType
  title: string
  /** Of a choice: its values and the message keys of their names. */
  options?: Record<string, string>
  /** Of a number: an amount in minor units of the company's currency. */
  money?: true
  /**
   * May be filled in at a step whose flow says so. Invariant: such a field is the approval's own and no part of `data`, so
   * that filling it in makes no vote void.
   */
  fillable?: true
}

export type LoadedSubject = {
  org_id: string
  number: string | null
  title: string
  /** Path of its page. */
  link: string
  version: number
  /** Everything that is being approved, as JSON: its hash is what the approvers agree to. Leave out state and timestamps. */
  data: unknown
  fields: FieldValues
  /** Person → name of the segregation rule that keeps them from deciding. The applicant needn't be named. */
  barred?: Record<string, string>
}

export type Decision = { subject_id: string; request_id: string; org_id: string; outcome: Outcome }

const subjects = new Map<string, ApprovalSubject>()

export function registerApprovalSubject(subject: ApprovalSubject): void {
  subjects.set(subject.type, subject)
  nameSubject(subject.type, subject.title)
}

export function findApprovalSubject(type: string): ApprovalSubject | undefined {
  return subjects.get(type)
}

/** A request of a kind nobody registered is a bug. */
export function getApprovalSubject(type: string): ApprovalSubject {
  const subject = subjects.get(type)
  if (!subject) throw new Error(`no chapter registered approvals of ${type}`)
  return subject
}

export function listApprovalSubjects(): ApprovalSubject[] {
  return [...subjects.values()]
}
