import type { MessageKey } from '../../language/messages/contract.ts'
import { requestHeaders } from '../../web/call.ts'

/** What better-auth, mounted at /api/auth, answers when it refuses; our sentence for it. */
export class AuthRefusal extends Error {
  readonly sentence: MessageKey

  constructor(code: string) {
    super(code)
    this.sentence = sentences[code] ?? 'access.auth.failed'
  }
}

const sentences: Record<string, MessageKey> = {
  INVALID_EMAIL_OR_PASSWORD: 'access.auth.wrong_sign_in',
  INVALID_PASSWORD: 'access.auth.wrong_password',
  PASSWORD_TOO_SHORT: 'access.auth.password_short',
  PASSWORD_TOO_LONG: 'access.auth.password_long',
  INVALID_CODE: 'access.auth.wrong_code',
  CODE_USED: 'access.auth.code_used',
  INVALID_BACKUP_CODE: 'access.auth.wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'access.auth.code_late',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'access.auth.locked',
  ACCOUNT_TEMPORARILY_LOCKED: 'access.auth.locked',
  SESSION_NOT_FRESH: 'access.auth.not_fresh',
  LIMITED: 'access.auth.locked',
  UNREACHABLE: 'web.call.unreachable',
}

/** Calls better-auth: GET without a body, POST with one. Throws `AuthRefusal`. */
export async function authCall<T>(path: string, body?: Record<string, unknown>): Promise<T> {
  const method = body === undefined ? 'GET' : 'POST'
  const response = await fetch(`/api/auth/${path}`, {
    method,
    headers: { ...requestHeaders(method), ...(body ? { 'Content-Type': 'application/json' } : {}) },
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body),
  }).catch(() => {
    throw new AuthRefusal('UNREACHABLE')
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as T
  throw new AuthRefusal(response.status === 429 ? 'LIMITED' : codeOf(answer))
}

function codeOf(answer: unknown): string {
  const code = answer && typeof answer === 'object' && 'code' in answer ? answer.code : undefined
  return typeof code === 'string' ? code : ''
}
