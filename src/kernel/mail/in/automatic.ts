import type { MailSigns, ParsedMail } from './parsed.ts'

type Seen = Pick<ParsedMail, 'from' | 'message_id'> & { signs: MailSigns }

/**
 * Why a mail was written by no person, as a message key; undefined for one that a person wrote. RFC 3834 asks programs
 * to answer none of these, so that no two of them write to each other for ever.
 */
export function whyAutomatic({ from, message_id, signs }: Seen, own: readonly string[]): string | undefined {
  const address = from?.address.toLowerCase() ?? ''
  if (own.includes(address) || message_id?.endsWith('@bylaw>')) return key('own')
  if (signs.report || signs.empty_return_path || /^(mailer-daemon|postmaster)@/.test(address))
    return key('bounce')
  if (signs.list_id || /^(bulk|list)\b/i.test(signs.precedence ?? '')) return key('list')
  const submitted = signs.auto_submitted?.trim().toLowerCase() ?? 'no'
  const replies = /^(junk|auto_reply)\b/i.test(signs.precedence ?? '')
  if (!/^no\b/.test(submitted) || signs.autoreply || replies) return key('auto_reply')
  return undefined
}

const key = (why: 'own' | 'bounce' | 'list' | 'auto_reply') => `mail.arrivals.reason.${why}`
