import { describe, expect, test } from 'vitest'
import { chartColours, type Mode, type Tokens, tokens } from './tokens.ts'

const modes: Mode[] = ['light', 'dark']
const grounds: (keyof Tokens)[] = ['paper', 'shade', 'card', 'raised', 'hover', 'selected']

/** Written on these grounds: 4.5:1 (WCAG 2.2, 1.4.3). */
const texts: [keyof Tokens, (keyof Tokens)[]][] = [
  ['ink', grounds],
  ['inkSoft', grounds],
  ['inkFaint', grounds],
  ['pine', grounds],
  ['pineStrong', grounds],
  ['seal', [...grounds.filter((ground) => ground !== 'selected'), 'sealSoft']],
  ['sealStrong', ['card', 'raised', 'sealSoft']],
  ['amberInk', [...grounds, 'amberSoft']],
  ['blue', ['paper', 'card', 'raised', 'blueSoft']],
  ['grey', ['card', 'raised']],
  ['ink', ['pineSoft', 'sealSoft', 'amberSoft', 'blueSoft', 'greySoft']],
  ['inkSoft', ['pineSoft', 'sealSoft', 'amberSoft', 'blueSoft', 'greySoft']],
  ['onPine', ['pine', 'pineStrong']],
  ['onSeal', ['seal', 'sealStrong']],
]

/** Shapes and edges that carry meaning: 3:1 (WCAG 2.2, 1.4.11). */
const shapes: [keyof Tokens, (keyof Tokens)[]][] = [
  ['edge', ['card', 'paper', 'raised']],
  ['amber', ['card', 'paper', 'amberSoft']],
  ['grey', ['card', 'paper', 'greySoft']],
  ['pine', ['pineSoft']],
  ['blue', ['blueSoft']],
]

describe.each(modes)('in %s', (mode) => {
  const of = (name: keyof Tokens) => tokens[mode][name]

  test.each(texts)('%s can be read on its grounds', (text, onto) => {
    for (const ground of onto)
      expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  })

  test.each(shapes)('%s can be made out on its grounds', (shape, onto) => {
    for (const ground of onto)
      expect(contrast(of(shape), of(ground)), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3)
  })

  test('every line of a chart can be made out', () => {
    for (const colour of chartColours[mode])
      expect(contrast(colour, of('card')), colour).toBeGreaterThanOrEqual(3)
  })
})

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours. */
function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
