import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { FlowDefinition } from '../../src/kernel/approvals/flow/contract.ts'
import { readCalendar } from '../../src/kernel/calendar/contract.ts'
import { mainlandDays, mainlandYears } from '../../src/kernel/calendar/mainland.ts'
import { defaultCalendarId } from '../../src/kernel/calendar/seed.ts'
import { makeDeriver } from '../../src/kernel/language/derive.ts'
import { startApp } from '../support/app.ts'
import { simplifiedIn } from '../support/simplified.ts'

const app = await startApp()

type Named = { whose: string; title: string; title_tw: string | null; title_en: string | null }

/** Whatever the program brings that is called something, with its names. */
async function broughtNames(): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select 'flow' whose, title, title_tw, title_en from kernel.approval_flow
    union all select 'form', title, title_tw, title_en from kernel.form
    union all select 'indicator', title, title_tw, title_en from kernel.indicator
    union all select 'indicator', description, description_tw, description_en from kernel.indicator
    union all select 'calendar', name, name_tw, name_en from kernel.calendar
    union all select 'document', title, title_tw, title_en from establishment.document_type
    union all select 'hint', hint, hint_tw, hint_en from establishment.document_type where hint is not null
    union all select 'registration', title, title_tw, title_en from establishment.registration_kind
    union all select 'authority', authority, authority_tw, authority_en from establishment.registration_kind
      where authority is not null
    union all select 'service', title, title_tw, title_en from complaints.service
    union all select 'standard', standard, standard_tw, standard_en from complaints.service
    union all select 'kind', title, title_tw, title_en from complaints.kind
    union all select 'cause', title, title_tw, title_en from complaints.cause
    union all select 'template', title, title_tw, title_en from complaints.template`.execute(app.owner)
  const versions = await app.owner.selectFrom('kernel.approval_flow_version').select('definition').execute()
  const steps = versions.flatMap(({ definition }) => {
    const { steps: list, branchings = [] } = definition as FlowDefinition
    return [...list, ...branchings, ...branchings.flatMap(({ paths }) => paths)]
  })
  return [
    ...rows,
    ...steps.map(({ title, title_tw = null, title_en }) => ({ whose: 'step', title, title_tw, title_en })),
  ]
}

test('whatever the program brings by name has its name in three languages, none of it half Traditional', async () => {
  const names = await broughtNames()
  expect(names.length).toBeGreaterThan(80)
  const lacking = names.filter(({ title_tw, title_en }) => !title_tw || !title_en)
  expect(lacking).toEqual([])
  expect(names.flatMap(({ title_tw }) => simplifiedIn(title_tw!))).toEqual([])
  expect(names.filter(({ title_en }) => /\p{Script=Han}/u.test(title_en!))).toEqual([])
})

test('what the program brings is called in Traditional Chinese as its messages would call it', async () => {
  const derive = makeDeriver()
  const brought = await broughtNames()
  const worded = brought
    .filter(({ whose }) => whose !== 'hint')
    .map(({ title, title_tw }) => ({ said: title_tw, derived: derive(title) }))
  expect(worded.filter(({ said, derived }) => said !== derived)).toEqual([])
})

test('the public holidays of every year known are named in Traditional Chinese', async () => {
  for (const year of mainlandYears.filter((one) => one >= 2015)) {
    const params = { id: defaultCalendarId }
    const { days } = await app.as('shen.jing', 'zh-TW').call(readCalendar, { params, query: { year } })
    expect(days.length).toBe(mainlandDays(year)!.length)
    expect(days.flatMap(({ name, name_tw }) => simplifiedIn(name_tw ?? name))).toEqual([])
  }
})
