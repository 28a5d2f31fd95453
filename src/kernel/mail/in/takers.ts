import type { Ctx } from '../../http/context.ts'
import type { Language } from '../../language/contract.ts'

export type Subject = { subject_type: string; subject_id: string }

/** A mail as a chapter is offered it: a person's words, decoded, and none of it believed. */
export type ArrivedMail = {
  /** Its Message-ID: what answers it names this. */
  internet_id: string
  from: { address: string; name: string | null }
  subject: string
  /** Without what it quotes of the letter it answers. */
  text: string
  language: Language
  /** When the mail server had it. */
  arrived_at: Date
  files: { name: string; bytes: Buffer }[]
  /** How many attachments more there were than are read. */
  more_files: number
  /** What the mail it answers was about, when that was one of ours or one that came here. */
  answers: Subject | null
  /** What stands behind the plus of the address it went to: `complaints+HD-SH@…`. */
  tag: string | null
  /** The mail server found that the sender's domain disowns it: the sender may be anybody. */
  doubtful: boolean
}

/**
 * Takes a mail in, in the system's name and in the transaction that keeps its arrival. Gives what it became part of, or
 * nothing where it is not this chapter's. A refusal (`Problem`) leaves nothing but the arrival with the reason.
 */
export type MailTaker = (ctx: Ctx, mail: ArrivedMail) => Promise<Subject | undefined>

const takers = new Map<string, MailTaker>()

/** A chapter asks to be offered the mails that come in, after those that asked before. */
export function onMail(chapter: string, taker: MailTaker): void {
  if (takers.has(chapter)) throw new Error(`${chapter} takes mail in twice`)
  takers.set(chapter, taker)
}

export async function offerMail(ctx: Ctx, mail: ArrivedMail): Promise<Subject | undefined> {
  for (const take of takers.values()) {
    const taken = await take(ctx, mail)
    if (taken) return taken
  }
  return undefined
}
