import { fonts, type Mode, shadows, type Tokens, tokens } from './tokens.ts'

const sheet = new CSSStyleSheet()

/**
 * Puts the tokens on the page as custom properties (`inkSoft` → `--ink-soft`). A constructed style sheet, so that
 * tokens.ts stays the only place with a colour in it and the content security policy needs no exception.
 */
export function paint(mode: Mode): void {
  const colours = Object.entries(tokens[mode] satisfies Tokens).map(
    ([name, value]) => `--${kebab(name)}:${value}`,
  )
  const others = [
    `--shadow:${shadows[mode]}`,
    `--sans:${fonts.sans}`,
    `--serif:${fonts.serif}`,
    `--mono:${fonts.mono}`,
    `color-scheme:${mode}`,
  ]
  sheet.replaceSync(`:root{${[...colours, ...others].join(';')}} @media print{:root{${printed()}}}`)
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet)
  document.documentElement.dataset.mode = mode
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', tokens[mode].paper)
}

/** Paper is white, whatever the screen. */
const printed = () =>
  Object.entries({ ...tokens.light, paper: '#FFFFFF', shade: '#FFFFFF' })
    .map(([name, value]) => `--${kebab(name)}:${value}`)
    .join(';')

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
