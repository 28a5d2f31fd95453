import { z } from 'zod'
import { premisesFacts } from '../../registry/contract.ts'

/** What may be filed about an organisation once it is there. */
export const changeKinds = [
  'name',
  'scope',
  'premises',
  'parent',
  'head',
  'suspend',
  'resume',
  'close',
  'restore',
  'correction',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const name = z.string().trim().min(1).max(200)
const nameEn = z.string().trim().max(200).nullable()
const { address, scope, area, lng, lat, ...whereabouts } = premisesFacts.shape

/** What each kind proposes. */
const shapes = {
  name: z.object({ name, name_en: nameEn }),
  scope: z.object({ scope: scope.unwrap().trim().min(1).max(4000) }),
  premises: z.object({
    address: address.unwrap().trim().min(1).max(300),
    ...whereabouts,
    area: area.unwrap().positive().max(1_000_000).nullable(),
    lng: lng.unwrap().min(-180).max(180).nullable(),
    lat: lat.unwrap().min(-90).max(90).nullable(),
  }),
  parent: z.object({ parent_id: z.uuid() }),
  head: z.object({ head_id: z.uuid() }),
  suspend: z.object({}),
  resume: z.object({}),
  /** Who keeps its records from then on, and where. */
  close: z.object({ custodian_id: z.uuid(), records_place: z.string().trim().min(1).max(300) }),
  /** Left out or null: as it was when it was closed. */
  restore: z.object({ name: name.nullable().optional(), parent_id: z.uuid().nullable().optional() }),
} as const satisfies Record<Exclude<ChangeKind, 'correction'>, z.ZodObject>

const what = <K extends keyof typeof shapes>(kind: K) =>
  z.object({ kind: z.literal(kind), proposal: shapes[kind] })

/** What can be corrected once it holds. Of a stage of life it is the day, and of a closing who keeps the records. */
export const correctable = [
  ...(['name', 'scope', 'premises', 'parent', 'head', 'suspend', 'resume', 'close', 'restore'] as const),
] as const satisfies ChangeKind[]
export type Correctable = (typeof correctable)[number]

export const proposalShapes = {
  ...shapes,
  correction: z.object({
    /** The completed filing that was wrong. */
    corrects: z.uuid(),
    /** The day from which it holds, rightly. */
    on: z.iso.date(),
    /** What it should have said. */
    is: z.discriminatedUnion('kind', [
      ...([what('name'), what('scope'), what('premises'), what('parent'), what('head')] as const),
      ...([what('suspend'), what('resume'), what('close'), what('restore')] as const),
    ]),
  }),
} as const satisfies Record<ChangeKind, z.ZodObject>

export const proposals = z.discriminatedUnion('kind', [
  what('name'),
  what('scope'),
  what('premises'),
  what('parent'),
  what('head'),
  what('suspend'),
  what('resume'),
  what('close'),
  what('restore'),
  z.object({ kind: z.literal('correction'), proposal: proposalShapes.correction }),
])
export type What = z.infer<typeof proposals>
export type Proposal<K extends ChangeKind> = z.infer<(typeof proposalShapes)[K]>
