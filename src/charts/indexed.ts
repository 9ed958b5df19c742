/** Pixels as a PNG of at most 256 colors: charts have few, and so take a third of the bytes. https://www.w3.org/TR/png-3/ */
import { promisify } from 'node:util'
import { deflate, type ZlibOptions } from 'node:zlib'

export interface Pixels {
  width: number
  height: number
  /** Red, green, blue and opacity of each, row by row; all opaque. */
  pixels: Uint8Array
}

const mostColors = 256
/** Colors that differ by less than a thirtieth are one: 5 bits of each part. */
const buckets = 32_768
const packed = promisify<Uint8Array, ZlibOptions, Buffer>(deflate)

export async function indexed({ width, height, pixels }: Pixels): Promise<Uint8Array> {
  const keys = keysOf(pixels)
  const { colors, indexOf } = paletteOf(pixels, keys)
  // Each row begins with its filter: none.
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    to += 1
    for (const end = from + width; from < end; from += 1, to += 1) rows[to] = indexOf[keys[from] as number] as number
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colors.flat())),
    chunk('IDAT', await packed(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function keysOf(pixels: Uint8Array): Uint16Array {
  const keys = new Uint16Array(pixels.length / 4)
  for (let pixel = 0, at = 0; pixel < keys.length; pixel += 1, at += 4) {
    keys[pixel] = part(pixels, at, 10) | part(pixels, at + 1, 5) | part(pixels, at + 2, 0)
  }
  return keys
}

const part = (pixels: Uint8Array, at: number, shift: number) => ((pixels[at] as number) >> 3) << shift

type Color = [number, number, number]

/** The most frequent ones, each as the mean of what it stands for. */
function paletteOf(pixels: Uint8Array, keys: Uint16Array): { colors: Color[]; indexOf: Uint8Array } {
  const count = new Uint32Array(buckets)
  const sums = new Float64Array(buckets * 3)
  for (let pixel = 0, at = 0; pixel < keys.length; pixel += 1, at += 4) {
    const key = keys[pixel] as number
    const sum = key * 3
    count[key] = (count[key] as number) + 1
    sums[sum] = (sums[sum] as number) + (pixels[at] as number)
    sums[sum + 1] = (sums[sum + 1] as number) + (pixels[at + 1] as number)
    sums[sum + 2] = (sums[sum + 2] as number) + (pixels[at + 2] as number)
  }
  const share = (key: number) => count[key] as number
  const mean = (key: number) =>
    [0, 1, 2].map((part) => Math.round((sums[key * 3 + part] as number) / share(key))) as Color
  const found = [...count.keys()].filter(share).sort((a, b) => share(b) - share(a))
  const colors = found.slice(0, mostColors).map(mean)
  const indexOf = new Uint8Array(buckets)
  for (const [index, key] of found.entries()) indexOf[key] = index < mostColors ? index : nearest(colors, mean(key))
  return { colors, indexOf }
}

function nearest(colors: Color[], [red, green, blue]: Color): number {
  const distances = colors.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2)
  return distances.indexOf(Math.min(...distances))
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** Node has one of its own from 22 on. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
