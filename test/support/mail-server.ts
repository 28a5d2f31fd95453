import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

export type Arrived = { to: string; raw: string }
type Mood = 'fine' | 'later' | 'never'

/** A mail server as there are many: takes mails, or says 451 or 550; knows no user and asks for none. */
export async function startMailServer() {
  const arrived: Arrived[] = []
  const server = { arrived, mood: 'fine' as Mood, port: 0, url: '' }
  const peer = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_given, _session, done) => done(new Error('no such user')),
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        const code = { fine: 0, later: 451, never: 550 }[server.mood]
        if (code > 0) return done(Object.assign(new Error('mailbox says no'), { responseCode: code }))
        arrived.push({ to: session.envelope.rcptTo[0]!.address, raw })
        return done()
      })
    },
  })
  peer.listen(0, '127.0.0.1')
  await once(peer.server, 'listening')
  afterAll(() => void peer.close())
  server.port = (peer.server.address() as AddressInfo).port
  server.url = `smtp://127.0.0.1:${server.port}`
  return server
}

/** A mail as its reader sees it: the head, and the text whatever way it was packed for the journey. */
export function readArrived({ raw }: Arrived) {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const packed = rest.join('\r\n\r\n')
  if (/transfer-encoding: base64/i.test(head))
    return { head, body: Buffer.from(packed, 'base64').toString().replaceAll('\r\n', '\n') }
  if (!/quoted-printable/i.test(head)) return { head, body: packed.replaceAll('\r\n', '\n') }
  const bytes = packed
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { head, body: Buffer.from(bytes, 'latin1').toString().replaceAll('\r\n', '\n') }
}
