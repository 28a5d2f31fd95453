import { z } from 'zod'
import { endpoint } from '../http/contract.ts'
import { languages } from '../language/contract.ts'

const sessionShape = z.object({
  account_id: z.uuid(),
  person_id: z.uuid().nullable(),
  name: z.string(),
  name_en: z.string().nullable(),
  email: z.string(),
  language: z.enum(languages),
  permissions: z.array(z.string()),
  organisation: z.object({ id: z.uuid(), name: z.string(), kind: z.string() }).nullable(),
  roles: z.array(
    z.object({
      role: z.string(),
      builtin: z.boolean(),
      title: z.string(),
      title_en: z.string(),
      organisation_id: z.uuid(),
      organisation_name: z.string(),
    }),
  ),
  company: z.object({
    name: z.string(),
    short_name: z.string(),
    currency: z.string(),
    time_zone: z.string(),
  }),
  two_factor: z.boolean(),
  /**
   * Where this installation is reached from outside, without a slash at the end: links that are handed out begin so. Null
   * where BASE_URL isn't set, and only whoever asks knows by what address they came.
   */
  base_url: z.string().nullable(),
})

export const readSession = endpoint({
  name: 'session.read',
  method: 'GET',
  path: '/api/session',
  guard: 'signed_in',
  summary: 'Who is signed in, what they may do and in which company.',
  returns: sessionShape,
})

export const updateSession = endpoint({
  name: 'session.update',
  method: 'PATCH',
  path: '/api/session',
  guard: 'signed_in',
  summary: 'Chooses the language of the account.',
  body: z.object({ language: z.enum(languages) }),
})

const roleKeys = z.enum([
  'admin',
  'hq_management',
  'hq_ops',
  'hq_hr',
  'hq_quality',
  'hq_finance',
  'hq_risk',
  'auditor',
  'region_lead',
  'head',
  'staff',
  'partner',
])

export const readSessionOptions = endpoint({
  name: 'session.options',
  method: 'GET',
  path: '/api/session/options',
  guard: 'public',
  summary:
    'What the sign-in page offers: the company, single sign-on providers and, in a demo, its accounts.',
  returns: z.object({
    company: z.object({ name: z.string(), short_name: z.string() }),
    demo: z
      .object({
        password: z.string(),
        accounts: z.array(
          z.object({
            email: z.string(),
            name: z.string(),
            name_en: z.string().nullable(),
            role: roleKeys,
            organisation_name: z.string(),
          }),
        ),
      })
      .nullable(),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

const byToken = z.object({ token: z.string().min(20).max(200) })

export const readSetup = endpoint({
  name: 'setup.read',
  method: 'GET',
  path: '/api/setup/:token',
  guard: 'public',
  summary: 'Whether a one-time link for the first administrator still holds.',
  params: byToken,
  returns: z.object({ company: z.object({ name: z.string(), short_name: z.string() }) }),
})

export const setUpAdministrator = endpoint({
  name: 'setup.create',
  method: 'POST',
  path: '/api/setup/:token',
  guard: 'public',
  summary: 'Makes the first administrator by the one-time link printed at start.',
  params: byToken,
  body: z.object({
    name: z.string().trim().min(1).max(100),
    email: z.email(),
    password: z.string().min(10).max(128),
  }),
})
