import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type Language, languageLabels, languages } from '../../language/contract.ts'
import type { MessageKey } from '../../language/messages/contract.ts'
import { useWords } from '../../language/web/words.tsx'

const shortNames: Record<Language, MessageKey> = {
  'zh-CN': 'web.language.short_cn',
  'zh-TW': 'web.language.short_tw',
  en: 'web.language.short_en',
}

type Props = { onChange?: (language: Language) => void }

/** The three languages, each by its own short name; at once, without reloading. */
export function LanguageSwitch({ onChange }: Props) {
  const { t, language, setLanguage } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const change = (next: Language) => {
    setLanguage(next).then(
      () => {
        // Names and sentences of the server come in the language they were asked for in.
        void client.invalidateQueries()
        onChange?.(next)
      },
      () => message.error(t('web.language.not_loaded')),
    )
  }
  return (
    <fieldset className="language-switch" aria-label={t('web.language.title')}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          className="plain-button"
          aria-pressed={one === language}
          title={languageLabels[one]}
          onClick={() => change(one)}
        >
          {t(shortNames[one])}
        </button>
      ))}
    </fieldset>
  )
}
