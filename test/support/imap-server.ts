import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import { afterAll } from 'vitest'

/**
 * A mail server that speaks IMAP, with one mailbox. `deliver` puts a mail into it, as bytes or as fields and text;
 * `renumber` gives every mail a new UID, as after a move to another server.
 */
export async function startImapServer() {
  const server = hoodiecrow({
    plugins: ['ID', 'UIDPLUS'],
    users: { 'complaints@hengyuan.example': { password: 'secret' } },
    storage: { INBOX: { messages: [] } },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const net = server.server as Server
  if (!net.listening) await once(net, 'listening')
  afterAll(() => void net.close())
  const { port } = net.address() as AddressInfo
  const inbox = () => server.getMailbox('INBOX')
  return {
    url: `imap://complaints%40hengyuan.example:secret@127.0.0.1:${port}`,
    deliver: (mail: Buffer | Mail, flags: string[] = [], at?: Date) => {
      const raw = Buffer.isBuffer(mail) ? mail : written(mail)
      // The server keeps bytes as characters, one each.
      server.appendMessage('INBOX', flags, at ?? false, raw.toString('latin1'))
    },
    flags: () => inbox().messages.map(({ flags }) => flags),
    last: () => inbox().messages.at(-1)!.uid,
    remove: (uid: number) => {
      const box = inbox()
      box.messages = box.messages.filter((message) => message.uid !== uid)
    },
    renumber: () => {
      const box = inbox()
      box.uidvalidity += 1
      for (const [at, message] of box.messages.entries()) message.uid = at + 1
      box.uidnext = box.messages.length + 1
    },
  }
}

export type Mail = {
  id?: string
  from?: string
  to?: string
  subject?: string
  text?: string
  /** Further fields of the head, each a line. */
  head?: string[]
  files?: { name: string; bytes: Buffer }[]
}

let count = 0

/** A mail as people's programs write them: UTF-8, parts in base64. */
export function written(mail: Mail): Buffer {
  count += 1
  const { from = '"钱多多" <duoduo.qian@hexin.example>', to = 'complaints@hengyuan.example' } = mail
  const {
    id = `<mail-${count}@hexin.example>`,
    subject = '社保没有办',
    text = '交了材料一个月，还没有办。',
  } = mail
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(Buffer.from(text)),
  ]
  const parts = (mail.files ?? []).map(({ name, bytes }) => [
    `Content-Type: application/octet-stream; name="${encoded(name)}"`,
    `Content-Disposition: attachment; filename="${encoded(name)}"`,
    ...['Content-Transfer-Encoding: base64', '', base64(bytes)],
  ])
  const head = [
    ...[`From: ${encodedName(from)}`, `To: ${to}`, `Subject: ${encoded(subject)}`, `Message-ID: ${id}`],
    ...['MIME-Version: 1.0', ...(mail.head ?? [])],
  ]
  if (parts.length === 0) return Buffer.from([...head, ...body, ''].join('\r\n'))
  const all = [body, ...parts].map((part) => ['--part', ...part].join('\r\n'))
  return Buffer.from(
    [...head, 'Content-Type: multipart/mixed; boundary=part', '', ...all, '--part--', ''].join('\r\n'),
  )
}

const encoded = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const encodedName = (from: string) => from.replace(/"([^"]+)"/, (_, name: string) => encoded(name))
