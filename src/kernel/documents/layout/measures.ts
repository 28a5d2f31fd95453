/** Word counts in twips: 1440 to the inch, 20 to the point. */
export const mm = (millimetres: number) => Math.round((millimetres * 1440) / 25.4)
export const pt = (points: number) => Math.round(points * 20)

/** Font sizes are told in half points. */
export const size = (points: number) => Math.round(points * 2)

/** A4 with the type area of GB/T 9704-2012: 156 mm × 225 mm, 22 lines of 28 characters. */
export const officialPage = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(22) },
}
export const textWidth = mm(210 - 28 - 26)
/** 225 mm over 22 lines. */
export const lineHeight = pt(28.95)

/** Chinese type sizes by name, in points. */
export const chineseSize = { two: 22, three: 16, four: 14, smallFour: 12, five: 10.5 } as const

/** Width of a text in ems: East Asian characters are one, others a little over half. */
export function widthInEms(text: string): number {
  let width = 0
  for (const character of text) width += isWide(character) ? 1 : 0.55
  return width
}

const isWide = (character: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uff60]/u.test(
    character,
  )
