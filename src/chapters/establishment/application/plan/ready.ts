import { type FieldFault, Problem } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { Application } from '../life/row.ts'
import { missingPapers, readPapers, todayOf } from '../papers/checklist.ts'
import type { Paper } from '../papers/contract.ts'
import { faultsOfIdentity } from './check-plan.ts'
import { missingFields } from './required.ts'

/**
 * Refuses an application that isn't ready to be handed in, once, with everything that stands in the way: every
 * missing or expired document by its title, every empty field, a name or credit code that is taken.
 */
export async function checkReady(ctx: Ctx, application: Application): Promise<void> {
  const all = await readPapers(ctx, application)
  const papers = missingPapers(all)
  const today = await todayOf(ctx, application.org_id)
  const fields = missingFields(application)
  const documents = papers.map((paper) => paper.title)
  const faults: FieldFault[] = [
    ...papers.map(({ document_type, title, state }) => ({
      path: `documents.${document_type}`,
      code: `establishment.application.errors.document_${state === 'expired' ? 'expired' : 'missing'}`,
      params: { document: title },
    })),
    ...fields.map((name) => ({
      path: name,
      code: 'establishment.application.errors.field_missing',
      params: { field: translate(ctx.language, `establishment.plan.field.${name}`) },
    })),
    ...faultsOfWanted(application, all),
    ...(hasEnded(application, today)
      ? [{ path: 'tenure_until', code: 'establishment.application.errors.tenure_ended' }]
      : []),
    ...(await faultsOfIdentity(ctx, application)),
  ]
  if (faults.length === 0) return
  const code = documents.length > 0 ? 'documents_missing' : 'not_ready'
  throw new Problem(
    'refused',
    `establishment.application.errors.${code}`,
    {
      ...(documents.length > 0 ? { count: documents.length, documents } : { count: faults.length }),
      ...offerOf(faults),
    },
    faults,
  )
}

/** A credit code of a closed organisation brings along how to restore that one. */
const offerOf = (faults: FieldFault[]) =>
  faults.find(({ code }) => code === 'org.errors.credit_code_of_closed')?.params ?? {}

/** What the reviewer asked for by name must come, valid and newer than the question. */
function faultsOfWanted(
  { state, wanted_documents, wanted_before }: Application,
  papers: Paper[],
): FieldFault[] {
  if (state !== 'more_wanted') return []
  const still = papers.filter(
    ({ document_type, files }) =>
      wanted_documents.includes(document_type) &&
      !files.some(({ id, expired }) => !expired && !wanted_before.includes(id)),
  )
  return still.map(({ document_type, title }) => ({
    path: `documents.${document_type}`,
    code: 'establishment.application.errors.document_wanted',
    params: { document: title },
  }))
}

/** A lease or loan that has run out gives no premises. */
const hasEnded = ({ tenure, tenure_until }: Application, today: string) =>
  tenure !== null && tenure !== 'owned' && tenure_until !== null && tenure_until < today
