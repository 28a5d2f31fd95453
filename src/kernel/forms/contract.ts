import { z } from 'zod'
import { byId, endpoint, seen } from '../http/contract.ts'
import { titled } from '../language/titles/contract.ts'

/** A SurveyJS form as JSON; choices may carry `score`, questions `critical`. */
export const formJson = z.record(z.string(), z.unknown())
export type FormJson = z.infer<typeof formJson>

/** Answers by question name, as SurveyJS keeps them. */
export const answers = z.record(z.string().max(120), z.unknown())
export type Answers = z.infer<typeof answers>

export const score = z.object({
  score: z.number(),
  max: z.number(),
  /** Names of the critical questions answered with something worth 0. */
  failed_critical: z.array(z.string()),
})
export type Score = z.infer<typeof score>

/** What chapters hand out of a response. */
export const formResponse = score.extend({
  id: z.uuid(),
  org_id: z.uuid(),
  form_version_id: z.uuid(),
  subject_type: z.string(),
  subject_id: z.uuid(),
  answers,
  completed_at: z.iso.datetime().nullable(),
  completed_by: z.uuid().nullable(),
  version: z.int(),
})
export type FormResponse = z.infer<typeof formResponse>

export const formVersion = z.object({
  id: z.uuid(),
  form_id: z.uuid(),
  key: z.string(),
  ...titled,
  number: z.int(),
  json: formJson,
  published_at: z.iso.datetime().nullable(),
  version: z.int(),
})
export type FormVersion = z.infer<typeof formVersion>

const titles = { title: z.string().trim().min(1).max(100), title_en: z.string().trim().max(100).nullable() }
export const formPage = z.object({
  id: z.uuid(),
  key: z.string(),
  ...titled,
  versions: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      published_at: z.iso.datetime().nullable(),
      responses: z.int(),
    }),
  ),
  can: z.array(z.enum(['edit', 'publish'])),
})
export type FormPage = z.infer<typeof formPage>

export const listForms = endpoint({
  name: 'forms.form.list',
  method: 'GET',
  path: '/api/forms/forms',
  guard: 'forms.form.read',
  summary: 'Lists the questionnaires and checklists.',
  returns: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        key: z.string(),
        ...titled,
        published_number: z.int().nullable(),
        has_draft: z.boolean(),
      }),
    ),
    can: z.array(z.enum(['create'])),
  }),
})
export const readForm = endpoint({
  name: 'forms.form.read',
  method: 'GET',
  path: '/api/forms/forms/:id',
  guard: 'forms.form.read',
  summary: 'Shows a form with its versions.',
  params: byId,
  returns: formPage,
})
export const readFormVersion = endpoint({
  name: 'forms.version.read',
  method: 'GET',
  path: '/api/forms/versions/:id',
  guard: 'forms.form.read',
  summary: 'Gives one version of a form to be filled in or read.',
  params: byId,
  returns: formVersion,
})
export const createForm = endpoint({
  name: 'forms.form.create',
  method: 'POST',
  path: '/api/forms/forms',
  guard: 'forms.form.edit',
  summary: 'Creates a form with its first draft.',
  body: z.object({
    key: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, 'http.errors.dotted_name'),
    ...titles,
    json: formJson,
  }),
  returns: formVersion,
})
export const saveFormDraft = endpoint({
  name: 'forms.form.save_draft',
  method: 'PUT',
  path: '/api/forms/forms/:id/draft',
  guard: 'forms.form.edit',
  summary: 'Saves the draft of the next version, starting one where there is none.',
  params: byId,
  /** `version` is the draft's; 0 starts a draft. */
  body: z.object({ version: z.int().min(0), json: formJson }),
  returns: formVersion,
})
export const publishForm = endpoint({
  name: 'forms.form.publish',
  method: 'POST',
  path: '/api/forms/versions/:id/publish',
  guard: 'forms.form.edit',
  summary: 'Publishes a draft; from then on it is final.',
  params: byId,
  body: seen,
  returns: formVersion,
})
