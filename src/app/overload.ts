import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../kernel/errors/problem.ts'

/** Answers 503 for a second after one in which what waited had to wait longer than so many milliseconds, on average. */
export async function refuseOverload(server: FastifyInstance, milliseconds: number): Promise<void> {
  await server.register(underPressure, {
    maxEventLoopDelay: milliseconds,
    pressureHandler: (_request, _reply, _type, value) => refusePressed(value),
  })
}

/** For routes that say how the server is: a busy one that refused them would be taken for dead, and stopped. */
export const evenOverloaded = { config: { pressureHandler: () => {}, rateLimit: false } } as const

/**
 * A second without a single measurement counts as infinite with the library: one long piece of work took it all, and is
 * over by now. That is no reason to refuse whoever comes after it. Throws `unavailable`.
 */
export async function refusePressed(value: number | undefined): Promise<void> {
  if (value !== Number.POSITIVE_INFINITY) throw new Problem('unavailable', 'errors.unavailable')
}
