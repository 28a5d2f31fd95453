import { App, ConfigProvider } from 'antd'
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react'
import { useClearing } from '../pieces/clearing.tsx'
import { useStored } from '../stored.ts'
import { useAntdLocale } from './antd-locale.ts'
import { antdTheme } from './antd-theme.ts'
import { paint } from './paint.ts'
import type { Mode } from './tokens.ts'

export type Appearance = Mode | 'system'

const Chosen = createContext<{
  appearance: Appearance
  mode: Mode
  setAppearance: (appearance: Appearance) => void
}>({ appearance: 'system', mode: 'light', setAppearance: () => {} })

export const useAppearance = () => useContext(Chosen)

/** Light, dark or as the device is set; dresses our own styles and Ant Design alike. */
export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [appearance, setAppearance] = useStored<Appearance>('appearance', 'system')
  const device = useSyncExternalStore(listen, () => (darkDevice().matches ? 'dark' : 'light'))
  const mode = appearance === 'system' ? device : appearance
  useLayoutEffect(() => paint(mode), [mode])
  const locale = useAntdLocale()
  const { clearIcon } = useClearing()
  const chosen = useMemo(() => ({ appearance, mode, setAppearance }), [appearance, mode, setAppearance])
  return (
    <Chosen value={chosen}>
      <ConfigProvider
        theme={antdTheme(mode)}
        button={{ autoInsertSpace: false }}
        datePicker={{ clearIcon }}
        {...(locale ? { locale } : {})}
      >
        <App component={false} message={{ maxCount: 3 }}>
          {children}
        </App>
      </ConfigProvider>
    </Chosen>
  )
}

const darkDevice = () => matchMedia('(prefers-color-scheme: dark)')

function listen(changed: () => void): () => void {
  const query = darkDevice()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
