import { z } from 'zod'
import { endpoint, seen } from '../http/contract.ts'

/** Known to the machine that runs this: names of ISO 4217, and of the time zone database. */
const isCurrency = (code: string) => Intl.supportedValuesOf('currency').includes(code)
const isTimeZone = (zone: string) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)

const name = z.string().trim().min(1).max(200)
const shortName = z.string().trim().min(1).max(40)

export const documentStyles = ['zh', 'en'] as const

export const companyFields = z.object({
  name,
  name_en: name.nullable(),
  short_name: shortName,
  short_name_en: shortName.nullable(),
  currency: z.string().refine(isCurrency, { error: 'http.errors.currency_code' }),
  time_zone: z.string().refine(isTimeZone, { error: 'http.errors.time_zone' }),
  document_style: z.enum(documentStyles),
})
export type CompanyFields = z.infer<typeof companyFields>

export const companySettings = companyFields.extend({
  version: z.int(),
  can: z.array(z.enum(['update'])),
})

export const readCompany = endpoint({
  name: 'settings.company.read',
  method: 'GET',
  path: '/api/settings/company',
  guard: 'settings.company.read',
  summary: "Shows the company's names, currency, time zone and style of documents.",
  returns: companySettings,
})

export const updateCompany = endpoint({
  name: 'settings.company.update',
  method: 'PUT',
  path: '/api/settings/company',
  guard: 'settings.company.update',
  summary: "Changes the company's names, currency, time zone or style of documents.",
  body: companyFields.extend(seen.shape),
  returns: companySettings,
})
