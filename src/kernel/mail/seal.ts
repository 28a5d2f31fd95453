import { seal, unseal } from '../settings/seal.ts'

/** Stands in a stored body where the sealed link comes in. */
export const mark = '[[link]]'

const purpose = 'mail-link'

/** Encrypts a link with the installation's secret: the outbox alone opens no account. */
export const sealLink = (secret: string, link: string): string => seal(secret, purpose, link)

/** Throws for what another installation sealed, and for what was changed since. */
export const openLink = (secret: string, sealed: string): string => unseal(secret, purpose, sealed)
