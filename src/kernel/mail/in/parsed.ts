/** What was read out of a mail. Every text is decoded; nothing of it is believed. */
export type ParsedMail = {
  message_id: string | null
  /** In-Reply-To first, then References from the latest back. */
  references: string[]
  from: { address: string; name: string | null } | null
  /** Addresses it went to, in lower case, at most 200 of them. */
  to: string[]
  /** How many addresses stand in To and Cc. */
  recipients: number
  subject: string
  /** Its words as plain text, also those of a mail that has HTML alone. */
  text: string
  /** As the mail says: language of its content, character set of its first text. */
  content_language: string | null
  charset: string | null
  signs: MailSigns
  files: { name: string; bytes: Uint8Array }[]
  /** Attachments beyond the most that are read. */
  more_files: number
}

/** Header fields by which a mail says that no person wrote it, or that its sender is not certain. */
export type MailSigns = {
  auto_submitted: string | null
  precedence: string | null
  autoreply: boolean
  /** RFC 2919. */
  list_id: boolean
  /** A report of a mail system (RFC 6522), or a mail with an empty way back. */
  report: boolean
  empty_return_path: boolean
  /** The receiving mail server found that the sender's domain disowns it (RFC 8601, dmarc=fail). */
  disowned: boolean
}

export const mostFiles = 20
