import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
} from 'docx'
import { translate } from '../../language/translate.ts'
import { balance } from './balance.ts'
import { layOutBody } from './chinese-body.ts'
import { layOutEnd } from './chinese-end.ts'
import type { Sheet } from './chinese-sheet.ts'
import { folios } from './folio.ts'
import { facesOf } from './fonts.ts'
import { chineseSize, lineHeight, mm, officialPage, pt, size, textWidth, widthInEms } from './measures.ts'
import type { OfficialDocument } from './official-document.ts'
import { clean, runs } from './runs.ts'

const red = 'C00000'
const three = chineseSize.three
/**
 * A document by GB/T 9704-2012: the issuer in red 35 mm below the type area's edge, the number centred two lines
 * below it, the red rule 4 mm lower, the title two lines further on in size two, the body in size three, 22 lines a
 * page, the signature and the date at the right, the page number outside.
 */
export function layOutChinese(input: OfficialDocument): Document {
  const language = input.language ?? 'zh-CN'
  const sheet: Sheet = { input, language, faces: facesOf(language) }
  return new Document({
    title: clean(input.title),
    subject: clean(input.number),
    creator: clean(input.issuer),
    lastModifiedBy: clean(input.issuer),
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          // 156 mm hold 28 characters of size three when each is set a quarter of a point closer.
          run: {
            font: sheet.faces.body,
            size: size(three),
            characterSpacing: -pt(0.25),
            language: { eastAsia: language, value: 'en-GB' },
          },
          paragraph: {
            spacing: { line: lineHeight, lineRule: 'exact', before: 0, after: 0 },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: officialPage,
        },
        footers: folios(sheet.faces.folio, chineseSize.four),
        children: [...layOutHead(sheet), ...layOutBody(sheet), ...layOutEnd(sheet)],
      },
    ],
  })
}

function layOutHead({ input, language, faces }: Sheet): FileChild[] {
  const issuerSize = issuerPoints(input.issuer)
  const lines = (text: string, points: number) =>
    balance(clean(text), textWidth / pt(points) - 0.5).join('\n')
  return [
    centred({
      spacing: { before: mm(35), line: pt(issuerSize * 1.25), lineRule: 'exact' },
      children: runs(lines(input.issuer, issuerSize), {
        font: faces.title,
        size: size(issuerSize),
        color: red,
      }),
    }),
    centred({
      spacing: { before: lineHeight * 2 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: red } },
      children: runs(input.number),
    }),
    centred({
      heading: HeadingLevel.TITLE,
      keepLines: true,
      spacing: { before: lineHeight * 2, line: pt(33), lineRule: 'exact' },
      children: runs(lines(input.title, chineseSize.two), {
        font: faces.title,
        size: size(chineseSize.two),
        color: '000000',
      }),
    }),
    new Paragraph({
      spacing: { before: lineHeight },
      children: runs(translate(language, 'documents.layout.addressee', { name: clean(input.addressee) })),
    }),
  ]
}

/** As large as the line allows up to 50 points; under 24 it breaks into two lines instead. */
function issuerPoints(issuer: string): number {
  const fitting = textWidth / pt(1) / (widthInEms(issuer) + 0.5)
  return Math.max(24, Math.min(50, Math.floor(fitting)))
}

const centred = (options: IParagraphOptions) => new Paragraph({ ...options, alignment: AlignmentType.CENTER })
