import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`
/** Under the name the browser asked by: the server takes a write from pages of its own address only. */
const toServer = { target: server, changeOrigin: false }

/** The app and its first page with whatever they import: one file in place of sixty small ones. */
const first = /src[\\/](app[\\/]web[\\/]main|kernel[\\/]tasks[\\/]web[\\/]workbench-page)\.tsx$/
/** Packages that change seldom and are used everywhere lie in files of their own, which stay in the browser's cache. */
const groups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
  { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
  { name: 'survey', test: /node_modules[\\/]survey-[^\\/]+[\\/]/, priority: 2 },
  { name: 'first', test: first, priority: 1 },
]

/**
 * antd's buttons and fields ask the context of a form, and that file asks the whole form with its validator for one
 * component: 14 kB that come with the first page that has a form instead.
 */
const formContextAlone: Plugin = {
  name: 'form-context-alone',
  enforce: 'pre',
  resolveId(source, importer) {
    if (
      source !== '@rc-component/form' ||
      !importer ||
      !/antd[\\/]es[\\/]form[\\/]context\.js$/.test(importer)
    )
      return null
    return this.resolve('@rc-component/form/es/FormContext.js', importer)
  },
}

/** JSON Schema is written by the server, for the OpenAPI document: what zod brings for it stays out of the browser. */
const noJsonSchema: Plugin = {
  name: 'no-json-schema',
  transform(code, id) {
    if (!/zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/.test(id)) return null
    const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
    const empty = "const none = () => { throw new Error('JSON Schema is written by the server.') }"
    return [empty, ...names.map((name) => `export const ${name} = none`), 'export { none as process }'].join(
      '\n',
    )
  },
}

export default defineConfig({
  root: here('./src/app/web'),
  cacheDir: here('./node_modules/.vite'),
  plugins: [formContextAlone, noJsonSchema, react()],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // The content security policy allows neither inline scripts nor data: fonts; everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    // The kernel's and the chapters' web/ folders lie outside this root.
    fs: { allow: [here('.')] },
    proxy: Object.fromEntries(['/api', '/healthz', '/readyz', '/metrics'].map((path) => [path, toServer])),
  },
})
