import { crc32, deflateSync } from 'node:zlib'

/** A small picture of a shop front, drawn here: the demo brings no file of anybody's. */
export function drawPhoto(seed: number): Buffer {
  const [width, height] = [320, 240]
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) row.set(colourAt(x / width, y / height, seed), 1 + x * 3)
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
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

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
