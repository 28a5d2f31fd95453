import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A plain balancer: each request goes to the next of these ports, whoever sends it; `taken` counts them. */
export async function startRoundRobin() {
  const ports: number[] = []
  const taken = new Map<number, number>()
  let turn = 0
  const server = createServer((asked, answer) => {
    const port = ports[turn++ % ports.length]!
    taken.set(port, (taken.get(port) ?? 0) + 1)
    const { method, url: path, headers } = asked
    const passed = request({ host: '127.0.0.1', port, method, path, headers }, (given) => {
      answer.writeHead(given.statusCode!, given.rawHeaders)
      given.pipe(answer)
    })
    passed.on('error', () => answer.writeHead(502).end())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ports, taken }
}
