import { useEffect } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { call } from '../../web/call.ts'
import { registerSearch } from '../../web/commands.ts'
import { useGo } from '../../web/navigation.ts'
import { search } from '../contract.ts'

/** Lets the palette find records: each leads to its page and says where it belongs. */
export function useRecordSearch(): void {
  const { language } = useWords()
  const go = useGo()
  useEffect(
    () =>
      registerSearch(async (text, signal) => {
        const { items } = await call(search, { query: { text } }, { signal })
        return items.map(({ id, number, title, link, organisation }) => {
          const place = language === 'en' ? organisation.name_en || organisation.name : organisation.name
          const own = organisation.id === id
          return {
            key: `found ${id}`,
            title,
            hint: [number, own ? (language === 'en' ? organisation.name_en : null) : place]
              .filter(Boolean)
              .join(' · '),
            run: () => go(link),
          }
        })
      }),
    [go, language],
  )
}
