import { languages as all, type Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { scriptAddress } from './browser/serve-script.ts'
import { Html, html } from './html.ts'
import type { Shown, TypedIn } from './public-page.ts'
import { style } from './style.ts'

type Framed = {
  title: string
  body: Html
  language: Language
  /** Empty where it can't be asked for. */
  company: string
  /** Where the same page is found in the other languages. */
  languages: Shown['languages'] | undefined
}

/** A whole page: small, phone first, the same in three languages; beside it one small script, which it works without. */
export function frame({ title, body, language, company, languages }: Framed): string {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${company ? `${title} · ${company}` : title}</title>
<style>${new Html(style)}</style>
<script type="module" src="${scriptAddress}"></script>
</head>
<body>
<header><strong>${company}</strong>${languages && chooseLanguage(language, languages)}</header>
<main>
<h1>${title}</h1>
${body}
<p class="sending" aria-live="polite" data-words="${translate(language, 'pages.frame.sending')}"></p>
</main>
</body>
</html>`
  return page.text
}

/** Links; where something may be typed on the page already, buttons that send it along. */
function chooseLanguage(language: Language, { address, form }: NonNullable<Shown['languages']>): Html {
  const others = all.map((one) => {
    const url = new URL(address, 'http://here')
    url.searchParams.set('lang', one)
    const [to, name] = [`${url.pathname}${url.search}`, translate(language, names[one])]
    if (one === language) return html`<span aria-current="true">${name}</span>`
    if (!form) return html`<a href="${to}" lang="${one}" hreflang="${one}">${name}</a>`
    const sends =
      form.method === 'get'
        ? html`name="lang" value="${one}"`
        : html`name="${rewording}" value="form" formaction="${to}" formenctype="${plain}"`
    return html`<button class="link" form="${form.id}" formnovalidate lang="${one}" ${sends}>${name}</button>`
  })
  return html`${form && enterButton(form, language)}<nav aria-label="${translate(language, 'pages.frame.languages')}">${others}</nav>`
}

/** The enter key presses the first button of a form: that would be another language. */
function enterButton({ id, method, enter }: TypedIn, language: Language): Html {
  const sends = enter ?? (method === 'get' && { name: 'lang', value: language })
  return html`<button class="trap" form="${id}" tabindex="-1" aria-hidden="true"${sends && html` name="${sends.name}" value="${sends.value}"`}></button>`
}

/** The field that asks for the page in another language and for nothing else. */
export const rewording = 'only'
/** Of files it sends the names: they couldn't be shown as chosen again. */
const plain = 'application/x-www-form-urlencoded'

// Each in its own words, whatever the page speaks.
const names = { 'zh-CN': 'pages.frame.in_cn', 'zh-TW': 'pages.frame.in_tw', en: 'pages.frame.in_en' } as const
