import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Problem } from '../errors/problem.ts'
import type { Changes } from './changes.ts'

/** Milliseconds between two signs of life: shorter than what proxies and phones cut off. */
const heartbeat = 20_000

/** Windows of one person that one server process keeps up to date at a time. */
export const mostStreams = 20

type Given = {
  changes: Changes
  person_id: string | null
  /** Whether the session still stands; asked before every word, so that nothing is told to who was signed out. */
  stillSignedIn: () => Promise<boolean>
}

/**
 * Answers with server-sent events: `ready` once, then `change` whenever the caller should read again. They say nothing
 * else: what changed is read through the API, within reach. Throws `limited` beyond so many windows of one person.
 */
export function sendEvents(reply: FastifyReply, { changes, person_id, stillSignedIn }: Given): FastifyReply {
  if (person_id && changes.count(person_id) >= mostStreams)
    throw new Problem('limited', 'errors.too_many_windows', { most: mostStreams })
  const stream = new PassThrough()
  let asking = false
  let owed: string | undefined
  // While one question is on its way, what else happens becomes one more word after it.
  const say = async (text: string) => {
    if (owed === undefined || text !== alive) owed = text
    if (asking) return
    asking = true
    try {
      while (owed !== undefined && !stream.writableEnded) {
        const word = owed
        owed = undefined
        if (!(await stillSignedIn()) || stream.writableNeedDrain) stream.end()
        else if (!stream.writableEnded) stream.write(word)
      }
    } catch {
      // The database is away: the browser comes back by itself and finds out.
      stream.end()
    } finally {
      asking = false
    }
  }
  const forget = person_id ? changes.listen(person_id, () => void say(changed)) : () => {}
  const beat = setInterval(() => void say(alive), heartbeat).unref()
  const ended = () => {
    clearInterval(beat)
    forget()
    open.delete(stream)
  }
  stream.once('close', ended).once('finish', ended)
  const open = streamsOf(changes)
  open.add(stream)
  stream.write('retry: 5000\nevent: ready\ndata: {}\n\n')
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .header('connection', 'close')
    .send(stream)
}

const alive = ': alive\n\n'
const changed = 'event: change\ndata: {}\n\n'

const streams = new WeakMap<Changes, Set<PassThrough>>()

function streamsOf(changes: Changes): Set<PassThrough> {
  const all = streams.get(changes) ?? new Set()
  streams.set(changes, all)
  return all
}

/** Ends them all, for a graceful stop; browsers come back to the next process. */
export function endStreams(changes: Changes): void {
  for (const stream of streamsOf(changes)) stream.end()
}
