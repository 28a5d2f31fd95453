import { seedFlow } from '../../../../kernel/approvals/flow/seed.ts'
import type { Tx } from '../../../../kernel/db/pool.ts'
import { seedForm } from '../../../../kernel/forms/seed.ts'
import { siteVisitChecklist } from '../../seed/site-visit-checklist.ts'
import { flows } from './flows.ts'
import { seedRegistrationIndicator } from './indicator.ts'
import { documentTypes, kindRules, registrationKinds } from './kinds.ts'

/** Kinds with what they ask for, the site visit's checklist and the approval flows. What is there already stays. */
export async function seedApplications(tx: Tx, now: Date): Promise<void> {
  await seedForm(tx, siteVisitChecklist, now)
  for (const flow of flows) await seedFlow(tx, flow, now)
  await seedRegistrationIndicator(tx, now)
  for (const rule of kindRules) {
    const made = await tx
      .insertInto('establishment.kind_rule')
      .values(rule)
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) return
  }
  await seedDocumentTypes(tx)
  await seedRegistrationKinds(tx)
}

async function seedDocumentTypes(tx: Tx) {
  for (const [
    i,
    { key, title, hint, asks_validity = false, required, optional = [] },
  ] of documentTypes.entries()) {
    await tx
      .insertInto('establishment.document_type')
      .values({
        ...{ key, asks_validity, position: i },
        ...{ title: title.zh, title_tw: title.tw, title_en: title.en },
        ...{ hint: hint.zh, hint_tw: hint.tw, hint_en: hint.en },
      })
      .execute()
    const lines = [
      ...required.map((kind) => ({ kind, document_type: key, required: true })),
      ...optional.map((kind) => ({ kind, document_type: key, required: false })),
    ]
    await tx.insertInto('establishment.required_document').values(lines).execute()
  }
}

async function seedRegistrationKinds(tx: Tx) {
  const rows = registrationKinds.map(
    ({ key, title, days, working_days, asks_credit_code, licence, existing, kinds }, position) => ({
      ...{ key, kinds, position, days: days ?? null },
      ...{ title: title.zh, title_tw: title.tw, title_en: title.en },
      ...{ licence_kind: licence?.kind ?? null, existing_kinds: existing ?? [] },
      ...authorityOf(licence?.authority),
      ...{ working_days: working_days ?? false, asks_credit_code: asks_credit_code ?? false },
    }),
  )
  await tx.insertInto('establishment.registration_kind').values(rows).execute()
}

const authorityOf = (name?: { zh: string; tw: string; en: string }) => ({
  authority: name?.zh ?? null,
  authority_tw: name?.tw ?? null,
  authority_en: name?.en ?? null,
})
