import { z } from 'zod'

/** A column of a file as the screen shows it, on which a person says what it means. */
export const columnShape = z.object({
  header: z.string(),
  /** The first few that aren't empty. */
  samples: z.array(z.string()),
  /** Each value with its count, where there are few enough to be a choice; null otherwise. */
  values: z.array(z.object({ value: z.string(), count: z.int() })).nullable(),
})
export type FileColumn = z.infer<typeof columnShape>
