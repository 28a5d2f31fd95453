import { AlignmentType, type FileChild, HeadingLevel, Paragraph } from 'docx'
import { translate } from '../../language/translate.ts'
import { chineseNumeral, type NumberedBlock, numberBlocks } from './blocks.ts'
import { em, type Sheet } from './chinese-sheet.ts'
import { chineseSize, lineHeight, size, textWidth } from './measures.ts'
import { runs } from './runs.ts'
import { layOutTable } from './table.ts'

const twoCharacters = { firstLine: em * 2 }

/**
 * How a paragraph of the body stands: a page has its 22 lines even when that leaves a line alone, and the last
 * paragraph stays with the signature, which must not have a page to itself.
 */
const standing = (last: boolean) =>
  ({ alignment: AlignmentType.BOTH, indent: twoCharacters, widowControl: false, keepNext: last }) as const

/** 一、 in 黑体, （一） in 楷体, 1. in the body's face; every paragraph is indented by two characters. */
export function layOutBody(sheet: Sheet): FileChild[] {
  const blocks = numberBlocks(sheet.input.body)
  return blocks.flatMap((block, i) => layOutBlock(block, sheet, i === blocks.length - 1))
}

function layOutBlock(block: NumberedBlock, { faces, language }: Sheet, last: boolean): FileChild[] {
  if (block.kind === 'paragraph') return [new Paragraph({ ...standing(last), children: runs(block.text) })]
  if (block.kind === 'items')
    return block.items.map(
      (item, i) =>
        new Paragraph({
          ...standing(last && i === block.items.length - 1),
          children: runs(`${i + 1}. ${item}`),
        }),
    )
  if (block.kind === 'heading') {
    const numeral = chineseNumeral(block.at, translate(language, 'documents.layout.numerals'))
    const mark = translate(language, `documents.layout.heading_${block.level}`, { numeral })
    const font = block.level === 1 ? faces.heading : faces.subheading
    return [
      new Paragraph({
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        indent: twoCharacters,
        keepNext: true,
        children: runs(`${mark}${block.text}`, { font, size: size(chineseSize.three), color: '000000' }),
      }),
    ]
  }
  const look = { width: textWidth, face: faces.body, headFace: faces.heading, points: chineseSize.smallFour }
  const gap = (keepNext: boolean) =>
    new Paragraph({ keepNext, spacing: { line: Math.round(lineHeight / 2), lineRule: 'exact' } })
  return [gap(true), layOutTable(block.columns, block.rows, look), gap(last)]
}
