/** Charts as SVG, written out: what people typed is escaped, and nothing in it loads or runs anything. */
import type { Chart } from '../chat/message.ts'
import { type Axis, axisOver, dayLabel, dayNumber, ticks } from './axis.ts'
import { drawLegend } from './legend.ts'
import { daysIn, linesOf, rowsIn } from './lines.ts'
import { inLines, textWidth } from './measure.ts'
import { milestonesSvg } from './milestones.ts'
import { type Palette, page, paper } from './palette.ts'
import { dateRoom, drawGroup, drawRow, type Frame, rowHeight, wholeDates } from './rows.ts'
import { element, written } from './write.ts'

export interface Drawing {
  /** In units; a unit is a pixel where it is shown in its own size. */
  width: number
  /** Above its bar a name has the whole width; beside it, many rows stay in one view. */
  names: 'above' | 'beside'
  palette: Palette
  /** False: what is around it says what it is. */
  titled?: boolean
}

/** More lines than anybody reads in one picture are counted instead. */
const mostLines = 60
const edge = 12
const gap = 10
const titleFont = { size: 15, bold: true }
const titleLine = 19

/** For chat: drawn at twice its size it is 1,000 pixels wide, and shrunk to a phone it still has letters of 9. */
export const pictureWidth = 500
/** More than this many names above their bars make a picture too tall. */
const mostAbove = 14

export function pictureSvg(chart: Chart): string | null {
  const names = chart.chart !== 'milestones' && linesOf(chart).length > mostAbove ? 'beside' : 'above'
  return chartSvg(chart, { width: pictureWidth, names, palette: paper })
}

/** For pages: the page shows the one that has room, in about its own size. */
export function pageSvgs(chart: Chart, titled = true): { wide: string; middle: string; narrow: string } | null {
  const svg = (width: number, names: Drawing['names']) => chartSvg(chart, { width, names, palette: page, titled })
  const [wide, middle, narrow] = [svg(660, 'beside'), svg(450, 'above'), svg(320, 'above')]
  return wide && middle && narrow ? { wide, middle, narrow } : null
}

/** Nothing where there is nothing on the time axis, or a day is none: the words are shown instead. */
export function chartSvg(chart: Chart, { width, names, palette, titled = true }: Drawing): string | null {
  if (chart.chart === 'milestones') return milestonesSvg(chart, { width, palette, titled })
  const all = linesOf(chart)
  const lines = all.slice(0, mostLines)
  const days = daysIn(lines)
  if (days.length === 0 || days.some(Number.isNaN)) return null
  const rows = rowsIn(lines)
  const labelRoom = names === 'above' ? 0 : besideRoom(width, rows)
  const today = chart.today === undefined ? Number.NaN : dayNumber(chart.today)
  const shown = near(today, days)
  const left = edge + (labelRoom ? labelRoom + gap : 0)
  const right = edge + (labelRoom ? dateRoom(rows) + gap : 0)
  const axis = axisOver(shown ? [...days, today] : days, left, width - right - left)
  const frame: Frame = { width, edge, labelRoom, axis, palette, names, whole: wholeDates(rows, width - 2 * edge) }

  const title = titled ? inLines(chart.title, width - 2 * edge, titleFont, 2) : []
  const titleBottom = (titled ? 19 : 5) + title.length * titleLine
  const top = titleBottom + (shown ? 15 : 0)
  const bodyTop = top + 32
  let y = bodyTop
  const body = lines.map((line) => {
    const drawn = line.line === 'group' ? drawGroup(line, y, frame) : drawRow(line, y, frame)
    y += rowHeight(line, frame)
    return drawn
  })
  const bottom = y + 2
  const more = all.length - lines.length
  const moreText = more
    ? written(`and ${more} more`, { x: edge, y: bottom + 16, room: width, size: 12, fill: palette.quiet })
    : ''
  const legend = drawLegend(rows, { width, edge, y: bottom + (more ? 20 : 0) + 8, palette })
  const height = Math.ceil(legend.bottom + 6)
  const content = [
    element('rect', { x: 0, y: 0, width, height, fill: palette.ground }),
    ...title.map((line, index) =>
      written(line, { x: edge, y: 24 + index * titleLine, size: titleFont.size, bold: true, fill: palette.ink }),
    ),
    drawAxis(axis, top, bottom, { palette, right: width - 2 }),
    // Behind the bars and the letters, which are read more often.
    ...(shown ? [drawToday(axis, today, { top: titleBottom + 12, bottom, palette, width, edge })] : []),
    ...body,
    moreText,
    legend.drawn,
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"${
    palette.font ? ` font-family="${palette.font}"` : ''
  }>${content.join('')}</svg>`
}

/** As wide as the longest name, up to two fifths. */
function besideRoom(width: number, rows: { label: string; note: string }[]): number {
  const longest = Math.max(
    ...rows.map(({ label, note }) => Math.max(textWidth(label, { size: 13 }), textWidth(note, { size: 11 }))),
  )
  return Math.min(longest + 1, width * 0.4)
}

/** Today is shown where it is part of the story. */
function near(today: number, days: number[]): boolean {
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const reach = Math.max((last - first) * 0.25, 14)
  return today >= first - reach && today <= last + reach
}

function drawAxis(
  axis: Axis,
  top: number,
  bottom: number,
  { palette, right }: { palette: Palette; right: number },
): string {
  const marks = ticks(axis, 44).map(({ day, label, year }) => {
    const x = axis.x(day)
    return (
      element('line', { x1: x, x2: x, y1: top + 28, y2: bottom, stroke: palette.line }) +
      (x + textWidth(label, { size: 12 }) > right
        ? ''
        : written(label, { x, y: top + 23, size: 12, fill: palette.quiet })) +
      (year && x + 32 < right ? written(year, { x, y: top + 9, size: 11, bold: true, fill: palette.quiet }) : '')
    )
  })
  return marks.join('')
}

interface TodayPlace {
  top: number
  bottom: number
  palette: Palette
  width: number
  edge: number
}

function drawToday(axis: Axis, today: number, { top, bottom, palette, width, edge: side }: TodayPlace): string {
  const x = axis.x(today + 0.5)
  const label = `Today, ${dayLabel(today)}`
  const half = textWidth(label, { size: 11, bold: true }) / 2
  const middle = Math.min(Math.max(x, side + half), width - side - half)
  return (
    element('line', {
      x1: x,
      x2: x,
      y1: top + 4,
      y2: bottom,
      stroke: palette.today,
      'stroke-width': 1.5,
      'stroke-dasharray': '4 3',
    }) + written(label, { x: middle, y: top, size: 11, bold: true, fill: palette.today, anchor: 'middle' })
  )
}
