/** A PNG of 8-bit palette colors, read back with its check sums. */
import { inflateSync } from 'node:zlib'

export interface Decoded {
  width: number
  height: number
  rgb: Uint8Array
  /** How many pixels have "red,green,blue". */
  colors: Map<string, number>
}

export function decoded(bytes: Uint8Array): Decoded {
  const png = Buffer.from(bytes)
  if (png.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('No PNG')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    if (crc(body) !== png.readUInt32BE(at + 8 + length)) throw new Error('A check sum is wrong')
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4))
    at += 12 + length
  }
  const [header, palette, data] = ['IHDR', 'PLTE', 'IDAT'].map((name) => chunks.get(name) ?? Buffer.alloc(13)) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header[8] !== 8 || header[9] !== 3) throw new Error('Not 8 bits by palette')
  const rows = inflateSync(data)
  if (rows.length !== (width + 1) * height) throw new Error('Rows are missing')
  const rgb = new Uint8Array(width * height * 3)
  const colors = new Map<string, number>()
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = (rows[y * (width + 1) + x + 1] as number) * 3
      const color = palette.subarray(index, index + 3)
      rgb.set(color, (y * width + x) * 3)
      const key = color.join(',')
      colors.set(key, (colors.get(key) ?? 0) + 1)
    }
  }
  return { width, height, rgb, colors }
}

/** Bit by bit, as the standard says it. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
