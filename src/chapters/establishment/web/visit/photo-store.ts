import type { Place } from '../form/place-picker.tsx'

/** How place and picture came to be, kept with the photo. */
export type PhotoFacts = {
  place_from?: 'device' | 'premises' | 'by_hand'
  accuracy?: number
  taken_with: 'camera' | 'chosen'
}
export type KeptPhoto = Place & {
  key: string
  visit_id: string
  file: Blob
  name: string
  taken_at: string
  facts: PhotoFacts
}

const table = 'photos'

/** Photos that wait on this device until they were sent. Without storage they wait as long as the page is open. */
export async function keepPhoto(photo: KeptPhoto): Promise<void> {
  await within('readwrite', (store) => store.put(photo))
}

export async function dropPhoto(key: string): Promise<void> {
  await within('readwrite', (store) => store.delete(key))
}

export async function listPhotos(visit_id: string): Promise<KeptPhoto[]> {
  const all = ((await within('readonly', (store) => store.getAll())) ?? []) as KeptPhoto[]
  return all.filter((photo) => photo.visit_id === visit_id)
}

async function within(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  try {
    const database = await open()
    const result = await done(work(database.transaction(table, mode).objectStore(table)))
    database.close()
    return result
  } catch {
    return undefined
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('bylaw.visits', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'key' })
  return done(request)
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
