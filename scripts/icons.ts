/** The two icons of the Teams app, drawn by code: two speech bubbles that overlap, one for each side. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

type Rgb = [number, number, number]

/** The product's own colors, as in its pages at night: ground, project, product, and where both meet. */
const ground: Rgb = [0x1f, 0x2a, 0x44]
const project: Rgb = [0x84, 0xbd, 0xec]
const product: Rgb = [0xf0, 0xb2, 0x76]
const both: Rgb = [0xff, 0xff, 0xff]

/** How far outside a shape a point is, in pixels; negative inside. */
type Shape = (x: number, y: number) => number

function roundedBox(left: number, top: number, width: number, height: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.abs(x - left - width / 2) - width / 2 + radius
    const dy = Math.abs(y - top - height / 2) - height / 2 + radius
    const [ox, oy] = [Math.max(dx, 0), Math.max(dy, 0)]
    return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0) - radius
  }
}

/** Corners in clockwise order, the way y grows downward. */
function triangle(...corners: [[number, number], [number, number], [number, number]]): Shape {
  return (x, y) =>
    Math.max(
      ...corners.map(([ax, ay], index) => {
        const [bx, by] = corners[(index + 1) % 3] ?? [0, 0]
        const [ex, ey] = [bx - ax, by - ay]
        return ((x - ax) * -ey + (y - ay) * ex) / -Math.sqrt(ex * ex + ey * ey)
      }),
    )
}

const union =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    Math.min(a(x, y), b(x, y))
const overlap =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    Math.max(a(x, y), b(x, y))

/** How much of the pixel around a point is covered: this is what smooths the edges. */
const covered = (distance: number) => Math.min(Math.max(0.5 - distance, 0), 1)

/** The bubbles in a square of 120 units, at a place and size. Straight edges fall on whole pixels at a quarter of it. */
function bubbles(at: number, scale: number): { left: Shape; right: Shape } {
  const box = (x: number, y: number) => roundedBox(at + x * scale, at + y * scale, 76 * scale, 60 * scale, 20 * scale)
  const point = (x: number, y: number): [number, number] => [at + x * scale, at + y * scale]
  return {
    left: union(box(0, 8), triangle(point(10, 52), point(40, 60), point(8, 88))),
    right: union(box(44, 36), triangle(point(80, 88), point(110, 80), point(112, 116))),
  }
}

/** 192 x 192, the ground to its edges and the sign within the 120 in the middle, as Teams asks. */
export function colorIcon(): Buffer {
  const { left, right } = bubbles(36, 1)
  const meeting = overlap(left, right)
  return draw(192, (x, y) => {
    const layers: [Shape, Rgb][] = [
      [left, project],
      [right, product],
      [meeting, both],
    ]
    const rgb = layers.reduce<Rgb>((under, [shape, over]) => mix(under, over, covered(shape(x, y))), ground)
    return [...rgb, 255]
  })
}

/** 32 x 32, white alone on nothing, as Teams asks. */
export function outlineIcon(): Buffer {
  const { left, right } = bubbles(1, 1 / 4)
  const meeting = overlap(left, right)
  const line = (distance: number) => covered(Math.abs(distance + 1) - 1)
  return draw(32, (x, y) => {
    const [a, b] = [left(x, y), right(x, y)]
    return [255, 255, 255, Math.max(line(a), line(b), covered(meeting(x, y))) * 255]
  })
}

function mix(under: Rgb, over: Rgb, part: number): Rgb {
  return under.map((value, index) => value + ((over[index] ?? 0) - value) * part) as Rgb
}

function draw(size: number, color: (x: number, y: number) => number[]): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4))
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const pixel = color(x + 0.5, y + 0.5)
      // Each row begins with its filter: none.
      for (const [index, value] of pixel.entries()) rows[y * (1 + size * 4) + 1 + x * 4 + index] = Math.round(value)
    }
  }
  return png(size, rows)
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // 8 bits a channel; red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

export interface Picture {
  width: number
  height: number
  /** Red, green, blue, alpha of each pixel. */
  pixels: Uint8Array
}

/** Reads back what `png` wrote. Pictures are compared by their pixels: the same ones are packed differently by another zlib. */
export function readIcon(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('Not a PNG')
  let [width, height] = [0, 0]
  const packed: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at))
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'IHDR') [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)]
    if (type === 'IDAT') packed.push(data)
  }
  const rows = inflateSync(Buffer.concat(packed))
  const pixels = Buffer.concat(
    Array.from({ length: height }, (_, y) => rows.subarray(y * (1 + width * 4) + 1, (y + 1) * (1 + width * 4))),
  )
  return { width, height, pixels }
}
