import {
  AlignmentType,
  Bookmark,
  Document,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  Paragraph,
  TableOfContents,
} from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import type { Language } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { balance } from './balance.ts'
import { folios } from './folio.ts'
import { type Faces, facesOf } from './fonts.ts'
import { chineseSize, officialPage, pt, size, textWidth } from './measures.ts'
import { regulationStyles } from './regulation-styles.ts'
import { clean, runs } from './runs.ts'
import { layOutTable } from './table.ts'

type Said = { label: string; value: string }

/** The regulation as it is read on one day in one language: everything filled in. */
export type RegulationDocument = {
  language: Language
  company: string
  title: string
  /** The edition in force; none before the first one was published. */
  edition?: { number: number; effective_on: string }
  chapters: {
    id: string
    title: string
    sections: {
      id: string
      title: string
      clauses: { id: string; text: string; supplementary: boolean; numbers: Said[] }[]
    }[]
  }[]
  parameters: (Said & { clauses: string[] })[]
  /** Day of the export, `YYYY-MM-DD`. */
  made_on: string
}

type Section = RegulationDocument['chapters'][number]['sections'][number]

/** A `.docx` file with headings for the navigation pane, a table of contents and a table of the numbers in force. */
export async function regulationDocument(input: RegulationDocument): Promise<Buffer> {
  const { language, company, chapters } = input
  const faces = facesOf(language)
  const document = new Document({
    // Lines are of exact height, so that the pages are the same whichever font stands in for a missing one.
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    title: clean(input.title),
    creator: clean(company),
    lastModifiedBy: clean(company),
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles: regulationStyles(language, faces),
    sections: [
      {
        properties: { page: officialPage },
        footers: folios(faces.folio, chineseSize.five),
        children: [
          ...layOutFront(input, faces),
          ...chapters.flatMap((chapter) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              children: [anchored(chapter.id, `${chapter.id}\u3000${chapter.title}`)],
            }),
            ...chapter.sections.flatMap((section) => layOutSection(section, language)),
          ]),
          ...layOutNumbers(input, faces),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function layOutFront({ language, title, edition, made_on }: RegulationDocument, faces: Faces): FileChild[] {
  const lines = balance(clean(title), textWidth / pt(chineseSize.two) - 0.5).join('\n')
  const under = [
    ...(edition
      ? [
          translate(language, 'documents.layout.edition', {
            number: edition.number,
            on: edition.effective_on,
          }),
        ]
      : []),
    translate(language, 'documents.layout.made_on', { on: made_on }),
  ]
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(lines) }),
    ...under.map((text) =>
      centred({ children: runs(text, { font: faces.folio, size: size(chineseSize.five) }) }),
    ),
    centred({
      spacing: { before: pt(36), after: pt(12) },
      children: runs(translate(language, 'documents.layout.contents'), { font: faces.heading, bold: true }),
    }),
    new TableOfContents(translate(language, 'documents.layout.contents'), {
      hyperlink: true,
      headingStyleRange: '1-1',
    }),
  ]
}

/** A section whose only clause carries the section's own number says that number once. */
function layOutSection(section: Section, language: Language): FileChild[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      children: [
        anchored(section.id, `${section.id}\u3000${section.title}`, section.clauses[0]?.id === section.id),
      ],
    }),
    ...section.clauses.flatMap((clause) => {
      const number = clause.id === section.id ? [] : runs(`${clause.id}\u3000`, { bold: true })
      const mark = clause.supplementary
        ? runs(`\u3000${translate(language, 'documents.layout.supplementary')}`, note)
        : []
      return [
        new Paragraph({
          style: 'Clause',
          keepLines: true,
          keepNext: clause.numbers.length > 0,
          children: [
            new Bookmark({ id: `clause_${clause.id.replaceAll('.', '_')}`, children: number }),
            ...runs(clause.text),
            ...mark,
          ],
        }),
        ...(clause.numbers.length > 0 ? [numbersOf(clause.numbers, language)] : []),
      ]
    }),
  ]
}

const note = { size: size(9), color: '666666' }

function numbersOf(numbers: Said[], language: Language): Paragraph {
  const said = numbers.map(({ label, value }) =>
    translate(language, 'documents.layout.number_said', { label, value }),
  )
  const text = translate(language, 'documents.layout.numbers', {
    numbers: said.join(language === 'en' ? '; ' : '；'),
  })
  return new Paragraph({ style: 'ClauseNumbers', children: runs(text) })
}

function layOutNumbers({ language, parameters }: RegulationDocument, faces: Faces): FileChild[] {
  const say = (key: string) => translate(language, `documents.layout.${key}`)
  const columns = [
    { title: say('column_clause'), share: 2 },
    { title: say('column_number'), share: 7 },
    { title: say('column_value'), share: 4 },
  ]
  const rows = parameters.map(({ clauses, label, value }) => [clauses.join('\n'), label, value])
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: runs(say('numbers_table')),
    }),
    layOutTable(columns, rows, { width: textWidth, face: faces.body, headFace: faces.heading, points: 10.5 }),
  ]
}

const centred = (options: IParagraphOptions) => new Paragraph({ ...options, alignment: AlignmentType.CENTER })

const anchored = (id: string, text: string, shared = false) =>
  new Bookmark({ id: `${shared ? 'section' : 'part'}_${id.replaceAll('.', '_')}`, children: runs(text) })
