import type { Asked } from './requests.ts'
import { middle, type Shot, shoot } from './shoot.ts'
import type { Alone, Target } from './target.ts'

export type Line = {
  name: string
  connections: number
  ratio: number
  api: Shot
  bare: Shot
  growth: number | null
}
type Options = { seconds: number; rounds: number; tell: (line: Line) => void }

/**
 * Each request at 1 and at 16 connections: the API and the bare handler on the large company, and the API on the small one.
 * They are asked by turns, so that all meet the same machine; of the rounds the middle one counts.
 */
export async function compare(large: Target, small: Alone | null, options: Options): Promise<Line[]> {
  const lines: Line[] = []
  for (const request of large.requests)
    for (const connections of [1, 16]) {
      const line = await measure(large, small, { ...options, request, connections })
      options.tell(line)
      lines.push(line)
    }
  return lines
}

type One = Options & { request: Asked; connections: number }

async function measure(
  large: Target,
  small: Alone | null,
  { request, connections, seconds, rounds }: One,
): Promise<Line> {
  const at = { connections, seconds }
  // What is made before it can be asked for is made for the large company alone.
  const there = request.stock ? undefined : small?.requests.find(({ name }) => name === request.name)
  const turn = async () => ({
    bare: await shoot(large, 'bare', request, at),
    api: await shoot(large, 'api', request, at),
    small: small && there ? await shoot(small, 'api', there, at) : null,
  })
  const done = []
  await shoot(large, 'api', request, { ...at, seconds: Math.min(1, seconds) })
  for (let n = 0; n < rounds; n++) done.push(await turn())
  const { api, bare } = middle(done, (one) => one.api.rate / one.bare.rate)
  const grown = middle(done, (one) => (one.small ? one.small.rate / one.api.rate : 0))
  return {
    ...{ name: request.name, connections, ratio: api.rate / bare.rate, api, bare },
    growth: grown.small ? grown.small.rate / grown.api.rate : null,
  }
}
