import { AlignmentType, type IStylesOptions } from 'docx'
import type { Language } from '../../language/contract.ts'
import type { Faces } from './fonts.ts'
import { chineseSize, pt, size } from './measures.ts'

/** Named styles, so that whoever edits the file in Word changes all headings at once. */
export function regulationStyles(language: Language, faces: Faces): IStylesOptions {
  const chinese = language !== 'en'
  const points = chinese ? chineseSize.four : 11.5
  const heading = (font: Faces['heading'], at: number, before: number) => ({
    run: { font, size: size(at), bold: !chinese, color: '000000' },
    paragraph: { keepNext: true, spacing: { before: pt(before), after: pt(6) } },
  })
  return {
    default: {
      document: {
        run: {
          font: faces.body,
          size: size(points),
          language: chinese ? { eastAsia: language, value: 'en-GB' } : { value: 'en-GB' },
        },
        paragraph: { spacing: { line: pt(chinese ? 25 : 18), lineRule: 'exact', before: 0, after: 0 } },
      },
      title: {
        run: { font: faces.title, size: size(chineseSize.two), bold: !chinese, color: '000000' },
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: { before: pt(24), after: pt(18), line: pt(33), lineRule: 'exact' },
        },
      },
      heading1: {
        ...heading(faces.heading, chinese ? chineseSize.three : 15, 24),
        paragraph: {
          keepNext: true,
          alignment: chinese ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { before: pt(24), after: pt(10) },
        },
      },
      heading2: heading(chinese ? faces.heading : faces.subheading, points, 12),
    },
    paragraphStyles: [
      {
        id: 'Clause',
        name: 'Clause',
        basedOn: 'Normal',
        next: 'Clause',
        quickFormat: true,
        paragraph: {
          alignment: chinese ? AlignmentType.BOTH : AlignmentType.LEFT,
          spacing: { after: pt(4) },
        },
      },
      {
        id: 'ClauseNumbers',
        name: 'Clause numbers',
        basedOn: 'Normal',
        run: { size: size(9.5), color: '555555' },
        paragraph: { indent: { left: pt(24) }, spacing: { line: pt(14), lineRule: 'exact', after: pt(6) } },
      },
      {
        id: 'TOC1',
        name: 'toc 1',
        basedOn: 'Normal',
        run: { size: size(chineseSize.five) },
        paragraph: {
          spacing: { line: pt(18), lineRule: 'exact' },
        },
      },
    ],
  }
}
