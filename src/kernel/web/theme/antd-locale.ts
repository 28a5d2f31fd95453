import type { ConfigProviderProps } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import type { Language } from '../../language/contract.ts'
import { useWords } from '../../language/web/words.tsx'

type Locale = NonNullable<ConfigProviderProps['locale']>

/** Ant Design's own words (calendars, empty selects), loaded with the language in use. */
export function useAntdLocale(): Locale | undefined {
  const { language } = useWords()
  const [locale, setLocale] = useState<Locale>()
  useEffect(() => {
    let wanted = true
    loadLocale(language).then((loaded) => wanted && setLocale(loaded), console.error)
    return () => {
      wanted = false
    }
  }, [language])
  return locale
}

async function loadLocale(language: Language): Promise<Locale> {
  if (language === 'en') {
    await import('dayjs/locale/en-gb.js')
    dayjs.locale('en-gb')
    return unwrap(await import('antd/es/locale/en_GB.js'))
  }
  if (language === 'zh-TW') {
    await import('dayjs/locale/zh-tw.js')
    dayjs.locale('zh-tw')
    return unwrap(await import('antd/es/locale/zh_TW.js'))
  }
  await import('dayjs/locale/zh-cn.js')
  dayjs.locale('zh-cn')
  return unwrap(await import('antd/es/locale/zh_CN.js'))
}

/** A default export arrives once or twice wrapped, depending on who bundled it. */
function unwrap(module: { default: Locale | { default: Locale } }): Locale {
  const inner = module.default
  return 'default' in inner ? inner.default : inner
}
