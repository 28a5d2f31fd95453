import { z } from 'zod'
import { storedFile } from '../files/contract.ts'
import { byId, endpoint, pageOf, paging, seen } from '../http/contract.ts'
import type { MessageKey } from '../language/messages/contract.ts'
import { namedOrganisation } from '../org/contract.ts'
import { type Fields, filtersOf, firstDayTooEarly, shapesOf } from './fields/contract.ts'

type Declared<Role extends string> = {
  /** `<chapter>.<thing>`: permissions, endpoints and trail actions begin with it. */
  name: `${string}.${string}`
  /** What the list is called, what the list is for, and the verb of its primary button. */
  title: MessageKey
  purpose: MessageKey
  add: MessageKey
  /** `establishment/licences`: behind `/api/` the API, behind `/` the pages. */
  path: string
  schema: string
  table: string
  fields: Fields
  /** The field a record is called by. */
  label: string
  /** Fields shown in the list, in order; the organisation stands first. */
  list: readonly string[]
  /** Text fields searched by `q`. */
  search: readonly string[]
  /** A field, `-` before it for the last first. Without it, the latest entered first. */
  sort?: string
  permissions: { read: readonly Role[]; edit: readonly Role[] }
  /** The trail's words: `<chapter>.trail.<thing>_<act>`. */
  acts: Record<'create' | 'update' | 'remove' | 'attach', MessageKey>
}

export type Register = ReturnType<typeof defineRegister>

/**
 * Declares a register: plain records of organisations, without states, rules or hooks. From this one value follow the
 * API (`serveRegister`), the pages (`registerPages`), the permissions `<name>.read` and `<name>.edit`, and the trail.
 * The table is SQL; a test compares the two.
 */
export function defineRegister<const Role extends string>(declared: Declared<Role>) {
  const { name, fields, label, list, search, sort } = declared
  for (const key of [label, ...list, ...search, ...(sort ? [sort.replace(/^-/, '')] : [])])
    if (!fields[key]) throw new Error(`the register ${name} has no field ${key}`)
  return { ...declared, sorts: sortsOf(fields), endpoints: endpointsOf(declared) }
}

/** What a list can be ordered by: what is never empty, and until when something holds. */
const sortsOf = (fields: Fields) =>
  Object.entries(fields)
    .filter(([, { kind, optional }]) => kind !== 'file' && (!optional || kind === 'day'))
    .flatMap(([key]) => [key, `-${key}`])

/** A shape with these properties and the register's own fields, whose types only the declaration knows. */
type Holding<T> = z.ZodType<T & Record<string, unknown>, T & Record<string, unknown>>

function endpointsOf({ name, path, fields }: Declared<string>) {
  const [read, edit] = [`${name}.read`, `${name}.edit`]
  const address = `/api/${path}` as const
  const common = z.object({
    id: z.uuid(),
    org_id: z.uuid(),
    organisation: namedOrganisation,
    version: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    /** Field → whole days left until then, by the clock of the organisation; negative when it is over. */
    days_left: z.record(z.string(), z.int().nullable()),
    /** Field → the file it names. */
    files: z.record(z.string(), storedFile.pick({ id: true, name: true, size: true, type: true })),
    can: z.array(z.enum(['update', 'remove'])),
  })
  const row: Holding<z.output<typeof common>> = z.object({ ...common.shape, ...shapesOf(fields) })
  const checked = <T extends z.ZodRawShape>(shape: T) =>
    z.object({ ...shape, ...shapesOf(fields) }).superRefine((values, check) => {
      const key = firstDayTooEarly(fields, values as Record<string, unknown>)
      if (key) check.addIssue({ code: 'custom', path: [key], message: 'register.errors.day_too_early' })
    }) as unknown as Holding<z.output<z.ZodObject<T>>>
  const filters = z.object({
    q: z.string().trim().max(100).optional(),
    /** At this organisation. */
    org_id: z.uuid().optional(),
    /** At this organisation or anywhere below it. */
    under: z.uuid().optional(),
    sort: z.enum(sortsOf(fields)).optional(),
    ...(filtersOf(fields) as Record<string, z.ZodOptional>),
  })
  return {
    list: endpoint({
      name: `${name}.list`,
      method: 'GET',
      path: address,
      guard: read,
      summary: `Lists the register ${name} within reach.`,
      query: filters.extend(paging.shape),
      returns: pageOf(row),
    }),
    export: endpoint({
      name: `${name}.export`,
      method: 'GET',
      path: `${address}/export`,
      guard: read,
      summary: `The register ${name} as a sheet, with the same filters as the list.`,
      query: filters.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      carries: 'file',
    }),
    read: endpoint({
      name: `${name}.read`,
      method: 'GET',
      path: `${address}/:id`,
      guard: read,
      summary: `One record of the register ${name}.`,
      params: byId,
      returns: row,
    }),
    create: endpoint({
      name: `${name}.create`,
      method: 'POST',
      path: address,
      guard: edit,
      summary: `Enters a record in the register ${name}.`,
      body: checked({ org_id: z.uuid() }),
      returns: row,
    }),
    update: endpoint({
      name: `${name}.update`,
      method: 'PUT',
      path: `${address}/:id`,
      guard: edit,
      summary: `Changes a record of the register ${name}.`,
      params: byId,
      body: checked(seen.shape),
      returns: row,
    }),
    remove: endpoint({
      name: `${name}.remove`,
      method: 'DELETE',
      path: `${address}/:id`,
      guard: edit,
      summary: `Takes a record out of the register ${name}; the trail keeps what it said.`,
      params: byId,
      query: z.object({ version: z.coerce.number().int().min(1) }),
    }),
    attach: endpoint({
      name: `${name}.attach`,
      method: 'POST',
      path: `${address}/files`,
      guard: edit,
      summary: `Uploads a file for a record of the register ${name}, which names it when it is saved.`,
      body: z.object({ org_id: z.uuid() }),
      returns: storedFile,
      carries: 'upload',
    }),
  }
}
