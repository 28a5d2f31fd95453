import type { ImapFlow } from 'imapflow'
import type { Configuration } from '../../settings/configuration.ts'

/** The mailbox that is read, out of the settings. */
export type Mailbox = {
  host: string
  port: number
  secure: boolean
  user: string
  password: string
  folder: string
  /** Under this name it is remembered how far it was read. */
  key: string
  /** Its own address: what comes from it is our own mail, answers go to it. */
  address: string | null
}

/** Gives nothing where no mailbox is set: then no mail is read. */
export function findMailbox({ IMAP_URL, IMAP_ADDRESS }: Configuration): Mailbox | undefined {
  if (!IMAP_URL) return undefined
  const url = new URL(IMAP_URL)
  const secure = url.protocol === 'imaps:'
  const user = decodeURIComponent(url.username)
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    ...{ host, secure, user, folder, password: decodeURIComponent(url.password) },
    port: Number(url.port) || (secure ? 993 : 143),
    key: `${user}@${url.host}/${folder}`,
    address: (IMAP_ADDRESS ?? (user.includes('@') ? user : null))?.toLowerCase() ?? null,
  }
}

const here = /^(localhost|127(\.\d+){3}|::1)$/

/**
 * Opens the mailbox. Without `imaps:` the connection is made private before anything is said (STARTTLS), except to this
 * very machine. Throws where the server can't be reached, refuses the password or has no such folder.
 */
export async function openMailbox(box: Mailbox): Promise<ImapFlow> {
  // Read where there is a mailbox, not at every start.
  const { ImapFlow } = await import('imapflow')
  const { host, port, secure, user, password: pass } = box
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass }, logger: false as const, disableAutoIdle: true },
    ...(secure ? {} : { doSTARTTLS: !here.test(host) }),
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 },
  })
  // A connection that breaks between two commands is heard of by the next command.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.mailboxOpen(box.folder)
  } catch (error) {
    client.close()
    throw error
  }
  return client
}
