import { headerWords } from '../../../../kernel/sheet/reading/headers.ts'
import type { TargetField } from './contract.ts'
import words from './header-words.json' with { type: 'json' }

/** The field a header names, in Chinese of either script or in English. */
export const knownHeader = headerWords<TargetField>(words)
