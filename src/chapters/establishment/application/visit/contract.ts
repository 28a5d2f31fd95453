import { z } from 'zod'
import { answers as formAnswers, formJson, score } from '../../../../kernel/forms/contract.ts'
import { byId, endpoint, seen } from '../../../../kernel/http/contract.ts'
import { fileShown } from '../papers/contract.ts'

const person = z.object({ id: z.uuid(), name: z.string(), name_en: z.string().nullable() })
const byVisit = byId.extend({ visit_id: z.uuid() })

export const siteVisit = score.extend({
  id: z.uuid(),
  version: z.int(),
  visited_on: z.iso.date().nullable(),
  /** `signed_at`: when this visitor stood by the visit as it is written; two complete it. */
  visitors: z.array(person.extend({ signed_at: z.iso.datetime().nullable() })),
  note: z.string(),
  /** The checklist as SurveyJS JSON, and its answers so far. */
  form: formJson,
  answers: formAnswers,
  photos: z.array(fileShown),
  completed_at: z.iso.datetime().nullable(),
  /** Completed, but at other premises than those applied for now: it doesn't count any more. */
  elsewhere: z.boolean(),
  /** Where it was completed. */
  address: z.string().nullable(),
  /** What keeps it from being completed; sentences in the reader's language. */
  missing: z.array(z.object({ path: z.string(), message: z.string() })),
  /** `complete`: to sign it, the caller being of the team and not having signed it yet. */
  can: z.array(z.enum(['edit', 'complete', 'cancel'])),
})
export type SiteVisit = z.infer<typeof siteVisit>

/** A visit takes place from the day of submission on; `due`: when the review should be concluded. */
export const visitWindow = z.object({ from: z.iso.date(), due: z.iso.date() })

/** How the place of a photo came to be known, and how the picture came to be there. */
export const placeSources = ['device', 'premises', 'by_hand'] as const
export const photoSources = ['camera', 'chosen'] as const

export const planVisit = endpoint({
  name: 'establishment.visit.plan',
  method: 'POST',
  path: '/api/establishment/applications/:id/visits',
  guard: 'establishment.visit.plan',
  summary:
    'Plans a site visit: the day and a team of two or more, none of them the applicant or the proposed head.',
  params: byId,
  body: seen.extend({ visited_on: z.iso.date(), visitors: z.array(z.uuid()).min(1).max(10) }),
  returns: siteVisit,
})
export const editVisit = endpoint({
  name: 'establishment.visit.edit',
  method: 'PATCH',
  path: '/api/establishment/applications/:id/visits/:visit_id',
  guard: 'establishment.visit.edit',
  summary: 'Saves the checklist as far as it goes, the day, the team or the note.',
  params: byVisit,
  body: seen.extend({
    visited_on: z.iso.date().optional(),
    visitors: z.array(z.uuid()).min(1).max(10).optional(),
    note: z.string().trim().max(5000).optional(),
    answers: formAnswers.optional(),
  }),
  returns: siteVisit,
})
export const addPhoto = endpoint({
  name: 'establishment.visit.add_photo',
  method: 'POST',
  path: '/api/establishment/applications/:id/visits/:visit_id/photos',
  guard: 'establishment.visit.edit',
  summary: 'Adds a photo with the place and time it was taken; the visit has a new version then.',
  params: byVisit,
  body: z.object({
    longitude: z.coerce.number().min(-180).max(180).optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    taken_at: z.iso.datetime({ offset: true }).optional(),
    /** Left out: nobody says, which is shown like a place picked by hand. */
    place_from: z.enum(placeSources).optional(),
    /** Metres, of a place the device found. */
    accuracy: z.coerce.number().min(0).max(1_000_000).optional(),
    taken_with: z.enum(photoSources).optional(),
  }),
  returns: fileShown,
  carries: 'upload',
})
export const removePhoto = endpoint({
  name: 'establishment.visit.remove_photo',
  method: 'DELETE',
  path: '/api/establishment/applications/:id/visits/:visit_id/photos/:file_id',
  guard: 'establishment.visit.edit',
  summary: 'Takes a photo away again while the visit is open; the visit has a new version then.',
  params: byVisit.extend({ file_id: z.uuid() }),
})
export const completeVisit = endpoint({
  name: 'establishment.visit.complete',
  method: 'POST',
  path: '/api/establishment/applications/:id/visits/:visit_id/complete',
  guard: 'establishment.visit.edit',
  summary:
    'Signs the visit as it is written, as one of its team; the second signature completes it. Names everything that stands in the way at once.',
  params: byVisit,
  body: seen,
  returns: siteVisit,
})
export const cancelVisit = endpoint({
  name: 'establishment.visit.cancel',
  method: 'POST',
  path: '/api/establishment/applications/:id/visits/:visit_id/cancel',
  guard: 'establishment.visit.plan',
  summary: 'Gives up a visit that was not completed.',
  params: byVisit,
  body: seen,
})
