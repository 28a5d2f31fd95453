import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { freePort } from '../support/process.ts'

const app = await startApp()

test('whoever develops signs in at the address of the reloading web app', async () => {
  process.env.PORT = new URL(app.url).port
  const port = await freePort()
  const vite = await createServer({
    ...{ configFile: join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'silent' },
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
