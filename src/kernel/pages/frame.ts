import { type Language, languages } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { Html, html } from './html.ts'
import { style } from './style.ts'

type Framed = {
  title: string
  body: Html
  language: Language
  /** Empty where it can't be asked for. */
  company: string
  /** Path and query asked for: the other languages lead to the same page. */
  address: string
  method: string
}

/** A whole page: small, phone first, the same in three languages, nothing to load beside it. */
export function frame({ title, body, language, company, address, method }: Framed): string {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${company ? `${title} · ${company}` : title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header><strong>${company}</strong>${method === 'GET' && languageLinks(language, address)}</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`
  return page.text
}

function languageLinks(language: Language, address: string): Html {
  const url = new URL(address, 'http://here')
  const others = languages.map((one) => {
    url.searchParams.set('lang', one)
    return one === language
      ? html`<span aria-current="true">${translate(language, names[one])}</span>`
      : html`<a href="${url.pathname}${url.search}" lang="${one}" hreflang="${one}">${translate(language, names[one])}</a>`
  })
  return html`<nav aria-label="${translate(language, 'pages.frame.languages')}">${others}</nav>`
}

// Each in its own words, whatever the page speaks.
const names = { 'zh-CN': 'pages.frame.in_cn', 'zh-TW': 'pages.frame.in_tw', en: 'pages.frame.in_en' } as const
