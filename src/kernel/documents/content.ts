import { formatDate, type Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { DocumentContent } from './contract.ts'
import { chineseNumeral, type NumberedBlock, numberBlocks } from './layout/blocks.ts'
import type { OfficialDocument } from './layout/official-document.ts'
import { clean } from './layout/runs.ts'

/** What a document says, line by line, worded as its layout words it. Pure: everything it says was given. */
export function contentOf(document: OfficialDocument): DocumentContent {
  const {
    layout,
    issuer,
    number,
    title,
    addressee,
    attachments = [],
    verification,
    check_link = null,
  } = document
  const language = layout === 'english' ? 'en' : (document.language ?? 'zh-CN')
  return {
    layout,
    language,
    issuer: clean(issuer),
    number: clean(number),
    title: clean(title),
    addressee: translate(language, 'documents.layout.addressee', { name: clean(addressee) }),
    lines: numberBlocks(document.body).flatMap((block) => linesOf(block, language)),
    attachments: attachments.map(clean),
    signature: signatureOf(document),
    date: formatDate(language, document.date),
    imprint: imprintOf(document, language),
    verification: verification === undefined ? null : clean(verification),
    check_link,
  }
}

function linesOf(block: NumberedBlock, language: Language): DocumentContent['lines'] {
  if (block.kind === 'paragraph') return [{ kind: 'paragraph', text: clean(block.text) }]
  if (block.kind === 'items')
    return block.items.map((item, i) => ({ kind: 'item', text: `${i + 1}. ${clean(item)}` }))
  if (block.kind === 'heading') {
    const { level, at, text } = block
    const digits = translate(language, 'documents.layout.numerals')
    const numeral = language === 'en' ? at : chineseNumeral(at, digits)
    const mark = translate(language, `documents.layout.heading_${level}`, { numeral })
    return [{ kind: 'heading', level, text: `${mark}${clean(text)}` }]
  }
  const columns = block.columns.map(({ title, align = 'left' }) => ({ title: clean(title), align }))
  return [{ kind: 'table', columns, rows: block.rows.map((row) => row.map(clean)) }]
}

function signatureOf({ layout, signer }: OfficialDocument): string[] {
  const named = layout === 'english' ? [signer.person, signer.post] : []
  return [...named, signer.organisation].filter((one) => one !== undefined).map(clean)
}

function imprintOf(document: OfficialDocument, language: Language): string[] {
  const { layout, copies_to: copies = [], printed_by, date } = document
  const printed = layout === 'chinese' && printed_by
  return [
    ...(copies.length > 0
      ? [translate(language, 'documents.layout.copies', { names: copies.map(clean) })]
      : []),
    ...(printed
      ? [`${clean(printed)}\u3000${translate(language, 'documents.layout.printed', { on: date })}`]
      : []),
  ]
}
