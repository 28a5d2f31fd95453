import { AlignmentType, Footer, PageNumber, Paragraph, TextRun } from 'docx'
import type { Face } from './fonts.ts'
import { pt, size } from './measures.ts'

/** — 1 —: outside the page, one character in; right on odd pages, left on even ones. */
export function folios(font: Face, points: number) {
  return {
    default: new Footer({ children: [folio('right')] }),
    even: new Footer({ children: [folio('left')] }),
  }

  function folio(side: 'left' | 'right') {
    return new Paragraph({
      alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
      indent: { [side]: pt(points) },
      spacing: { line: pt(points * 1.2), lineRule: 'exact' },
      children: [new TextRun({ font, size: size(points), children: ['— ', PageNumber.CURRENT, ' —'] })],
    })
  }
}
