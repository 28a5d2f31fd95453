import { type Document, Packer } from 'docx'
import type { Language } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import type { Block } from './blocks.ts'
import { layOutChinese } from './chinese-official.ts'
import { layOutEnglish } from './english-letter.ts'

export type OfficialDocument = {
  /** `chinese`: laid out by GB/T 9704-2012, in Simplified or Traditional Chinese. `english`: a letter. */
  layout: 'chinese' | 'english'
  /** Ignored by the English layout. */
  language?: Extract<Language, 'zh-CN' | 'zh-TW'>
  /** The line at the head: 衡远服务集团文件 · Hengyuan Services Group. */
  issuer: string
  /** 衡远服设〔2026〕12号 · HY-EST 2026/12. */
  number: string
  title: string
  addressee: string
  body: Block[]
  attachments?: string[]
  /** Who signs: the organisation, and in an English letter also the person with the post. */
  signer: { organisation: string; person?: string; post?: string }
  /** Day of issue, `YYYY-MM-DD`. */
  date: string
  copies_to?: string[]
  /** Who had it printed, in the imprint at the foot of the last page. */
  printed_by?: string
  /** Where and how a reader checks the file. */
  verification?: string
  /** The same as an address, which its QR code holds: number and code are filled in there. */
  check_link?: string
}

/** A `.docx` file. Pure: everything it says was given. */
export async function officialDocument(input: OfficialDocument): Promise<Buffer> {
  const document: Document = input.layout === 'english' ? layOutEnglish(input) : layOutChinese(input)
  return Packer.toBuffer(document)
}

/** 衡远服设〔2026〕12号 · 衡遠服設〔2026〕12號 · HY-EST 2026/12. `stem` is the issuer's and the kind's short sign. */
export function documentNumber(language: Language, input: { stem: string; year: number; n: number }): string {
  return translate(language, 'documents.layout.number', input)
}
