import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api'

/** Something that happened to an account's ways in, done by its holder or by the system. */
export type AccountAct = { account_id: string; action: string; by: 'holder' | 'system' }

/** Writes the trail entry of an act. The server gives it: sign-in knows nothing of contexts and chains. */
export type RecordAct = (act: AccountAct) => Promise<void>

/**
 * Tells the trail what better-auth does: signing in, changing the password, ending sessions. It is the last plug-in, so
 * that a sign-in which still waits for its second step isn't told as one.
 */
export function tellTrail(record: RecordAct) {
  const tell = (account_id: string, action: string) => record({ account_id, action, by: 'holder' })
  const handler = createAuthMiddleware(async (request) => {
    const { path, context } = request
    const answer = context.returned
    const failed = answer instanceof APIError && !context.newSession
    if (failed) return
    const entered = context.newSession
    if (path === '/sign-in/email' || path.startsWith('/callback/'))
      return entered ? tell(entered.user.id, 'access.session.begin') : undefined
    // Confirming the app of a second step also renews the session, but answers with the one before.
    if (path === '/two-factor/verify-totp' || path === '/two-factor/verify-backup-code')
      return entered && tokenOf(answer) === entered.session.token
        ? tell(entered.user.id, 'access.session.begin')
        : undefined
    if (path === '/change-password') {
      const id = entered?.user.id ?? (await getSessionFromCtx(request))?.user.id
      return id ? tell(id, 'access.password.change') : undefined
    }
    if (path === '/revoke-session' || path === '/revoke-other-sessions') {
      const id = (await getSessionFromCtx(request))?.user.id
      return id ? tell(id, 'access.session.revoke') : undefined
    }
  })
  return {
    plugin: { id: 'bylaw-trail', hooks: { after: [{ matcher: () => true, handler }] } },
    user: {
      update: {
        after: async (user: Record<string, unknown>, request: { path?: string } | null) => {
          const id = String(user.id)
          if (request?.path === '/two-factor/disable') await tell(id, 'access.two_factor.disable')
          if (request?.path === '/two-factor/verify-totp') await tell(id, 'access.two_factor.enable')
        },
      },
    },
    /** An identity of the company's provider, joined to an account at its first sign-in. */
    account: {
      create: {
        after: async ({ userId, providerId }: { userId: string; providerId: string }) => {
          if (providerId !== 'credential') await tell(userId, 'access.provider.link')
        },
      },
    },
  }
}

function tokenOf(answer: unknown): unknown {
  return answer && typeof answer === 'object' && 'token' in answer ? answer.token : undefined
}
