import type { FieldFault } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { translate } from '../../language/translate.ts'
import { listGroupNames } from '../group/members.ts'
import { namesOf } from '../request/names.ts'
import { findApprovalSubject } from '../subjects.ts'
import type { FlowDefinition, FlowVersion, FlowVersionPage } from './contract.ts'
import { readDecidingRoles } from './deciding.ts'
import { getFlowVersion } from './pages.ts'
import { faultsOfFlow } from './soundness.ts'
import { roleTitleIn } from './vocabulary.ts'
import { personsIn, warningsOfVersion } from './warnings.ts'

/** Everything that keeps this version from being published, with today's roles and people. */
export async function faultsOfVersion(ctx: Ctx, version: FlowVersion): Promise<FieldFault[]> {
  return faultsOfFlow(version.definition, {
    fields: findApprovalSubject(version.subject_type)?.fields ?? {},
    ...(await readKnown(ctx, version.definition)),
  })
}

/** A version with the names in it and, for a draft, its faults as sentences. */
export async function showFlowVersion(ctx: Ctx, id: string): Promise<FlowVersionPage> {
  const version = await getFlowVersion(ctx, id)
  const faults = version.published_at ? [] : await faultsOfVersion(ctx, version)
  const warnings = version.published_at ? [] : await warningsOfVersion(ctx, version)
  const named = personsIn(version.definition)
  const nameOf = await namesOf(ctx, named)
  return {
    ...version,
    people: [...new Set(named)].map(nameOf),
    faults: inWords(ctx, faults),
    warnings: inWords(ctx, warnings),
  }
}

const inWords = ({ language }: Ctx, faults: FieldFault[]) =>
  faults.map(({ path, code, params }) => ({
    path: path.replace(/^definition\./, ''),
    message: translate(language, code, params),
  }))

/** The roles there are, the groups in use, and those of the persons named who are active. */
async function readKnown({ tx, language }: Ctx, definition: FlowDefinition) {
  const named = personsIn(definition)
  const roles = await tx.selectFrom('kernel.role').select(['key', 'title', 'title_en']).execute()
  const persons = named.length
    ? await tx
        .selectFrom('kernel.person')
        .select('id')
        .where('id', 'in', named)
        .where('active', '=', true)
        .execute()
    : []
  return {
    roles: new Set(roles.map((role) => role.key)),
    role_titles: new Map(roles.map((role) => [role.key, roleTitleIn(language, role)])),
    deciding: await readDecidingRoles(tx),
    persons: new Set(persons.map((person) => person.id)),
    groups: new Set((await listGroupNames(tx)).flatMap(({ id, in_use }) => (in_use ? [id] : []))),
  }
}
