import { z } from 'zod'
import { endpoint, seen } from '../../http/contract.ts'

/** Custom roles are called `role_` and the id the trail knows them by. */
export const roleKey = z.string().regex(/^[a-z_]{2,40}$|^role_[0-9a-f-]{36}$/)

export const shownRole = z.object({
  key: z.string(),
  builtin: z.boolean(),
  title: z.string(),
  title_en: z.string(),
  version: z.int(),
  permissions: z.array(z.string()),
  /** People who hold it today or will. */
  holders: z.int(),
  can: z.array(z.enum(['update', 'remove'])),
})
export type ShownRole = z.infer<typeof shownRole>

export const listRoles = endpoint({
  name: 'administration.role.list',
  method: 'GET',
  path: '/api/roles',
  guard: 'administration.role.read',
  summary: 'Shows every role with what it gives, and everything a role can give.',
  returns: z.object({
    items: z.array(shownRole),
    /** Every permission there is, in alphabetical order. */
    permissions: z.array(z.string()),
    /** The organisation whose trail tells of roles: headquarters. */
    org_id: z.uuid(),
    can: z.array(z.enum(['create'])),
  }),
})

export const roleContent = z.object({
  title: z.string().trim().min(1).max(60),
  title_en: z.string().trim().min(1).max(60),
  permissions: z.array(z.string().max(100)).min(1).max(500),
})
export type RoleContent = z.output<typeof roleContent>

export const createRole = endpoint({
  name: 'administration.role.create',
  method: 'POST',
  path: '/api/roles',
  guard: 'administration.role.create',
  summary: 'Makes a custom role.',
  body: roleContent,
  returns: z.object({ key: z.string() }),
})

const byKey = z.object({ key: roleKey })

export const updateRole = endpoint({
  name: 'administration.role.update',
  method: 'PUT',
  path: '/api/roles/:key',
  guard: 'administration.role.update',
  summary: 'Renames a custom role and sets what it gives. Nobody changes what a role of their own gives.',
  params: byKey,
  body: roleContent.extend(seen.shape),
})

export const removeRole = endpoint({
  name: 'administration.role.remove',
  method: 'POST',
  path: '/api/roles/:key/remove',
  guard: 'administration.role.remove',
  summary: 'Removes a custom role nobody ever held and no flow asks.',
  params: byKey,
  body: seen,
})
