import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { hostOf, InnerAddress, isInner, outerLookup } from './address.ts'

/** Why a message didn't arrive: message keys under `webhooks.faults`. */
export type Fault =
  | 'inner_address'
  | 'unknown_name'
  | 'insecure'
  | 'timed_out'
  | 'unreachable'
  | 'redirect'
  | 'said_no'

export type Answer = {
  /** Null: the receiver said it has the message. */
  fault: Fault | null
  status: number | null
  /** The beginning of what it said. */
  reply: string | null
  /** Seconds it asks to be left alone, where it says so. */
  retry_after: number | null
}

type Letter = {
  url: string
  headers: Record<string, string>
  body: string
  /** Milliseconds for all of it, from the name to the last byte. */
  timeout: number
  /** Inner addresses and plain http are allowed. */
  internal: boolean
}

/** So much of a reply is kept. */
const mostReply = 2000

/**
 * Sends a message. Never throws: what goes wrong is the answer. A redirect isn't followed, wherever it leads: whoever
 * moved says so to an administrator.
 */
export async function post({ url: address, headers, body, timeout, internal }: Letter): Promise<Answer> {
  const url = new URL(address)
  const host = hostOf(url)
  if (!internal && (url.protocol !== 'https:' || (isIP(host) !== 0 && isInner(host))))
    return { ...nothing, fault: 'inner_address' }
  try {
    return await send(url, { headers, body, timeout, internal })
  } catch (error) {
    return { ...nothing, fault: faultOf(error as NodeJS.ErrnoException) }
  }
}

const nothing = { status: null, reply: null, retry_after: null }

function send(url: URL, { headers, body, timeout, internal }: Omit<Letter, 'url'>): Promise<Answer> {
  return new Promise((fulfil, reject) => {
    const request = (url.protocol === 'https:' ? secure : plain)(url, {
      ...{ method: 'POST', agent: false as const, signal: AbortSignal.timeout(timeout) },
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(internal ? {} : { lookup: outerLookup() }),
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const status = response.statusCode ?? 0
      const pause = Number(response.headers['retry-after'])
      let reply = ''
      const end = () => {
        fulfil({
          ...{ fault: verdictOf(status), status, reply: withoutSecrets(reply.slice(0, mostReply)) },
          retry_after: Number.isFinite(pause) && pause > 0 ? pause : null,
        })
        request.destroy()
      }
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        reply += part
        if (reply.length >= mostReply) end()
      })
      response.on('end', end)
      response.on('error', reject)
    })
    request.end(body)
  })
}

function verdictOf(status: number): Fault | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirect' : 'said_no'
}

/** A receiver that echoes what it got must not carry a signature or a secret into the log; U+0000 can't be kept. */
const withoutSecrets = (text: string): string =>
  text
    .replace(/whsec_[\w+/=-]+|v1a?,[\w+/=-]{20,}/g, '…')
    .replaceAll('\0', '')
    .toWellFormed()

const certificates = /CERT|TLS|SSL|SIGNATURE|EPROTO|ALTNAME/

function faultOf(error: NodeJS.ErrnoException): Fault {
  const code = error.code ?? ''
  if (error instanceof InnerAddress) return 'inner_address'
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || code === 'ETIMEDOUT') return 'timed_out'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown_name'
  return certificates.test(code) ? 'insecure' : 'unreachable'
}
