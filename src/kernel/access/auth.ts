import { betterAuth } from 'better-auth'
// Each by its own path: the whole of the plugins would be read at every start.
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import pg from 'pg'
import { newId } from '../db/new-id.ts'
import type { Kernel } from '../http/context.ts'
import type { Configuration } from '../settings/configuration.ts'
import { type RecordAct, tellTrail } from './account-trail.ts'
import { makeLockOut, watchSessions } from './lock-out.ts'

export type Auth = { handle: (request: Request) => Promise<Response>; close: () => Promise<void> }

type Options = { url: string; kernel: Pick<Kernel, 'configuration' | 'clock'>; record: RecordAct }

export const passwordLength = { least: 10, most: 128 } as const

/**
 * Sign-in by better-auth: password, sessions, one-time passwords and, when set up, the company's OIDC provider. It
 * speaks to its own small pool as the app's role. Nobody signs up: accounts are made by an administrator, and a
 * provider's identity is joined to the account of the same e-mail address, once the provider has verified it.
 */
export async function openAuth({ url, kernel, record }: Options): Promise<Auth> {
  const { configuration, clock } = kernel
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    application_name: 'bylaw sign-in',
    options: '-c search_path=kernel -c timezone=UTC -c statement_timeout=20000',
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const trail = tellTrail(record)
  const auth = betterAuth({
    appName: 'Bylaw',
    baseURL: configuration.base_url,
    basePath: '/api/auth',
    secret: configuration.secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // What is no refusal of its own comes to us, and is told like every other fault: a database that is away as 503.
    onAPIError: { throw: true },
    // The page's own origin, by whatever name the server is reached.
    trustedOrigins: (request) => [configuration.base_url, ...ownOrigins(request)],
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'bylaw',
      useSecureCookies: configuration.base_url.startsWith('https:'),
      database: { generateId: () => newId() },
    },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: { modelName: 'account_session', fields: sessionFields, expiresIn: 7 * 86_400, updateAge: 3600 },
    account: {
      modelName: 'account_credential',
      fields: credentialFields,
      accountLinking: { enabled: true },
    },
    verification: {
      modelName: 'account_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      revokeSessionsOnPasswordReset: true,
    },
    hooks: makeLockOut(pool, { clock, secret: configuration.secret, record }),
    databaseHooks: {
      session: { create: watchSessions(pool, { clock, secret: configuration.secret }) },
      user: trail.user,
      account: trail.account,
    },
    plugins: [
      twoFactor({
        issuer: 'Bylaw',
        twoFactorTable: 'account_two_factor',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: { modelName: 'account_two_factor', fields: twoFactorFields },
        },
      }),
      ...singleSignOn(configuration),
      trail.plugin,
    ],
  })
  await auth.$context
  return { handle: (request) => auth.handler(request), close: () => pool.end() }
}

const sessionFields = {
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  userId: 'user_id',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}

const credentialFields = {
  accountId: 'account_id',
  providerId: 'provider_id',
  userId: 'user_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}

const twoFactorFields = {
  backupCodes: 'backup_codes',
  userId: 'user_id',
  failedVerificationCount: 'failed_verifications',
  lockedUntil: 'locked_until',
}

function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}

/** The company's provider, when OIDC_ISSUER and its client are set. */
export function providersOf(configuration: Configuration): { id: string; name: string }[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_NAME } = configuration
  return OIDC_ISSUER && OIDC_CLIENT_ID ? [{ id: 'oidc', name: OIDC_NAME }] : []
}

function singleSignOn(configuration: Configuration) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = configuration
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return []
  const provider = {
    providerId: 'oidc',
    discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    ...(OIDC_CLIENT_SECRET ? { clientSecret: OIDC_CLIENT_SECRET } : {}),
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    disableSignUp: true,
  }
  return [genericOAuth({ config: [provider] })]
}
