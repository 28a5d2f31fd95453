import type { Faces } from './fonts.ts'
import { chineseSize, pt } from './measures.ts'
import type { OfficialDocument } from './official-document.ts'

/** What every part of a Chinese document is laid out from. */
export type Sheet = { input: OfficialDocument; language: 'zh-CN' | 'zh-TW'; faces: Faces }

/** One character of the body, in twips. */
export const em = pt(chineseSize.three)
