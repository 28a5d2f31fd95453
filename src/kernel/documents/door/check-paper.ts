import { everything, widenReach } from '../../db/transaction.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { translate } from '../../language/translate.ts'
import { fileField, isOfFiles } from '../../pages/file-field.ts'
import { html } from '../../pages/html.ts'
import { checkPublicLimit, limitPublic } from '../../pages/limit.ts'
import type { Sent, Shown } from '../../pages/public-page.ts'
import { faultyBy } from '../../pages/summary.ts'
import { hashOfPrinted, readTyped } from './printed-code.ts'
import { showPaper } from './show-paper.ts'

const noSuchCode = 'documents.door.errors.no_such_code'
const noSuchFile = 'documents.door.errors.no_such_file'

/**
 * Number and code as printed, or the file itself. Invariant: the code stands in no address but the one the paper's own QR
 * code holds; it goes to no other site, and into no log.
 */
export async function askForPaper(ctx: Ctx, { query }: Pick<Sent, 'query'>, key?: string): Promise<Shown> {
  const { language } = ctx
  const say = (key: string) => translate(language, key)
  const given = (name: string, most: number) =>
    typeof query[name] === 'string' ? query[name].slice(0, most) : ''
  const action = `/public/documents?lang=${language}`
  const file = {
    ...{ id: 'file', label: say('documents.door.file'), help: say('documents.door.file_help') },
    ...{ accepts: '.docx', most: 1, required: true },
    fault: (key === noSuchFile || isOfFiles(key)) && say('documents.door.errors.file'),
  }
  // Which of the two is wrong nobody is told: it is said above.
  const marks = key === noSuchCode && faultyBy('refused')
  const typed = [
    { id: 'number', label: say('documents.check.number') },
    { id: 'code', label: say('documents.door.code') },
  ]
  return {
    title: say('documents.door.title'),
    // What was typed, or filled in by the paper's QR code, goes along in the form: an address would hold the code.
    languages: { address: '/public/documents', form: { id: 'paper', method: 'post' } },
    faulty: file.fault ? [file] : marks ? typed : [],
    body: html`<p>${say('documents.door.intro')}</p>
<form id="paper" method="post" enctype="multipart/form-data" action="${action}">
<label>${say('documents.check.number')} <small>${say('documents.door.number_help')}</small><input id="number" name="number" value="${given('number', 80)}" required maxlength="80" autocomplete="off"${marks}></label>
<label>${say('documents.door.code')} <small>${say('documents.door.code_help')}</small><input id="code" name="code" value="${given('code', 40)}" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"${marks}></label>
<button>${say('documents.document.verify')}</button>
</form>
<h2>${say('documents.door.by_file')}</h2>
<form method="post" enctype="multipart/form-data" action="${action}">
${fileField(ctx, file)}
<button class="quiet">${say('documents.document.verify')}</button>
</form>`,
  }
}

/** Once more, with the number as it was typed. */
export const askAgain = (ctx: Ctx, { fields: { number = '' } }: Sent, key: string): Promise<Shown> =>
  askForPaper(ctx, { query: { number } }, key)

/** In another language, with what was typed, or what was found by it. */
export function rewordPaper(ctx: Ctx, sent: Sent): Promise<Shown> {
  const { number = '', code = '', looked } = sent.fields
  return looked ? checkPaper(ctx, sent) : askForPaper(ctx, { query: { number, code } })
}

/** Says to whoever holds a paper, or its file, what the company issued under it, and whether it still holds. */
export async function checkPaper(ctx: Ctx, sent: Sent): Promise<Shown> {
  ctx.unchanged()
  const file = sent.files[0]
  const found = file ? await findByFile(ctx, { sha256: file.sha256, ...sent }) : await findByCode(ctx, sent)
  await widenReach(ctx.tx)
  return showPaper({ ...ctx, reach: everything }, found, sent.fields)
}

export type Found = { sha256: string; organisation_id: string; voided_at: string | null; by: 'file' | 'code' }

/**
 * Invariant: a number nobody gave, a wrong code and a paper from before there were codes get the same answer, and are
 * counted by number and by sender. The number alone opens nothing.
 */
async function findByCode(ctx: Ctx, { fields, address }: Sent): Promise<Found> {
  const read = readTyped((fields.number ?? '').slice(0, 80))
  const code = (fields.code ?? '').slice(0, 40)
  const limits = [
    { what: `documents.check from ${address}`, times: 20, minutes: 15 },
    { what: `documents.check of ${read.at(-1)}`, times: 5, minutes: 15 },
  ]
  // Before the code is looked at: a guess beyond the limit is told nothing, were it right.
  for (const limit of limits) await checkPublicLimit(ctx, limit)
  const hashes = read.map((number) => hashOfPrinted(number, code))
  const row = await find(ctx, 'code_hash', hashes)
  if (row) return { ...row, by: 'code' }
  for (const limit of limits) await limitPublic(ctx, limit)
  throw refused(noSuchCode)
}

/** Whoever has the file knows what it says. */
async function findByFile(
  ctx: Ctx,
  { sha256, address }: { sha256: string; address: string },
): Promise<Found> {
  await limitPublic(ctx, { what: `documents.check file ${address}`, times: 60, minutes: 15 })
  const row = await find(ctx, 'sha256', [sha256])
  if (!row) throw refused(noSuchFile)
  return { ...row, by: 'file' }
}

const find = ({ tx }: Ctx, by: 'code_hash' | 'sha256', values: string[]) =>
  tx
    .selectFrom('kernel.issued_hash')
    .select(['sha256', 'organisation_id', 'voided_at'])
    .where(by, 'in', values)
    .executeTakeFirst()
