import type { Ctx } from '../../http/context.ts'
import type { NamedPerson, RequestPage } from '../request/contract.ts'
import type { StoredRequest } from '../request/rows.ts'

/** What was said about a request, with the files and, of a question, when it was answered. */
export async function readTalk({ tx }: Ctx, { row }: StoredRequest) {
  const comments = await tx
    .selectFrom('kernel.approval_comment')
    .select(['id', 'person_id', 'body', 'reply_to_id', 'asks_id', 'answers_id', 'at'])
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const files = comments.length
    ? await tx
        .selectFrom('kernel.file')
        .select(['id', 'subject_id', 'name', 'size', 'type'])
        .where('org_id', '=', row.org_id)
        .where('subject_type', '=', 'approvals.comment')
        .where(
          'subject_id',
          'in',
          comments.map(({ id }) => id),
        )
        .where('removed_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
    : []
  return {
    persons: comments.flatMap(({ person_id, asks_id }) => (asks_id ? [person_id, asks_id] : [person_id])),
    show: (nameOf: (id: string) => NamedPerson): RequestPage['comments'] =>
      comments.map(({ person_id, asks_id, answers_id: _, ...comment }) => ({
        ...comment,
        person: nameOf(person_id),
        asks: asks_id ? nameOf(asks_id) : null,
        answered_at: comments.find(({ answers_id }) => answers_id === comment.id)?.at ?? null,
        files: files
          .filter(({ subject_id }) => subject_id === comment.id)
          .map(({ subject_id: __, ...file }) => file),
      })),
  }
}
