/** A small zip, for the Teams package: three files, nothing compressed, no times, so that the same files make the same zip. */
import { crc32 } from 'node:zlib'

export interface Entry {
  name: string
  content: Buffer
}

/** 1980-01-01, the first day that zip knows. */
const dosDay = 0x21
const version = 20
/** Names are UTF-8. */
const flags = 0x0800

export function zip(entries: Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const bytes = Buffer.from(name, 'utf8')
    const common = headerOf(content, bytes.length)
    const local = Buffer.concat([numbers([[0x04034b50, 4]]), common, bytes, content])
    // Comment length, disk, attributes inside and outside, and where the file begins.
    const rest = numbers([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ])
    directory.push(
      Buffer.concat([
        numbers([
          [0x02014b50, 4],
          [version, 2],
        ]),
        common,
        rest,
        bytes,
      ]),
    )
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const count = entries.length
  const end = numbers([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [list.length, 4],
    [offset, 4],
    [0, 2],
  ])
  return Buffer.concat([...parts, list, end])
}

/** What stands in both headers of a file. */
function headerOf(content: Buffer, nameLength: number): Buffer {
  const size = content.length
  return numbers([
    [version, 2],
    [flags, 2],
    [0, 2],
    [0, 2],
    [dosDay, 2],
    [crc32(content), 4],
    [size, 4],
    [size, 4],
    [nameLength, 2],
    [0, 2],
  ])
}

function numbers(fields: [value: number, bytes: number][]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes)
      field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )
}
