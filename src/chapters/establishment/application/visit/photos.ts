import { invalid, notFound } from '../../../../kernel/errors/problem.ts'
import { removeFile } from '../../../../kernel/files/remove.ts'
import { type FileToKeep, storeFile } from '../../../../kernel/files/store.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { recordOn } from '../life/move.ts'
import type { FileShown } from '../papers/contract.ts'
import type { photoSources, placeSources } from './contract.ts'
import { openForTeam, saveVisit } from './open.ts'
import { visitSubjectOf } from './row.ts'
import { readPhotos } from './show.ts'
import { withdrawSignatures } from './sign.ts'

type Adding = {
  id: string
  visit_id: string
  file: FileToKeep
  longitude?: number | undefined
  latitude?: number | undefined
  taken_at?: string | undefined
  place_from?: (typeof placeSources)[number] | undefined
  accuracy?: number | undefined
  taken_with?: (typeof photoSources)[number] | undefined
}

/**
 * Keeps a photo with where and when it was taken, how that is known, and how far from the premises it was. Photos belong
 * to what is signed: one more or one less is a new version of the visit, and whoever signs has seen it.
 */
export async function addPhoto(ctx: Ctx, { id, visit_id, file, ...facts }: Adding): Promise<FileShown> {
  const { application, visit } = await openForTeam(ctx, { id, visit_id })
  const { longitude, latitude } = application
  const away =
    longitude !== null && latitude !== null && facts.longitude !== undefined && facts.latitude !== undefined
      ? metresBetween([longitude, latitude], [facts.longitude, facts.latitude])
      : undefined
  const meta = { ...facts, ...(away === undefined ? {} : { metres_away: away }) }
  const stored = await storeFile(ctx, { ...visitSubjectOf(visit), ...file, meta })
  if (!stored.type.startsWith('image/'))
    throw invalid('errors.invalid', {}, [{ path: 'file', code: 'establishment.visit.errors.not_a_photo' }])
  await withdrawSignatures(ctx, application, visit)
  await saveVisit(ctx, visit, {})
  recordOn(ctx, application, 'add_photo', {
    diff: { file: [null, stored.name], sha256: [null, stored.sha256] },
  })
  return stored
}

/** Takes a photo away that doesn't belong here; its bytes and its trail entries stay. */
export async function removePhoto(
  ctx: Ctx,
  { id, visit_id, file_id }: { id: string; visit_id: string; file_id: string },
): Promise<void> {
  const { application, visit } = await openForTeam(ctx, { id, visit_id })
  const photo = (await readPhotos(ctx, visit)).find((one) => one.id === file_id)
  if (!photo) throw notFound()
  await removeFile(ctx, { id: file_id })
  await withdrawSignatures(ctx, application, visit)
  await saveVisit(ctx, visit, {})
  recordOn(ctx, application, 'remove_photo', {
    diff: { file: [photo.name, null], sha256: [photo.sha256, null] },
  })
}

type Point = [longitude: number, latitude: number]
const earth = 6_371_000

/** Along the surface (haversine), to the metre. */
function metresBetween([lng1, lat1]: Point, [lng2, lat2]: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const half = (degrees: number) => Math.sin(rad(degrees) / 2) ** 2
  const h = half(lat2 - lat1) + Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * half(lng2 - lng1)
  return Math.round(2 * earth * Math.asin(Math.sqrt(h)))
}
