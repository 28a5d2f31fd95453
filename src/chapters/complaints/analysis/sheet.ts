import type { Ctx } from '../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../kernel/http/send-file.ts'
import type { MessageKey } from '../../../kernel/language/messages/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import type { SheetFormat } from '../../../kernel/sheet/contract.ts'
import { type Cell, writeSheet } from '../../../kernel/sheet/write.ts'
import type { Analysis } from './contract.ts'
import { type AskedAnalysis, readAnalysis } from './read.ts'

type Line = {
  by: MessageKey
  item?: string
  count: number
  /** How many the count is of; for causes, the share that it and those before it make up. */
  of?: number
  share?: number | null
}

/**
 * The numbers of the page, one a line, in its order. Period and organisation stand on every line, so that sheets of
 * several periods can be put below each other. Shares are percentages with one decimal.
 */
export async function exportAnalysis(
  ctx: Ctx,
  { format, ...asked }: AskedAnalysis & { format: SheetFormat },
): Promise<FileAnswer> {
  const analysis = await readAnalysis(ctx, asked)
  const { from, to } = analysis
  const { language } = ctx
  const word = (key: MessageKey) => translate(language, key)
  const where = asked.under ? analysis.under : word('complaints.analysis.everywhere')
  return writeSheet({
    ...{ format, language, title: word('complaints.analysis.title') },
    name: [word('complaints.analysis.title'), analysis.under, from, to].filter(Boolean).join(' '),
    head: heads.map(word),
    body: linesOf(analysis).map(({ by, item, count, of, share }): Cell[] => [
      ...[{ day: from }, { day: to }, where, word(by), item ?? null],
      ...[count, of ?? null, share === undefined || share === null ? null : Math.round(share * 1000) / 10],
    ]),
  })
}

const heads: MessageKey[] = [
  'complaints.analysis.from',
  'complaints.analysis.to',
  'complaints.field.organisation',
  'complaints.analysis.by',
  'complaints.analysis.item',
  'complaints.analysis.count',
  'complaints.analysis.out_of',
  'complaints.analysis.share',
]

function linesOf(analysis: Analysis): Line[] {
  const rate = (by: MessageKey, { met, total }: Analysis['repeated']): Line => ({
    ...{ by, count: met, of: total },
    ...(total > 0 ? { share: met / total } : {}),
  })
  const bars = (by: MessageKey, all: { title: string; count: number; share?: number | null }[]): Line[] =>
    all.map(({ title, count, share }) => ({ by, item: title, count, share }))
  return [
    { by: 'complaints.analysis.all', count: analysis.total },
    rate('complaints.analysis.first_time_right', analysis.first_time_right),
    rate('complaints.analysis.repeated', analysis.repeated),
    ...bars('complaints.analysis.months', analysis.months),
    ...bars('complaints.analysis.causes', analysis.causes),
    ...bars('complaints.analysis.organisations', analysis.organisations),
    ...bars('complaints.analysis.services', analysis.services),
    ...bars('complaints.analysis.channels', analysis.channels),
  ]
}
