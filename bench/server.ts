import { Client } from '../test/support/client.ts'
import { freePort, startProcess } from '../test/support/process.ts'
import { cookie, secret } from './company.ts'

export type OneServer = { client: Client; pid: number; close: () => Promise<void> }

/** The product as `npm start` runs it, just started on a database, for who is signed in there (`openFor`). */
export async function openServer(url: string, dir: string): Promise<OneServer> {
  const port = await freePort()
  const server = startProcess({
    ...{ PORT: String(port), DATA_DIR: dir, DATABASE_URL: url, SECRET: secret },
    ...{ NODE_ENV: 'production', RATE_LIMIT: '0', DEMO: 'true', MAX_UPLOAD_MB: '100' },
  })
  const close = async () => {
    server.child.kill('SIGTERM')
    await server.ended
  }
  await server.until('Bylaw is at').catch(async (error) => {
    await close()
    throw error
  })
  const client = new Client(`http://127.0.0.1:${port}`, { cookie: cookie() })
  return { client, pid: server.child.pid!, close }
}
