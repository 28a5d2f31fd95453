import type { Language } from '../../language/contract.ts'

export type Face = { ascii: string; hAnsi: string; eastAsia: string; hint?: string }

const chinese = (eastAsia: string): Face => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia,
  // Quotation marks and dashes belong to both scripts; in a Chinese text they are Chinese.
  hint: 'eastAsia',
})
const latin = (name: string): Face => ({ ascii: name, hAnsi: name, eastAsia: 'SimSun' })

export type Faces = { title: Face; body: Face; heading: Face; subheading: Face; folio: Face }

/** The faces GB/T 9704-2012 asks for; in Taiwan the ones its offices use; in English one serif. */
const faces: Record<Language, Faces> = {
  'zh-CN': {
    title: chinese('FZXiaoBiaoSong-B05S'),
    body: chinese('FangSong'),
    heading: chinese('SimHei'),
    subheading: chinese('KaiTi'),
    folio: chinese('SimSun'),
  },
  'zh-TW': {
    title: chinese('DFKai-SB'),
    body: chinese('DFKai-SB'),
    heading: chinese('Microsoft JhengHei'),
    subheading: chinese('DFKai-SB'),
    folio: chinese('PMingLiU'),
  },
  en: {
    title: latin('Georgia'),
    body: latin('Georgia'),
    heading: latin('Georgia'),
    subheading: latin('Georgia'),
    folio: latin('Georgia'),
  },
}

export const facesOf = (language: Language): Faces => faces[language]
