import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { deriveKey } from '../settings/configuration.ts'

/** What comes before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export type SigningKey = { privateKey: KeyObject; publicKey: string }

/**
 * The installation's signing key: it follows from the secret, so that all its servers have the same one and none is
 * kept in the database. The public key is 32 bytes in base64url.
 */
export function signingKey(secret: string): SigningKey {
  const seed = deriveKey(secret, 'trail-checkpoint')
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, publicKey: String(x) }
}

/** `ed25519.<public key>.<signature>` */
export function signText(key: SigningKey, text: string): string {
  return `ed25519.${key.publicKey}.${sign(null, Buffer.from(text), key.privateKey).toString('base64url')}`
}

/** Whether this very key signed this very text. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const [kind, x, signed] = signature.split('.')
  if (kind !== 'ed25519' || x !== publicKey || !signed) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signed, 'base64url'))
  } catch {
    return false
  }
}
