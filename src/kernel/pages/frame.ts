import { languages as all, type Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { Html, html } from './html.ts'
import type { Shown } from './public-page.ts'
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

/** A whole page: small, phone first, the same in three languages, nothing to load beside it. */
export function frame({ title, body, language, company, languages }: Framed): string {
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
<header><strong>${company}</strong>${languages && languageLinks(language, languages)}</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`
  return page.text
}

function languageLinks(language: Language, { address, fields }: NonNullable<Shown['languages']>): Html {
  const url = new URL(address, 'http://here')
  const others = all.map((one) => {
    url.searchParams.set('lang', one)
    const [to, name] = [`${url.pathname}${url.search}`, translate(language, names[one])]
    if (one === language) return html`<span aria-current="true">${name}</span>`
    if (!fields) return html`<a href="${to}" lang="${one}" hreflang="${one}">${name}</a>`
    const kept = Object.entries(fields).map(
      ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`,
    )
    return html`<form method="post" enctype="multipart/form-data" action="${to}">${kept}<button class="link" lang="${one}">${name}</button></form>`
  })
  return html`<nav aria-label="${translate(language, 'pages.frame.languages')}">${others}</nav>`
}

// Each in its own words, whatever the page speaks.
const names = { 'zh-CN': 'pages.frame.in_cn', 'zh-TW': 'pages.frame.in_tw', en: 'pages.frame.in_en' } as const
