import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { Fault } from '../db/fault.ts'
import { makeFolder, unwritable } from '../db/make-folder.ts'

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no', ''])
  .transform((text) => ['true', '1', 'yes'].includes(text))
const optional = z
  .string()
  .transform((text) => text || undefined)
  .optional()

const postgres = optional.pipe(
  z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address like postgres://user:password@host:5432/bylaw' })
    .optional(),
)

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
const isNetwork = (text: string) => {
  const [address = '', bits] = text.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)]
  return most !== undefined && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
}

/** How many reverse proxies stand before the server, or their addresses. Whatever else a client claims isn't believed. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    ([first = '', ...more]) => more.length > 0 || /^(true|false|yes|no|\d)?$/.test(first) || isNetwork(first),
    {
      error: 'true for one proxy, their number, or their addresses',
    },
  )
  .refine((all) => all.length === 1 || all.every(isNetwork), {
    error: 'addresses like 10.0.0.1 or 10.0.0.0/8',
  })
  .transform((all): false | number | string[] => {
    const [first = ''] = all
    if (['', 'false', 'no', '0'].includes(first)) return false
    if (['true', 'yes'].includes(first)) return 1
    return /^\d$/.test(first) ? Number(first) : all
  })

/** Every setting of the installation, read from the environment once. The README's table lists the same keys. */
export const configurationShape = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  FILES_DIR: optional,
  DATABASE_URL: postgres,
  DATABASE_APP_URL: postgres,
  BASE_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  SECRET: optional.pipe(z.string().min(32).optional()),
  DEMO: flag.optional(),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  TRUST_PROXY: proxies.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  // A job at work holds three connections, and two jobs run at once.
  POOL_SIZE: z.coerce.number().int().min(8).max(200).default(16),
  RATE_LIMIT: z.coerce.number().int().min(0).default(3000),
  PUBLIC_QUESTION: flag.default(false),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(2000).default(25),
  SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: z.string().default('Bylaw <bylaw@localhost>'),
  IMAP_URL: optional.pipe(
    z
      .url({ protocol: /^imaps?$/, error: 'an address like imaps://user:password@mail.example.com/INBOX' })
      .optional(),
  ),
  IMAP_ADDRESS: optional.pipe(z.email().optional()),
  IMAP_TAGS: flag.default(false),
  WEBHOOKS_INTERNAL: flag.default(false),
  OIDC_ISSUER: optional.pipe(z.url().optional()),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().default('SSO'),
})

export type Configuration = z.infer<typeof configurationShape> & {
  secret: string
  /** Where attachments lie; one folder for all servers of an installation. */
  files_dir: string
  demo: boolean
  base_url: string
}

/** Reads and checks the environment. Throws `Fault` naming every bad setting at once. */
export function readConfiguration(env: Record<string, string | undefined>): Configuration {
  const parsed = configurationShape.safeParse(env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
    throw new Fault(`These settings are not right: ${faults.join('; ')}. See .env.example.`)
  }
  const settings = parsed.data
  return {
    ...settings,
    DATA_DIR: path.resolve(settings.DATA_DIR),
    files_dir: path.resolve(settings.FILES_DIR ?? path.join(settings.DATA_DIR, 'files')),
    secret: settings.SECRET ?? installationSecret(path.resolve(settings.DATA_DIR)),
    // Its password is published: where others reach the server, a demo is only what was asked for.
    demo: settings.DEMO ?? (!settings.DATABASE_URL && loopback.has(settings.HOST)),
    base_url: settings.BASE_URL?.replace(/\/+$/, '') ?? `http://localhost:${settings.PORT}`,
  }
}

/** Made once and kept beside the data; `SECRET` overrides it where several servers must agree. */
function installationSecret(dir: string): string {
  const file = path.join(dir, 'secret')
  if (!existsSync(file)) {
    makeFolder(dir)
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dir, error)
    }
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw unwritable(dir, error)
  }
}

/** A key for one purpose, derived from the installation's secret. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  createHmac('sha256', secret).update(purpose).digest()
