import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from '../settings/configuration.ts'

/** Stands in a stored body where the sealed link comes in. */
export const mark = '[[link]]'

const keyOf = (secret: string) => deriveKey(secret, 'mail-link')

/** Encrypts a link with the installation's secret (AES-256-GCM): the outbox alone opens no account. */
export function sealLink(secret: string, link: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv)
  const text = Buffer.concat([cipher.update(link, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
}

/** Throws for what another installation sealed, and for what was changed since. */
export function openLink(secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}
