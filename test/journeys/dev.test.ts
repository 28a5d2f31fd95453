import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, inject, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { databaseUrl, runOn } from '../support/global-setup.ts'
import { freePort, startProcess } from '../support/process.ts'
import { secret } from '../support/world.ts'

const app = await startApp()
const root = join(import.meta.dirname, '../..')

test('whoever develops signs in at the address of the reloading web app', async () => {
  process.env.PORT = new URL(app.url).port
  const port = await freePort()
  const vite = await createServer({
    ...{ configFile: join(root, 'vite.config.ts'), logLevel: 'silent' },
    ...{ server: { port, strictPort: true, host: '127.0.0.1' }, optimizeDeps: { noDiscovery: true } },
  })
  try {
    await vite.listen()
    const origin = `http://127.0.0.1:${port}`
    const signIn = (from: string) =>
      fetch(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: from, cookie: 'seen=1' },
        body: JSON.stringify({ email: 'li.wei@hengyuan.example', password: 'bylaw-demo' }),
      })
    expect((await signIn(origin)).status).toBe(200)
    expect((await signIn('https://elsewhere.example')).status).toBe(403)
  } finally {
    await vite.close()
  }
}, 60_000)

test('a saved file starts the server again and reaches the open page', async () => {
  const [PORT, WEB_PORT] = [String(await freePort()), String(await freePort())]
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'bylaw-dev-'))
  const { url } = inject('database')
  const name = `bylaw_dev_${process.pid}`
  await runOn(url, `create database ${name} template template0`)
  const DATABASE_URL = databaseUrl(url, name)
  const dev = startProcess({ PORT, WEB_PORT, DATA_DIR, DATABASE_URL, SECRET: secret }, 'scripts/dev.ts')
  try {
    await dev.until('Bylaw is at')
    await dev.until('Local:')
    save('src/app/main.ts')
    await dev.until('Bylaw is at', 2)
    expect((await fetch(`http://localhost:${WEB_PORT}/readyz`)).status).toBe(200)
    const page = await openPage(`localhost:${WEB_PORT}`)
    save('src/app/web/main.tsx')
    expect(await page.told).toMatch(/full-reload|update/)
    page.close()
  } finally {
    dev.child.kill('SIGTERM')
    await dev.ended
    rmSync(DATA_DIR, { recursive: true, force: true })
    await runOn(url, `drop database ${name} with (force)`)
  }
}, 120_000)

/** Saved without a change, as an editor does it. */
const save = (file: string) => utimesSync(join(root, file), new Date(), new Date())

/** What Vite tells a page that has loaded the app, but for its greeting. */
async function openPage(host: string) {
  await (await fetch(`http://${host}/main.tsx`)).text()
  const client = await (await fetch(`http://${host}/@vite/client`)).text()
  const token = /wsToken = "([^"]+)"/.exec(client)![1]
  const socket = new WebSocket(`ws://${host}/?token=${token}`, 'vite-hmr')
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  const told = new Promise<string>((resolve) => {
    socket.onmessage = ({ data }) => String(data).includes('"connected"') || resolve(String(data))
  })
  return { told, close: () => socket.close() }
}
