import { isUtf8 } from 'node:buffer'
import { parentPort } from 'node:worker_threads'
import { type AddressObject, type Attachment, type ParsedMail as Parsed, simpleParser } from 'mailparser'
import { type MailSigns, mostFiles, type ParsedMail } from './parsed.ts'

/** Pictures within the text below this size are signs and lines, no evidence. */
const smallPicture = 8_000
const longestHtml = 2_000_000
const mostAddresses = 200

function read(mail: Parsed, raw: Buffer): ParsedMail {
  const to = [...listOf(mail.to), ...listOf(mail.cc)]
  const files = mail.attachments.filter((one) => !one.related || one.size >= smallPicture)
  const from = mail.from?.value[0]
  return {
    message_id: mail.messageId ?? null,
    references: referencesOf(mail),
    from: from?.address ? { address: from.address, name: from.name || null } : null,
    to: [...to, ...deliveredTo(mail)].slice(0, mostAddresses).map((address) => address.toLowerCase()),
    recipients: to.length,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    content_language: textOf(mail, 'content-language'),
    charset: charsetOf(raw.subarray(0, 100_000).toString('latin1')),
    signs: signsOf(mail),
    files: files.slice(0, mostFiles).map(fileOf),
    more_files: Math.max(0, files.length - mostFiles),
  }
}

const listOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  (Array.isArray(field) ? field : field ? [field] : []).flatMap(({ value }) =>
    value.flatMap(({ address, group }) => [
      ...(address ? [address] : []),
      ...(group ?? []).flatMap((one) => one.address ?? []),
    ]),
  )

const fileOf = ({ filename, contentType, content }: Attachment) => ({
  name: (filename ?? contentType.replace('/', '.')).slice(0, 300),
  bytes: new Uint8Array(content),
})

function referencesOf({ inReplyTo, references }: Parsed): string[] {
  const before = Array.isArray(references) ? references : references ? [references] : []
  const all = [...(inReplyTo?.match(/<[^<>\s]+>/g) ?? []), ...before.slice(-50).reverse()]
  return [...new Set(all.map((id) => id.slice(0, 300)))]
}

/** A field as text, however often it stands there: the first, which the nearest server wrote. */
function textOf({ headers }: Parsed, name: string): string | null {
  const value = headers.get(name)
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : null
}

function deliveredTo({ headerLines }: Parsed): string[] {
  const lines = headerLines.filter(({ key }) => key === 'delivered-to' || key === 'x-original-to')
  return lines.flatMap(({ line }) => line.match(/[^\s<>,:;"]+@[^\s<>,:;"]+/)?.[0] ?? [])
}

function signsOf(mail: Parsed): MailSigns {
  const { headers } = mail
  const type = headers.get('content-type')
  const kind = typeof type === 'object' && 'value' in type ? String(type.value).toLowerCase() : ''
  const back = headers.get('return-path')
  return {
    auto_submitted: textOf(mail, 'auto-submitted'),
    precedence: textOf(mail, 'precedence'),
    autoreply: ['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => headers.has(name)),
    list_id: mail.headerLines.some(({ key }) => key === 'list-id'),
    report: kind === 'multipart/report' || kind === 'message/delivery-status',
    empty_return_path: typeof back === 'object' && 'text' in back && back.text === '',
    disowned: /\bdmarc=fail\b/i.test(textOf(mail, 'authentication-results') ?? ''),
  }
}

const charsetOf = (head: string) => /charset="?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null

/**
 * Old Chinese mail programs write bytes of GBK or Big5 into the head as they are, and into a body without saying so. The
 * one is found by its not being UTF-8, the other by saying big5 anywhere.
 */
function decodeBare(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n')
  const head = end < 0 ? raw : raw.subarray(0, end)
  const said = charsetOf(head.toString('latin1'))
  const multipart = /^content-type:\s*multipart/im.test(head.toString('latin1'))
  const bare = said === null && !multipart
  if (isUtf8(bare ? raw : head)) return raw
  const decoder = new TextDecoder(said?.startsWith('big5') ? 'big5' : 'gb18030')
  const decode = (bytes: Buffer) => Buffer.from(decoder.decode(bytes))
  return bare ? decode(raw) : Buffer.concat([isUtf8(head) ? head : decode(head), raw.subarray(head.length)])
}

parentPort!.on('message', async (bytes: Uint8Array) => {
  const raw = Buffer.from(bytes)
  const mail = await simpleParser(decodeBare(raw), {
    ...{ maxHtmlLengthToParse: longestHtml, skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true },
  })
  parentPort!.postMessage(read(mail, raw))
})
