/** The few elements of SVG that charts are made of. */
import { fitted } from './measure.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** XML has no word for control characters and halves of signs: a picture with one is refused whole. */
export function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')
}

export function element(name: string, attributes: Record<string, string | number>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${said(value)}"`)
  return `<${name}${written.join('')}/>`
}

const said = (value: string | number) => (typeof value === 'number' ? String(Math.round(value * 10) / 10) : value)

export interface Writing {
  x: number
  /** Of the line that letters stand on. */
  y: number
  size: number
  fill: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
  /** Longer texts get an ellipsis. */
  room?: number
  /** Lines behind the letters keep away from them: the color of the ground. */
  halo?: string
  /** Smaller, right after it, wherever it ends. */
  after?: { text: string; size: number; fill: string }
}

export function written(
  text: string,
  { x, y, size, fill, bold = false, anchor = 'start', room, halo, after }: Writing,
): string {
  const shown = room === undefined ? text : fitted(text, room, { size, bold })
  const weight = bold ? ' font-weight="700"' : ''
  const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  const apart = halo ? ` stroke="${halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"` : ''
  // A page shows it where the pointer rests.
  const whole = shown === text ? '' : `<title>${escaped(text)}</title>`
  const more = after
    ? `<tspan dx="8" font-size="${after.size}" font-weight="400" fill="${after.fill}">${escaped(after.text)}</tspan>`
    : ''
  return `<text x="${said(x)}" y="${said(y)}" font-size="${size}" fill="${fill}"${weight}${place}${apart}>${whole}${escaped(shown)}${more}</text>`
}

export function diamond(x: number, y: number, radius: number, paint: { fill: string; stroke: string }): string {
  const points = [
    [x, y - radius],
    [x + radius, y],
    [x, y + radius],
    [x - radius, y],
  ]
  return element('polygon', {
    points: points.map((point) => point.map(said).join(',')).join(' '),
    ...paint,
    'stroke-width': 1.5,
  })
}
