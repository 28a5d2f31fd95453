import { z } from 'zod'

/** A mail by which words came, with what of it was not kept. */
export const mailShown = z.object({
  /** Masked. */
  sender: z.string(),
  left_out: z.array(z.object({ name: z.string(), reason: z.string() })),
})
export type MailShown = z.infer<typeof mailShown>
