import '../../kernel/web/theme/global.css'
import '../../kernel/web/theme/print.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useState } from 'react'
import { readSession } from '../../kernel/access/contract.ts'
import type { Language } from '../../kernel/language/contract.ts'
import type { Table } from '../../kernel/language/messages/contract.ts'
import { type WordsPart, WordsProvider } from '../../kernel/language/web/words.tsx'
import type { WebRoute } from '../../kernel/web/route.ts'
import { AppearanceProvider } from '../../kernel/web/theme/appearance.tsx'
import { callKey, useCall } from '../../kernel/web/use-call.ts'
import { leaveWhenSignedOut } from './leave-when-signed-out.ts'
import { makeRouter } from './router.tsx'

/** The whole web app over a list of pages. */
export function App({ routes }: { routes: WebRoute[] }) {
  const [client] = useState(makeClient)
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <Spoken routes={routes} />
      </QueryClientProvider>
    </StrictMode>
  )
}

function Spoken({ routes }: { routes: WebRoute[] }) {
  const [initially] = useState<WordsPart>(() => (routes.some(isOpened) ? 'first' : 'all'))
  const [router] = useState(() => {
    const made = makeRouter(routes)
    leaveWhenSignedOut(made)
    return made
  })
  // Only looks at what the session gate has read: instants are shown in the company's zone once it is known.
  const { data: session } = useCall(readSession, undefined, { enabled: false })
  return (
    <WordsProvider load={loadWords} initially={initially} timeZone={session?.company.time_zone}>
      <AppearanceProvider>
        <RouterProvider router={router} />
      </AppearanceProvider>
    </WordsProvider>
  )
}

const isOpened = ({ path, first }: WebRoute) => first && path === location.pathname

function makeClient(): QueryClient {
  const client = new QueryClient({
    // The call itself tries again when nobody answers; an answered refusal stays one.
    defaultOptions: { queries: { retry: false, staleTime: 5_000 }, mutations: { retry: false } },
  })
  client.setQueryDefaults([callKey(readSession, undefined)[0]], { staleTime: 60_000 })
  return client
}

// Fetched as files, not imported: the browser takes a JSON module only where no development server rewrites it.
const tables: Record<WordsPart, Record<Language, URL>> = {
  first: {
    'zh-CN': new URL('../locales.gen/first/zh-CN.json', import.meta.url),
    'zh-TW': new URL('../locales.gen/first/zh-TW.json', import.meta.url),
    en: new URL('../locales.gen/first/en.json', import.meta.url),
  },
  all: {
    'zh-CN': new URL('../locales.gen/zh-CN.json', import.meta.url),
    'zh-TW': new URL('../locales.gen/zh-TW.json', import.meta.url),
    en: new URL('../locales.gen/en.json', import.meta.url),
  },
}

async function loadWords(language: Language, part: WordsPart): Promise<Table> {
  const answer = await fetch(tables[part][language])
  if (!answer.ok) throw new Error(`the words of ${language} could not be read: ${answer.status}`)
  return (await answer.json()) as Table
}
