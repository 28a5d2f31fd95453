import type { Ctx } from '../../http/context.ts'
import { titlesOf } from '../../language/titles/contract.ts'
import type { Operation } from '../engine/engine.ts'
import { type Approval, currentRun, type StepRun } from '../engine/state.ts'
import { namesOf } from './names.ts'
import type { StoredRequest } from './rows.ts'
import { recordOnSubject } from './start.ts'

/** Everything that happens to a request is named plainly in the history of its matter, with whom it concerns. */
export async function recordOperation(
  ctx: Ctx,
  { row }: StoredRequest,
  operation: Operation,
  { before, after, for_person_id }: { before: Approval; after: Approval; for_person_id: string | undefined },
): Promise<void> {
  if (operation.kind === 'fill' && Object.keys(operation.values).length === 0) return ctx.unchanged()
  const run = currentRun(before)
  const diff: Record<string, [unknown, unknown]> = {}
  if (run) diff.step = [stepName(before, run), stepName(after, currentRun(after))]
  if (before.state !== after.state) diff.state = [before.state, after.state]
  if (before.round !== after.round) diff.round = [before.round, after.round]
  Object.assign(diff, await peopleIn(ctx, operation))
  recordOnSubject(ctx, row, verbOf(operation, after), {
    diff,
    note: 'opinion' in operation ? operation.opinion : null,
    ...(for_person_id ? { for_person_id } : {}),
  })
}

/** As it is called in each language: keys are the flow's own. */
function stepName({ flow }: Approval, run: StepRun | undefined) {
  const step = run && flow.steps[run.position]
  return step ? titlesOf(step) : null
}

function verbOf(operation: Operation, after: Approval): string {
  switch (operation.kind) {
    case 'add_signer':
      return operation.place === 'before' ? 'add_signer_before' : 'add_signer_after'
    case 'remove_signer':
      return wasRemovedByAdministrator(operation.person, after)
        ? 'remove_signer_as_administrator'
        : 'remove_signer'
    case 'override':
      return operation.outcome === 'passed' ? 'override_pass' : 'override_fail'
    default:
      return operation.kind
  }
}

const wasRemovedByAdministrator = (person: string, { runs }: Approval) =>
  runs.some(({ signers }) =>
    signers.some((one) => one.person_id === person && one.reason === 'removed_by_administrator'),
  )

async function peopleIn(ctx: Ctx, operation: Operation): Promise<Record<string, [unknown, unknown]>> {
  switch (operation.kind) {
    case 'appoint':
    case 'add_signer':
      return { approvers: [[], await namesIn(ctx, operation.persons)] }
    case 'transfer': {
      const [from, to] = await namesIn(ctx, [operation.by, operation.to])
      return { approver: [from, to] }
    }
    case 'delegate':
      return { approvers: [[], await namesIn(ctx, [operation.to])] }
    case 'remove_signer':
      return { approvers: [await namesIn(ctx, [operation.person]), []] }
    default:
      return {}
  }
}

async function namesIn(ctx: Ctx, persons: string[]): Promise<string[]> {
  const nameOf = await namesOf(ctx, persons)
  return persons.map((person) => nameOf(person).name)
}
