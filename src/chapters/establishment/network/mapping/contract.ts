import { z } from 'zod'

/** What a column of a network file can mean. Words for the screens: `establishment.network.fields.<field>`. */
export const targetFields = [
  'external_code',
  'name',
  'name_en',
  'kind',
  'parent',
  'province',
  'city',
  'address',
  'postcode',
  'phone',
  'longitude',
  'latitude',
  'time_zone',
  'credit_code',
  'started_on',
  'head_name',
  'scope',
] as const
export type TargetField = (typeof targetFields)[number]

/** Kinds an import may create; headquarters exists already. */
export const importedKinds = ['region', 'branch', 'department', 'partner_point'] as const
export type ImportedKind = (typeof importedKinds)[number]

/** How a column becomes one level of the tree: as written, or read as a province, a city, or the city governing it. */
export const levelReadings = ['text', 'province', 'city', 'prefecture'] as const

const column = z.int().min(0).max(199)
export const levelShape = z.object({ column, read_as: z.enum(levelReadings) })
export type Level = z.infer<typeof levelShape>

export const mappingShape = z.object({
  /** Field → column, counted from 0. A field without a column is not touched. */
  columns: z.partialRecord(z.enum(targetFields), column),
  /** What each value of the kind column means, by its lower-case text. */
  kinds: z.record(z.string().max(200), z.enum([...importedKinds, 'leave_out'])),
  /** The kind where there is no kind column, or its cell is empty; null refuses such rows. */
  kind_otherwise: z.enum(importedKinds).nullable(),
  /** `levels` builds regions from columns, `parent` reads the parent column, `root` puts every row under one organisation. */
  placed_by: z.enum(['levels', 'parent', 'root']),
  levels: z.array(levelShape).max(4),
  /** Leaves out a level that has the name of the one above it, such as the city Shanghai in the province Shanghai. */
  join_same_name: z.boolean(),
})
export type Mapping = z.infer<typeof mappingShape>

export const emptyMapping: Mapping = {
  columns: {},
  kinds: {},
  kind_otherwise: null,
  placed_by: 'root',
  levels: [],
  join_same_name: true,
}

/** The key under which a mapping keeps what a value of the kind column means. */
export const kindKey = (written: string) =>
  written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
