import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Column } from './blocks.ts'
import type { Face } from './fonts.ts'
import { pt, size } from './measures.ts'
import { runs } from './runs.ts'

type Look = { width: number; face: Face; headFace: Face; points: number }

/** A ruled table of the full width; its head repeats on every page and no row is torn apart. */
export function layOutTable(columns: Column[], rows: string[][], look: Look): Table {
  const shares = columns.map((column) => column.share ?? 1)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((look.width * share) / whole))
  const cell = (text: string, at: number, head: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: pt(3), bottom: pt(3), left: pt(5), right: pt(5) },
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : alignmentOf[columns[at]?.align ?? 'left'],
          spacing: { line: pt(look.points * 1.4), lineRule: 'atLeast', before: 0, after: 0 },
          keepNext: head,
          children: runs(text, {
            font: head ? look.headFace : look.face,
            size: size(look.points),
            bold: head,
          }),
        }),
      ],
    })
  const line = { style: BorderStyle.SINGLE, size: 4, color: '444444' }
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column, at) => cell(column.title, at, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(row[at] ?? '', at, false)) }),
      ),
    ],
  })
}

const alignmentOf = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const
