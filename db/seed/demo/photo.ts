import { writePng } from '../../../src/kernel/documents/layout/png.ts'

/** A small picture of a shop front, drawn here: the demo brings no file of anybody's. */
export function drawPhoto(seed: number): Buffer {
  const [width, height] = [320, 240]
  return writePng({
    ...{ width, height, points: 'colour' },
    rowAt: (y) =>
      Uint8Array.from(Array.from({ length: width }, (_, x) => colourAt(x / width, y / height, seed)).flat()),
  })
}

type Colour = [number, number, number]

function colourAt(x: number, y: number, seed: number): Colour {
  const sky: Colour = [206 + (seed % 5) * 6, 222, 230]
  const wall: Colour = [214, 206 - (seed % 7) * 5, 190]
  if (y < 0.25) return sky
  if (y > 0.9) return [150, 148, 142]
  if (y < 0.36) return [31, 111, 92]
  const door = x > 0.42 && x < 0.58 && y > 0.5
  const window = y > 0.45 && y < 0.72 && (x * 10) % 2.5 > 0.6 && !door
  if (door) return [90, 84, 78]
  return window ? [168, 196, 204] : wall
}
