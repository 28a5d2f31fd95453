/// <reference types="vite/client" />
import type { i18n } from 'i18next'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
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

/** The words that the first pages need, or all of a language. */
export type WordsPart = 'first' | 'all'

type Props = {
  /** Fetches words of a language. */
  load: (language: Language, part: WordsPart) => Promise<Table>
  /** What the page that is opened needs before it is shown. */
  initially: WordsPart
  /** Without it: the language chosen before on this device, else the browser's. */
  language?: Language
  /** The zone instants are shown in; without it, the browser's. */
  timeZone?: string
  /** Shown until the first language is here. */
  fallback?: ReactNode
  children: ReactNode
}

const remembered = 'bylaw.language'
/** Milliseconds from looking whether the first page stands, when the other words are fetched unasked, until looking again. */
const pause = 2000
const pageStands = () => document.querySelector('.bones') === null
type Chosen = Omit<Words, 't'> & {
  isWhole: boolean
  demandAll: () => Promise<void>
}
const Chosen = createContext<Chosen | undefined>(undefined)

/** Everything inside may call `useWords()`. Only the language in use is downloaded, the words of the first pages first. */
export function WordsProvider({
  load,
  initially,
  language: given,
  timeZone,
  fallback = null,
  children,
}: Props) {
  const [store] = useState(() => makeStore(load))
  const [shown, show] = useState<{ language: Language; isWhole: boolean }>()
  const [failure, fail] = useState<unknown>()
  const turn = useRef(0)

  const setLanguage = useCallback(
    async (next: Language) => {
      turn.current += 1
      const mine = turn.current
      // A page that stands has all words, and in another language too: it would be taken away, with what is filled in.
      const needsAll = () => {
        const { language } = store.words
        return language ? store.isWhole(language) : initially === 'all'
      }
      await store.fetch(next, needsAll() ? 'all' : 'first')
      // Meanwhile the words a page waited for may have come, or somebody chose once more.
      if (needsAll()) await store.fetch(next, 'all')
      if (mine !== turn.current) return
      await store.words.changeLanguage(next)
      document.documentElement.lang = next
      remember(next)
      show({ language: next, isWhole: store.isWhole(next) })
    },
    [store, initially],
  )
  const language = shown?.language
  const demandAll = useCallback(async () => {
    if (language === undefined) return
    await store.fetch(language, 'all')
    if (store.words.language === language) show({ language, isWhole: true })
  }, [store, language])

  useEffect(() => {
    setLanguage(given ?? recall()).catch(fail)
  }, [given, setLanguage])

  useEffect(() => {
    if (!shown || shown.isWhole) return
    const timer = setInterval(() => {
      if (!pageStands()) return
      clearInterval(timer)
      // Whatever page needs them asks again, and says so when they can't be had.
      demandAll().catch(() => {})
    }, pause)
    return () => clearInterval(timer)
  }, [shown, demandAll])

  const chosen = useMemo(
    () => shown && { ...shown, setLanguage, formats: makeFormats(shown.language, timeZone), demandAll },
    [shown, setLanguage, timeZone, demandAll],
  )
  if (!chosen && failure) throw failure
  if (!chosen) return fallback
  return (
    <I18nextProvider i18n={store.words}>
      <Chosen value={chosen}>{children}</Chosen>
    </I18nextProvider>
  )
}

export function useWords(): Words {
  const chosen = useChosen()
  const { t: say } = useTranslation()
  const { language, setLanguage, formats } = chosen
  const t = useCallback(
    (key: MessageKey, params: MessageParams = {}) => String(say(key as string, params)),
    [say],
  )
  return useMemo(() => ({ t, language, setLanguage, formats }), [t, language, setLanguage, formats])
}

/** Whether all words are here, for a page that needs more than the first; asks for them. Throws when they can't be had. */
export function useAllWords(needed: boolean): boolean {
  const { isWhole, demandAll } = useChosen()
  const [failure, fail] = useState<unknown>()
  useEffect(() => {
    if (needed && !isWhole) demandAll().catch(fail)
  }, [needed, isWhole, demandAll])
  if (needed && !isWhole && failure) throw failure
  return isWhole || !needed
}

function useChosen(): Chosen {
  const chosen = useContext(Chosen)
  if (!chosen) throw new Error('useWords() is called outside <WordsProvider>')
  return chosen
}

/** The words that are here, and what fetches the others: each part of a language once, unless it failed. */
function makeStore(load: Props['load']) {
  const whole = new Set<string>()
  const fetched = new Map<string, Promise<void>>()
  const words: i18n = makeWords({}, import.meta.env?.PROD !== true, () => !whole.has(words.language))
  words.use(initReactI18next)
  const add = async (language: Language, part: WordsPart) => {
    words.addResourceBundle(language, 'translation', await load(language, part), false, true)
    if (part === 'all') whole.add(language)
  }
  const fetchPart = (language: Language, part: WordsPart): Promise<void> => {
    if (whole.has(language)) return Promise.resolve()
    const name = `${part} ${language}`
    const known = fetched.get(name)
    if (known) return known
    const asked = add(language, part).catch((error) => {
      fetched.delete(name)
      throw error
    })
    fetched.set(name, asked)
    return asked
  }
  return { words, fetch: fetchPart, isWhole: (language: string) => whole.has(language) }
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
