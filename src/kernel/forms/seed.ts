import { newId } from '../db/new-id.ts'
import type { Tx } from '../db/pool.ts'
import type { FormJson } from './contract.ts'
import { faultsOfForm } from './soundness.ts'

/** Brings a form in as version 1, published. A form that is there already stays as its owners made it. */
export async function seedForm(
  tx: Tx,
  form: { key: string; title: string; title_tw: string; title_en: string; json: FormJson },
  now: Date,
): Promise<void> {
  const { json, ...named } = form
  const created = await tx
    .insertInto('kernel.form')
    .values({ id: newId(), ...named })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!created) return
  const faults = faultsOfForm(json)
  if (faults.length > 0) throw new Error(`form ${form.key} is unsound: ${JSON.stringify(faults)}`)
  await tx
    .insertInto('kernel.form_version')
    .values({
      id: newId(),
      form_id: created.id,
      number: 1,
      json: JSON.stringify(json),
      published_at: now,
    })
    .execute()
}
