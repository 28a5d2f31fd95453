import { setTimeout as sleep } from 'node:timers/promises'
import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { evenOverloaded, refuseOverload, refusePressed } from './overload.ts'

test('who comes while others wait long is told to try again; who comes after one long piece of work is served', async () => {
  await expect(refusePressed(1200)).rejects.toMatchObject({ kind: 'unavailable', code: 'errors.unavailable' })
  await expect(refusePressed(Number.POSITIVE_INFINITY)).resolves.toBeUndefined()
})

test('an overloaded server still says that it lives', async () => {
  const server = fastify()
  // However idle, it waits longer than this.
  await refuseOverload(server, 0.000_001)
  server.get('/page', async () => 'page')
  server.get('/healthz', evenOverloaded, async () => 'lives')
  await server.ready()
  try {
    await sleep(1200)
    const status = async (url: string) => (await server.inject(url)).statusCode
    expect([await status('/page'), await status('/healthz')]).toEqual([500, 200])
  } finally {
    await server.close()
  }
})
