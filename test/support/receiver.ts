import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

/** A real HTTP server that takes messages and answers as it is told; `silent` never does. */
export async function startReceiver() {
  const received: Received[] = []
  const hanging = new Set<ServerResponse>()
  const receiver = {
    received,
    url: '',
    /** Status for a message, or how to answer it. */
    answer: (_message: Received): number | 'silent' | ((response: ServerResponse) => void) => 204,
    take: () => received.splice(0),
  }
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const message = { path: request.url ?? '', headers: request.headers, body }
      received.push(message)
      const answer = receiver.answer(message)
      if (answer === 'silent') hanging.add(response)
      else if (typeof answer === 'function') answer(response)
      else response.writeHead(answer).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return receiver
}
