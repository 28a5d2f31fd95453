/// <reference types="vite/client" />
import type { i18n } from 'i18next'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next'
import { type Formats, isLanguage, type Language, makeFormats, negotiateLanguage } from '../contract.ts'
import { type MessageKey, type MessageParams, makeWords, type Table } from '../messages/contract.ts'

export type Words = {
  t: (key: MessageKey, params?: MessageParams) => string
  language: Language
  /** Resolves when the language is loaded and shown; rejects, and keeps the present one, when it can't be loaded. */
  setLanguage: (language: Language) => Promise<void>
  formats: Formats
}

type Props = {
  /** Fetches one language's table; called once per language. */
  load: (language: Language) => Promise<Table>
  /** Without it: the language chosen before on this device, else the browser's. */
  language?: Language
  /** The zone instants are shown in; without it, the browser's. */
  timeZone?: string
  /** Shown until the first language is here. */
  fallback?: ReactNode
  children: ReactNode
}

const remembered = 'bylaw.language'
const Chosen = createContext<Omit<Words, 't'> | undefined>(undefined)

/** Everything inside may call `useWords()`. Only the language in use is downloaded. */
export function WordsProvider({ load, language: given, timeZone, fallback = null, children }: Props) {
  const [words] = useState(makeInstance)
  const [language, show] = useState<Language>()
  const [failure, fail] = useState<unknown>()

  const setLanguage = useCallback(
    async (next: Language) => {
      if (!words.hasResourceBundle(next, 'translation'))
        words.addResourceBundle(next, 'translation', await load(next), false, true)
      await words.changeLanguage(next)
      document.documentElement.lang = next
      remember(next)
      show(next)
    },
    [words, load],
  )

  useEffect(() => {
    setLanguage(given ?? recall()).catch(fail)
  }, [given, setLanguage])

  const chosen = useMemo(
    () => language && { language, setLanguage, formats: makeFormats(language, timeZone) },
    [language, setLanguage, timeZone],
  )
  if (!chosen && failure) throw failure
  if (!chosen) return fallback
  return (
    <I18nextProvider i18n={words}>
      <Chosen value={chosen}>{children}</Chosen>
    </I18nextProvider>
  )
}

export function useWords(): Words {
  const chosen = useContext(Chosen)
  const { t: say } = useTranslation()
  if (!chosen) throw new Error('useWords() is called outside <WordsProvider>')
  const t = useCallback(
    (key: MessageKey, params: MessageParams = {}) => String(say(key as string, params)),
    [say],
  )
  return useMemo(() => ({ ...chosen, t }), [chosen, t])
}

function makeInstance(): i18n {
  const words = makeWords({}, import.meta.env?.PROD !== true)
  return words.use(initReactI18next)
}

function recall(): Language {
  try {
    const stored = localStorage.getItem(remembered)
    if (isLanguage(stored)) return stored
  } catch {
    // Storage may be switched off; the browser's languages then decide every time.
  }
  return negotiateLanguage(navigator.languages.join(','))
}

function remember(language: Language) {
  try {
    localStorage.setItem(remembered, language)
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}
