import { z } from 'zod'

/** What may be filed about an organisation once it is there. */
export const changeKinds = ['restore'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What each kind proposes. */
export const proposalShapes = {
  restore: z.object({}),
} as const satisfies Record<ChangeKind, z.ZodObject>

export const proposals = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('restore'), proposal: proposalShapes.restore }),
])
export type What = z.infer<typeof proposals>
