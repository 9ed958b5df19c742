/** Pictures as bytes: read back by a decoder of their own, and counted. */
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { indexed } from '../../src/charts/indexed.ts'
import { pngOf } from '../../src/charts/png.ts'
import { pictureSvg } from '../../src/charts/svg.ts'
import type { Chart } from '../../src/chat/message.ts'
import { decoded } from '../support/png.ts'
import { roadmap, thirty, tiny, whatIf } from './charts.fixture.ts'

const draw = (chart: Chart, width = 1_000) => pngOf(pictureSvg(chart) ?? '', width)

describe('a picture', () => {
  test.each(Object.entries({ whatIf, thirty, roadmap }))(
    '%s is a PNG of 1,000 pixels with colors in it',
    async (_, chart) => {
      const { width, height, colors } = decoded(await draw(chart))
      expect(width).toBe(1_000)
      expect(height).toBeGreaterThan(400)
      // The ground is white, exactly; the bars have their own color.
      expect(colors.get('255,255,255')).toBeGreaterThan((width * height) / 2)
      expect(colors.size).toBeGreaterThan(20)
    },
  )

  test('letters are drawn: a name leaves ink, in each script that DejaVu has', async () => {
    const ink = async (label: string) => {
      const { colors, width, height } = decoded(await draw(tiny(label)))
      return width * height - (colors.get('255,255,255') ?? 0)
    }
    const without = await ink('')
    for (const label of ['Checkout', 'Größe', 'Привет', 'שלום', 'مرحبا', 'Ελλάδα']) {
      expect((await ink(label)) - without, label).toBeGreaterThan(200)
    }
    // No box stands where an emoji was.
    expect(await ink('🎉👩‍👩‍👧')).toBe(without)
  })

  test('a longer name leaves more ink than a shorter one, so it is not a box', async () => {
    const sizes = await Promise.all(['i', 'iii', 'mmmm'].map(async (label) => decoded(await draw(tiny(label))).colors))
    const inks = sizes.map((colors) => -(colors.get('255,255,255') ?? 0))
    expect(inks).toEqual([...inks].sort((a, b) => a - b))
  })

  test('30 rows fit into 60 KB as text, each unit a pixel', async () => {
    expect(Buffer.from(await draw(thirty, 500)).toString('base64').length).toBeLessThan(60_000)
  })

  test('control characters and halves of signs do not spoil it', async () => {
    expect(decoded(await draw(tiny('a\u0000b\ud83d c\ufffe <&>"'))).width).toBe(1_000)
  })
})

describe('fewer colors', () => {
  test('up to 256 are kept as they are; of more, each becomes one that is near', async () => {
    const pixels = new Uint8Array(64 * 64 * 4)
    for (let at = 0; at < pixels.length; at += 4) pixels.set([(at / 4) % 256, (at / 1024) % 256, 128, 255], at)
    const { rgb } = decoded(await indexed({ width: 64, height: 64, pixels }))
    let worst = 0
    for (let pixel = 0; pixel < 64 * 64; pixel += 1)
      for (const part of [0, 1, 2])
        worst = Math.max(worst, Math.abs((rgb[pixel * 3 + part] as number) - (pixels[pixel * 4 + part] as number)))
    expect(worst).toBeLessThan(40)
    const two = new Uint8Array([1, 2, 3, 255, 250, 240, 230, 255])
    expect([...decoded(await indexed({ width: 2, height: 1, pixels: two })).rgb]).toEqual([1, 2, 3, 250, 240, 230])
  })

  test('what is packed is whole', async () => {
    const png = Buffer.from(await draw(whatIf))
    expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND')
    expect(() => inflateSync(png.subarray(png.indexOf('IDAT') + 4))).not.toThrow()
  })
})
