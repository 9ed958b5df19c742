/** How wide texts are, without a font at hand: DejaVu Sans is wider than what browsers use, so that nothing runs over. */
import { graphemes } from '../chat/plain.ts'

const narrow = /^[ijlIftr.,:;|!'"`()[\]{}/\\\- ·]$/
const wide = /^[mwMWQOGD@%&—…→]$/
/** Scripts and pictures that take a square each. */
const square =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/u

function signWidth(sign: string): number {
  if (narrow.test(sign)) return 0.4
  if (wide.test(sign)) return 0.96
  if (square.test(sign)) return 1.1
  if (/^\d$/.test(sign)) return 0.64
  return sign === sign.toLowerCase() ? 0.62 : 0.7
}

export interface Font {
  size: number
  bold?: boolean
}

const factor = ({ size, bold }: Font) => size * (bold ? 1.12 : 1)

export function textWidth(text: string, font: Font): number {
  return graphemes(text).reduce((sum, sign) => sum + signWidth(sign), 0) * factor(font)
}

/** On one line and at most `room` wide, with an ellipsis where something is left out. */
export function fitted(text: string, room: number, font: Font): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const most = room / factor(font)
  const signs = graphemes(line)
  let [width, kept] = [0, 0]
  for (const [index, sign] of signs.entries()) {
    width += signWidth(sign)
    if (width + signWidth('…') <= most) kept = index + 1
    if (width > most) return leftOut(signs.slice(0, kept).join('').trimEnd())
  }
  return line
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]\P{L}*$/u

/** The ellipsis stands where reading ends: left of what reads from the right, which takes a mark of that direction. */
const leftOut = (kept: string) => (rightToLeft.test(kept) ? `${kept}…\u200f` : `${kept}…`)

/** Broken at blanks into at most `most` lines; what is left stands on the last one, with an ellipsis. */
export function inLines(text: string, room: number, font: Font, most: number): string[] {
  const found: string[] = []
  let rest = text.replace(/\s+/g, ' ').trim()
  while (found.length < most - 1 && textWidth(rest, font) > room) {
    const words = rest.split(' ')
    let count = 1
    while (count < words.length && textWidth(words.slice(0, count + 1).join(' '), font) <= room) count += 1
    found.push(fitted(words.slice(0, count).join(' '), room, font))
    rest = words.slice(count).join(' ')
  }
  return rest ? [...found, fitted(rest, room, font)] : found
}
