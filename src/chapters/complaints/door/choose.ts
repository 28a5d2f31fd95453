import { sql } from 'kysely'
import { inPinyin } from '../../../kernel/db/pinyin.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { eitherScript } from '../../../kernel/language/comparing/either-script.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { type Html, html } from '../../../kernel/pages/html.ts'
import type { Sent, Shown } from '../../../kernel/pages/public-page.ts'

const most = 20

/** Whoever comes without a QR code finds the organisation by its name or place. */
export async function chooseOrganisation(ctx: Ctx, { query }: Sent): Promise<Shown> {
  const say = (key: string) => translate(ctx.language, key)
  const q = (typeof query.q === 'string' ? query.q : '').trim().slice(0, 100)
  const found = q ? await findServing(ctx, q) : []
  return {
    title: say('complaints.door.title'),
    body: html`<p>${say('complaints.door.choose_text')}</p>
<form method="get" action="/public/complaints" role="search">
<input type="hidden" name="lang" value="${ctx.language}">
<label>${say('complaints.door.which')}<input name="q" value="${q}" maxlength="100" required></label>
<button>${say('complaints.door.search')}</button>
</form>
${q && list(ctx, found, say('complaints.door.none'))}
<p><a href="/public/complaints/track?lang=${ctx.language}">${say('complaints.door.track_link')}</a></p>`,
  }
}

type Found = { code: string; name: string; name_en: string | null }

/** Those at work that give service, by a name in either script; their names are public. */
async function findServing({ tx }: Ctx, q: string): Promise<Found[]> {
  const like = eitherScript(q)
  const { rows } = await sql<Found>`
    select code, name, name_en from kernel.organisation
    where life in ('active', 'suspended') and kind in ('branch', 'department', 'partner_point')
      and (name ~* ${like} or name_en ~* ${like} or code ~* ${like})
    order by ${inPinyin('name')}, id limit ${most}`.execute(tx)
  return rows
}

function list({ language }: Ctx, found: Found[], none: string): Html {
  if (found.length === 0) return html`<p role="status">${none}</p>`
  const items = found.map(
    ({ code, name, name_en }) =>
      html`<li><a href="/public/complaints/at/${encodeURIComponent(code)}?lang=${language}">${nameIn(language, { name, name_en })}</a></li>`,
  )
  return html`<ul class="list">${items}</ul>`
}
