import { crc32, deflateSync } from 'node:zlib'

type Picture = {
  width: number
  height: number
  /** `colour`: red, green and blue of each point; `grey`: one byte. */
  points: 'colour' | 'grey'
  /** One byte or three of each point, from the left. */
  rowAt: (y: number) => Uint8Array
}

/** A picture as a PNG file. */
export function writePng({ width, height, points, rowAt }: Picture): Buffer {
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.of(0), rowAt(y)]))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, points === 'colour' ? 2 : 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
