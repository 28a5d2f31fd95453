import { useState } from 'react'
import type { Place } from '../form/place-picker.tsx'

export type Position = {
  state: 'unknown' | 'looking' | 'found' | 'refused' | 'unavailable' | 'by_hand'
  place?: Place
  source?: 'device' | 'premises' | 'by_hand'
  /** Metres; only of a place the device found. */
  accuracy?: number
}

const refused = 1

/** How the place of a photo is known. */
export const sourceOf = ({ source, accuracy }: Position) => ({
  ...(source ? { place_from: source } : {}),
  ...(source === 'device' && accuracy !== undefined ? { accuracy } : {}),
})

/** Where the device is, asked for by the reader; or a place picked by hand where it can't be known. */
export function usePosition() {
  const [position, setPosition] = useState<Position>({ state: 'unknown' })
  const locate = () => {
    // Offered only over https and on this machine itself.
    if (!('geolocation' in navigator) || !isSecureContext) return setPosition(without('unavailable'))
    setPosition((before) => ({ ...before, state: 'looking' }))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setPosition({
          state: 'found',
          source: 'device',
          place: { longitude: round(coords.longitude), latitude: round(coords.latitude) },
          accuracy: Math.round(coords.accuracy),
        }),
      ({ code }) => setPosition(without(code === refused ? 'refused' : 'unavailable')),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }
  const without =
    (state: 'refused' | 'unavailable') =>
    ({ place, source }: Position): Position => ({
      ...(place ? { place } : {}),
      ...(source ? { source } : {}),
      state,
    })
  const pick = (place: Place | undefined, source: 'premises' | 'by_hand' = 'by_hand') =>
    setPosition(place ? { state: 'by_hand', place, source } : { state: 'unknown' })
  return { position, locate, pick }
}

const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000
