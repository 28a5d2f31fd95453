import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { formatDate } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { em, type Sheet } from './chinese-sheet.ts'
import { chineseSize, lineHeight, pt, size, textWidth, widthInEms } from './measures.ts'
import { layOutQrCode } from './qr-code.ts'
import { clean, runs } from './runs.ts'

/** Attachments, signature, imprint and how to check the file. */
export function layOutEnd(sheet: Sheet): FileChild[] {
  return [...attachments(sheet), ...signature(sheet), ...imprint(sheet)]
}

/** One line below the body, two characters in; several are numbered and their names line up. */
function attachments({ input, language }: Sheet): FileChild[] {
  const names = input.attachments ?? []
  const label = translate(language, 'documents.layout.attachments')
  return names.map((name, i) => {
    const number = names.length > 1 ? `${i + 1}. ` : ''
    const first = i === 0
    const hanging = (first ? 3 * em : 0) + (number ? em : 0)
    return new Paragraph({
      keepNext: true,
      spacing: { before: first ? lineHeight : 0 },
      indent: { left: em * (number ? 6 : 5), hanging },
      children: runs(`${first ? label : ''}${number}${name}`),
    })
  })
}

/** The date stands four characters in from the right; the organisation is centred above it, or two in when it is long. */
function signature({ input, language }: Sheet): FileChild[] {
  const date = formatDate(language, input.date)
  const organisation = clean(input.signer.organisation)
  const dateWidth = widthInEms(date) * em
  const organisationWidth = widthInEms(organisation) * em
  const centre = 4 * em + dateWidth / 2
  const right = Math.max(2 * em, centre - organisationWidth / 2)
  const fits = organisationWidth + right < textWidth
  const dateRight = fits && right === 2 * em ? right + organisationWidth / 2 - dateWidth / 2 : 4 * em
  const line = (text: string, indent: number, before: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(indent) },
      spacing: { before },
      keepNext: before > 0,
      keepLines: true,
      children: runs(text),
    })
  return [
    line(organisation, fits ? right : 2 * em, lineHeight * 2),
    line(date, Math.min(dateRight, textWidth / 2), 0),
  ]
}

/** Between rules: copies, then who printed it and when; below, how to check the file. */
function imprint({ input, language, faces }: Sheet): FileChild[] {
  const copies = input.copies_to ?? []
  const rows: ParagraphChild[][] = []
  const face = { size: size(chineseSize.four) }
  if (copies.length > 0)
    rows.push(runs(translate(language, 'documents.layout.copies', { names: copies.map(clean) }), face))
  if (input.printed_by)
    rows.push([
      ...runs(input.printed_by, face),
      new TextRun({ ...face, children: [new Tab()] }),
      ...runs(translate(language, 'documents.layout.printed', { on: input.date }), face),
    ])
  const small = { font: faces.folio, size: size(9), color: '666666' }
  const check = new Paragraph({
    keepNext: input.check_link !== undefined,
    spacing: { before: pt(9), line: pt(13), lineRule: 'exact' },
    children: runs(input.verification ?? '', small),
  })
  return [
    ...rows.map((children, i) => ruled(children, i === 0, i === rows.length - 1)),
    ...(input.verification ? [check] : []),
    ...layOutQrCode(input, { spacing: { before: pt(6), line: 240, lineRule: 'auto' }, keepLines: true }),
  ]
}

/** A row of the imprint: a thick rule above the first and below the last, thin ones between. */
function ruled(children: ParagraphChild[], first: boolean, last: boolean): Paragraph {
  const rule = (thick: boolean) =>
    ({ style: BorderStyle.SINGLE, size: thick ? 8 : 4, space: 3, color: '000000' }) as const
  return new Paragraph({
    spacing: { before: first ? lineHeight * 2 : pt(6), line: pt(22), lineRule: 'exact' },
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    keepNext: !last,
    keepLines: true,
    border: { top: rule(first), ...(last ? { bottom: rule(true) } : {}) },
    children,
  })
}
