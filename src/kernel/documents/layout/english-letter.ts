import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { formatDate } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { type NumberedBlock, numberBlocks } from './blocks.ts'
import { facesOf } from './fonts.ts'
import { mm, pt, size } from './measures.ts'
import type { OfficialDocument } from './official-document.ts'
import { layOutQrCode } from './qr-code.ts'
import { clean, runs } from './runs.ts'
import { layOutTable } from './table.ts'

const face = facesOf('en').body
const points = 11
const width = mm(210 - 28 - 28)
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(25), bottom: mm(25), left: mm(28), right: mm(28), header: mm(12), footer: mm(12) },
}
const rule = { style: BorderStyle.SINGLE, size: 8, space: 8, color: 'B3352B' }
const say = (key: string, params?: Record<string, unknown>) =>
  translate('en', `documents.layout.${key}`, params)

/** A letter: letterhead, reference and date on one line, addressee, subject, body, signature, enclosures. */
export function layOutEnglish(input: OfficialDocument): Document {
  return new Document({
    title: clean(input.title),
    subject: clean(input.number),
    creator: clean(input.issuer),
    lastModifiedBy: clean(input.issuer),
    description: '',
    styles: {
      default: {
        document: {
          run: { font: face, size: size(points), language: { value: 'en-GB' } },
          paragraph: { spacing: { line: 300, lineRule: 'auto', before: 0, after: pt(9) } },
        },
      },
    },
    sections: [
      {
        properties: { page },
        footers: { default: footer(input) },
        children: [
          ...layOutHead(input),
          ...numberBlocks(input.body).flatMap(layOutBlock),
          ...layOutEnd(input),
        ],
      },
    ],
  })
}

function layOutHead({ issuer, number, date, addressee, title }: OfficialDocument): FileChild[] {
  return [
    line({
      spacing: { after: pt(24) },
      border: { bottom: rule },
      children: runs(issuer, { bold: true, size: size(16), characterSpacing: 10 }),
    }),
    line({
      spacing: { after: pt(20) },
      tabStops: [{ type: TabStopType.RIGHT, position: width }],
      children: [
        ...runs(`${say('reference')} ${number}`),
        new TextRun({ children: [new Tab()] }),
        ...runs(formatDate('en', date)),
      ],
    }),
    line({ spacing: { after: pt(18) }, children: runs(say('addressee', { name: clean(addressee) })) }),
    line({
      heading: HeadingLevel.TITLE,
      keepNext: true,
      spacing: { after: pt(10) },
      children: runs(title, { bold: true, size: size(13), font: face, color: '000000' }),
    }),
  ]
}

function layOutBlock(block: NumberedBlock): FileChild[] {
  if (block.kind === 'paragraph') return [line({ children: runs(block.text) })]
  if (block.kind === 'items')
    return block.items.map((item, i) =>
      line({
        indent: { left: pt(24), hanging: pt(24) },
        spacing: { after: pt(4) },
        tabStops: [{ type: TabStopType.LEFT, position: pt(24) }],
        children: [new TextRun({ children: [`${i + 1}.`, new Tab()] }), ...runs(item)],
      }),
    )
  if (block.kind === 'heading')
    return [
      line({
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        keepNext: true,
        spacing: { before: pt(8), after: pt(4) },
        children: runs(`${say(`heading_${block.level}`, { numeral: block.at })}${block.text}`, {
          bold: block.level === 1,
          italics: block.level === 2,
          font: face,
          size: size(points),
          color: '000000',
        }),
      }),
    ]
  const gap = () => line({ spacing: { after: 0, line: pt(8), lineRule: 'exact' } })
  return [gap(), layOutTable(block.columns, block.rows, { width, face, headFace: face, points: 9.5 }), gap()]
}

function layOutEnd(input: OfficialDocument): FileChild[] {
  const { signer, attachments = [], copies_to: copies = [] } = input
  const names = [signer.person, signer.post, signer.organisation].filter((name) => name !== undefined)
  return [
    ...names.map((name, i) =>
      line({
        spacing: { before: i === 0 ? pt(48) : 0, after: 0 },
        keepNext: i < names.length - 1,
        children: runs(name, { bold: i === 0 }),
      }),
    ),
    ...list(say('attachments'), attachments),
    ...(copies.length > 0 ? [copiesLine(copies)] : []),
    ...layOutQrCode(input, { spacing: { before: pt(18), after: 0 } }),
  ]
}

function list(label: string, items: string[]): FileChild[] {
  if (items.length === 0) return []
  return [
    line({
      spacing: { before: pt(18), after: 0 },
      keepNext: true,
      children: runs(label, { size: size(10) }),
    }),
    ...items.map((item) =>
      line({ spacing: { after: 0 }, indent: { left: pt(12) }, children: runs(item, { size: size(10) }) }),
    ),
  ]
}

function footer({ verification }: OfficialDocument): Footer {
  const small = { size: size(8.5), color: '666666' }
  return new Footer({
    children: [
      ...(verification ? [line({ spacing: { after: pt(4) }, children: runs(verification, small) })] : []),
      line({
        alignment: AlignmentType.RIGHT,
        spacing: { after: 0 },
        children: [new TextRun({ ...small, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  })
}

const line = (options: IParagraphOptions) => new Paragraph(options)

const copiesLine = (names: string[]) =>
  line({
    spacing: { before: pt(18), after: 0 },
    children: runs(say('copies', { names: names.map(clean) }), { size: size(10) }),
  })
