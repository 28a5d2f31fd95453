import type { Ctx } from '../../http/context.ts'
import { makeFormats } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { getOrganisation } from '../../org/organisation.ts'
import { html } from '../../pages/html.ts'
import type { Sent, Shown } from '../../pages/public-page.ts'
import { contentOf } from '../content.ts'
import type { DocumentContent } from '../contract.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import type { Found } from './check-paper.ts'

/** What stands on the paper, to be held beside it, and whether it still holds. Invariant: nothing the paper doesn't say. */
export async function showPaper(
  ctx: Ctx,
  found: Found,
  { number = '', code = '' }: Sent['fields'],
): Promise<Shown> {
  const { language } = ctx
  const say = (key: string, params?: Record<string, unknown>) => translate(language, key, params)
  const { snapshot } = await ctx.tx
    .selectFrom('kernel.issued_document')
    .select('snapshot')
    .where('org_id', '=', found.organisation_id)
    .where('sha256', '=', found.sha256)
    .executeTakeFirstOrThrow()
  const said = contentOf(snapshot as OfficialDocument)
  const { time_zone } = await getOrganisation(ctx, found.organisation_id)
  const voided = found.voided_at && makeFormats(language, time_zone).date(found.voided_at)
  const word = voided ? 'voided' : 'genuine'
  const text = voided
    ? say('documents.door.voided_text', { at: voided })
    : say(found.by === 'file' ? 'documents.check.genuine_text' : 'documents.door.genuine_text')
  return {
    title: `${say('documents.door.title')}: ${said.number}`,
    // A file would have to be sent again.
    ...(found.by === 'code' && {
      languages: { address: '/public/documents', form: { id: 'found', method: 'post' } },
    }),
    body: html`<div class="notice${voided ? '' : ' good'}" role="status"><strong>${say(`documents.check.${word}`)}</strong><p>${text}</p></div>
<h2>${say('documents.door.says')}</h2>
<div class="paper" lang="${said.language}">
<p>${said.issuer}</p>
<p>${said.number}</p>
<p><strong>${said.title}</strong></p>
<p>${said.addressee}</p>
${said.lines.map(showLine)}
${said.attachments.map((name) => html`<p>${name}</p>`)}
${said.signature.map((line) => html`<p class="end">${line}</p>`)}
<p class="end">${said.date}</p>
${said.imprint.map((line) => html`<p><small>${line}</small></p>`)}
</div>
<dl><dt>SHA-256</dt><dd class="hash">${found.sha256}</dd></dl>
${found.by === 'code' && html`<form id="found" method="post" action="/public/documents?lang=${language}"><input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}"><input type="hidden" name="looked" value="1"></form>`}
<p><a href="/public/documents?lang=${language}">${say('documents.door.another')}</a></p>`,
  }
}

function showLine(line: DocumentContent['lines'][number]) {
  if (line.kind !== 'table') return html`<p>${line.text}</p>`
  const head = line.columns.map(({ title }) => html`<th scope="col">${title}</th>`)
  const rows = line.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)
  return html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
}
