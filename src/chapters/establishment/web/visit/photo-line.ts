import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import type { KeptPhoto } from './photo-store.ts'

/** A photo that waits; with `problem` the server said it won't take it. */
export type WaitingPhoto = KeptPhoto & { problem?: CallProblem }
export type Sending = { key: string; share: number }

type Parts = {
  send: (photo: KeptPhoto, onShare: (share: number) => void) => Promise<void>
  /** Takes it off this device. */
  drop: (key: string) => Promise<void>
  show: (waiting: WaitingPhoto[]) => void
  showSending: (sending: Sending | undefined) => void
}

export type PhotoLine = {
  add: (photos: KeptPhoto[]) => void
  sendAll: () => Promise<void>
  again: () => Promise<void>
  remove: (key: string) => Promise<void>
}

/**
 * Photos on their way, one after another.
 *
 * Invariant: a photo leaves this device when the server has it, or when somebody takes it away; never because a send
 * failed. What the server won't take stays with its reason, and the others go on; otherwise the line waits.
 */
export function makePhotoLine({ send, drop, show, showSending }: Parts): PhotoLine {
  let line: WaitingPhoto[] = []
  let running = false
  const put = (photos: WaitingPhoto[]) => {
    line = photos
    show(photos)
  }
  const without = (key: string) => line.filter((photo) => photo.key !== key)

  async function sendAll(): Promise<void> {
    if (running) return
    running = true
    try {
      for (let next = firstOf(line); next; next = firstOf(line)) if (!(await sendOne(next))) break
    } finally {
      running = false
      showSending(undefined)
    }
  }
  /** Whether the line goes on. */
  async function sendOne(photo: KeptPhoto): Promise<boolean> {
    const { key } = photo
    try {
      await send(photo, (share) => showSending({ key, share }))
    } catch (error) {
      if (!(error instanceof CallProblem) || mayPass(error)) return false
      put(line.map((one) => (one.key === key ? { ...one, problem: error } : one)))
      return true
    }
    await drop(key)
    put(without(key))
    return true
  }
  return {
    /** Those not in line yet. */
    add: (photos) => {
      const known = new Set(line.map(({ key }) => key))
      put([...line, ...photos.filter(({ key }) => !known.has(key))])
    },
    sendAll,
    /** The refused ones once more, too. */
    again: () => {
      put(line.map(({ problem, ...photo }) => photo))
      return sendAll()
    },
    remove: async (key) => {
      await drop(key)
      put(without(key))
    },
  }
}

const firstOf = (line: WaitingPhoto[]) => line.find(({ problem }) => !problem)

/** Another time it may be taken: nobody answered, too much at once, the server or its database away, signed out. */
const mayPass = ({ status }: CallProblem) =>
  status === 0 || status >= 500 || [401, 408, 409, 425, 429].includes(status)
