import { useEffect, useRef, useState } from 'react'
import { upload } from '../../../../kernel/web/upload.ts'
import { makeWriteKey } from '../../../../kernel/web/write-key.ts'
import { addPhoto } from '../../application/visit/contract.ts'
import type { Place } from '../form/place-picker.tsx'
import { makePhotoLine, type PhotoLine, type Sending, type WaitingPhoto } from './photo-line.ts'
import { dropPhoto, type KeptPhoto, keepPhoto, listPhotos, type PhotoFacts } from './photo-store.ts'

/** Milliseconds after which what is waiting is tried again by itself. */
const rest = 30_000

/**
 * Photos on their way: kept on this device first, sent one after another, again whenever the network is back. Each is
 * sent `within` its turn among what changes the visit.
 */
export function usePhotoQueue(
  params: { id: string; visit_id: string },
  within: <T>(work: () => Promise<T>) => Promise<T>,
) {
  const { visit_id } = params
  const [waiting, setWaiting] = useState<WaitingPhoto[]>([])
  const [sending, setSending] = useState<Sending>()
  const send = useRef<(photo: KeptPhoto, onShare: (share: number) => void) => Promise<void>>(undefined)
  send.current = async ({ key, file, name, longitude, latitude, taken_at, facts }, onProgress) => {
    const input = { params, body: { longitude, latitude, taken_at, ...facts } }
    await within(() => upload(addPhoto, input, { file, name, key, onProgress }))
  }
  const [line] = useState<PhotoLine>(() =>
    makePhotoLine({
      send: async (photo, onShare) => send.current?.(photo, onShare),
      drop: dropPhoto,
      show: setWaiting,
      showSending: setSending,
    }),
  )

  useEffect(() => {
    void listPhotos(visit_id).then((kept) => {
      line.add(kept)
      return line.sendAll()
    })
    const again = () => void line.sendAll()
    const timer = setInterval(again, rest)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [visit_id, line])

  const add = async (files: File[], place: Place, facts: PhotoFacts) => {
    const photos = files.map((file) => ({
      ...{ ...place, key: makeWriteKey(), visit_id, file, name: file.name, facts },
      // What the camera gives is taken now; a picture of before says itself when it was made.
      taken_at: new Date(facts.taken_with === 'camera' ? Date.now() : file.lastModified).toISOString(),
    }))
    for (const photo of photos) await keepPhoto(photo)
    line.add(photos)
    void line.sendAll()
  }
  return {
    ...{ waiting, sending, add },
    again: () => void line.again(),
    remove: (key: string) => void line.remove(key),
    /** The visit was given up: its photos go nowhere. */
    removeAll: async () => {
      for (const { key } of waiting) await line.remove(key)
    },
  }
}

export type PhotoQueue = ReturnType<typeof usePhotoQueue>
