import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

export type Door = { port: number; open: (to: number) => Promise<void>; shut: () => Promise<void> }

/** A port that stays the same while what is behind it goes and comes back at another; shut, nobody answers there. */
export async function makeDoor(): Promise<Door> {
  const through = new Set<Socket>()
  let to = 0
  const server = createServer((asked) => {
    const passed = connect(to, '127.0.0.1')
    for (const [one, other] of [
      [asked, passed],
      [passed, asked],
    ] as const) {
      through.add(one)
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          through.delete(one)
          other.destroy()
        })
    }
    asked.pipe(passed)
    passed.pipe(asked)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const shut = async () => {
    for (const socket of through) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  afterAll(shut)
  return {
    port,
    shut,
    open: async (where) => {
      to = where
      if (!server.listening) await listen(port)
    },
  }
}
