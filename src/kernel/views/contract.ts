import { z } from 'zod'
import { byId, endpoint } from '../http/contract.ts'

/** So many views of one list are more than anybody looks through. */
export const viewCap = 30

const list = z
  .string()
  .regex(/^[a-z_.]+$/, 'http.errors.dotted_name')
  .max(100)
const value = z.string().max(200)

/** Filters as the address holds them. */
const filters = z
  .record(z.string().max(60), z.union([value, z.array(value).max(60)]))
  .refine((given) => Object.keys(given).length <= 40)

export const savedView = z.object({ id: z.uuid(), title: z.string(), filters })
export type SavedView = z.infer<typeof savedView>

export const listViews = endpoint({
  name: 'views.view.list',
  method: 'GET',
  path: '/api/views',
  guard: 'signed_in',
  summary: 'The views the caller saved of a list, in the order they were made.',
  query: z.object({ list }),
  returns: z.object({ items: z.array(savedView) }),
})
export const saveView = endpoint({
  name: 'views.view.save',
  method: 'POST',
  path: '/api/views',
  guard: 'signed_in',
  summary: 'Keeps filters of a list under a name, for the caller alone; the same name again replaces them.',
  body: z.object({ list, title: z.string().trim().min(1).max(60), filters }),
  returns: savedView,
})
export const removeView = endpoint({
  name: 'views.view.remove',
  method: 'DELETE',
  path: '/api/views/:id',
  guard: 'signed_in',
  summary: 'Removes a view of the caller’s own.',
  params: byId,
})
