import { sql } from 'kysely'
import { inPinyin } from '../../../kernel/db/pinyin.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { eitherScript } from '../../../kernel/language/comparing/either-script.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { type Html, html } from '../../../kernel/pages/html.ts'
import type { Sent, Shown } from '../../../kernel/pages/public-page.ts'

const most = 20
const search = { id: 'search', method: 'get' } as const

/** Whoever comes without a QR code finds the organisation by its name or place. */
export async function chooseOrganisation(ctx: Ctx, { query, params }: Sent): Promise<Shown> {
  const say = (key: string) => translate(ctx.language, key)
  const q = (typeof query.q === 'string' ? query.q : '').trim().slice(0, 100)
  const found = q ? await findServing(ctx, q) : []
  return {
    title: say('complaints.door.title'),
    // Below a sentence that there is no such organisation, the same address says it in the other languages.
    ...(params.code ? {} : { languages: { address: '/public/complaints', form: search } }),
    body: html`<p>${say('complaints.door.choose_text')}</p>
<form id="${search.id}" method="get" action="/public/complaints" role="search">
<label>${say('complaints.door.which')}<input name="q" value="${q}" maxlength="100" required></label>
<button name="lang" value="${ctx.language}">${say('complaints.door.search')}</button>
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
