import type { ChangeKind } from './contract.ts'
import type { Kind } from './kind.ts'
import { restore } from './restore.ts'

/** Every kind of filing of change. */
export const kinds: Record<ChangeKind, Kind> = { restore }
