import { isLanguage, type Language } from '../../../language/contract.ts'

/** Common characters that the traditional script alone writes so. */
const traditional =
  /[們個這說為來時會對發問題請謝訴據機關辦員電話與號給還沒讓務應該實經過開處間學長點體環繳費單證書聯絡戶團歡樂進選項顯]/g
const simplified =
  /[们个这说为来时会对发问题请谢诉据机关办员电话与号给还没让务应该实经过开处间学长点体环缴费单证书联络户团欢乐进选项显]/g

type Said = { content_language?: string | null; charset?: string | null }

/**
 * The language somebody wrote in, of those we speak: what is said of it counts first, then the script. Simplified
 * Chinese where nothing tells.
 */
export function guessLanguage(text: string, { content_language, charset }: Said = {}): Language {
  const said = content_language?.split(',')[0]?.trim() ?? ''
  if (isLanguage(said)) return said
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = text.match(/[a-z]{2,}/gi)?.length ?? 0
  if (han === 0) return latin > 0 ? 'en' : 'zh-CN'
  // A word of Latin letters says about as much as two characters.
  if (latin > han * 2) return 'en'
  if (charset?.startsWith('big5')) return 'zh-TW'
  const count = (of: RegExp) => text.match(of)?.length ?? 0
  return count(traditional) > count(simplified) ? 'zh-TW' : 'zh-CN'
}
