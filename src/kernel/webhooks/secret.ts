import { randomBytes } from 'node:crypto'
import type { Ctx } from '../http/context.ts'
import { seal, unseal } from '../settings/seal.ts'

const purpose = 'webhook-secret'

/** A new secret of the Standard Webhooks scheme: `whsec_` and 32 random bytes in Base64. */
export const makeSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const sealSecret = ({ app }: Pick<Ctx, 'app'>, secret: string): string =>
  seal(app.configuration.secret, purpose, secret)

export const openSecret = (installation: string, sealed: string): string =>
  unseal(installation, purpose, sealed)
