/** Milestones on one line, a step each: how far it is, and what comes next. Dates are said, distances are not drawn. */
import type { Chart } from '../chat/message.ts'
import { dayLabel, dayNumber } from './axis.ts'
import { inLines } from './measure.ts'
import type { Palette } from './palette.ts'
import { diamond, element, written } from './write.ts'

export type MilestoneChart = Extract<Chart, { chart: 'milestones' }>
type Point = MilestoneChart['points'][number]

interface Place {
  width: number
  palette: Palette
  titled: boolean
}

const edge = 12
const titleFont = { size: 15, bold: true }
const nameFont = { size: 12 }
const [titleLine, nameLine] = [19, 15]
/** A name needs this much; with less, every second one stands above the line. */
const enough = 105
const mostNameLines = 3
/** More steps than that are no line any more: those around the newest one are shown. */
const mostPoints = 7
/** For a date below or above every second step. */
const leastStep = 62

/** Nothing where there is no line or a day is none: the words are shown instead. */
export function milestonesSvg(chart: MilestoneChart, { width, palette, titled }: Place): string | null {
  if (chart.points.length < 2 || chart.points.some(({ day }) => Number.isNaN(dayNumber(day)))) return null
  const points = around(chart.points, Math.min(mostPoints, Math.floor((width - 2 * edge) / leastStep)))
  const step = (width - 2 * edge) / points.length
  const both = step < enough
  const room = (both ? 2 * step : step) - 8
  const xOf = (index: number) => edge + step * (index + 0.5)
  const names = points.map(({ label }, index) =>
    inLines(label, roomAt(index, points.length, step, room), nameFont, mostNameLines),
  )
  const above = (index: number) => both && index % 2 === 1
  const high = Math.max(0, ...names.map((lines, index) => (above(index) ? lines.length + 1 : 0)))
  const deep = Math.max(0, ...names.map((lines, index) => (above(index) ? 0 : lines.length + 1)))

  const title = titled ? inLines(chart.title, width - 2 * edge, titleFont, 2) : []
  const y = (titled ? 24 : 10) + title.length * titleLine + (high ? high * nameLine + 8 : 4)
  const height = Math.ceil(y + 14 + deep * nameLine + 6)
  const last = points.findLastIndex(({ done }) => done)
  const reached = last < 0 ? edge : xOf(last)
  const line = (x1: number, x2: number, more: Record<string, string | number>) =>
    x2 > x1 ? element('line', { x1, x2, y1: y, y2: y, ...more }) : ''
  const content = [
    element('rect', { x: 0, y: 0, width, height, fill: palette.ground }),
    ...title.map((text, index) =>
      written(text, { x: edge, y: 24 + index * titleLine, size: titleFont.size, bold: true, fill: palette.ink }),
    ),
    line(edge, reached, { stroke: palette.done, 'stroke-width': 4, 'stroke-linecap': 'round' }),
    line(reached, width - edge, { stroke: palette.quiet, 'stroke-width': 1.5, 'stroke-dasharray': '4 4' }),
    ...points.map((point, index) => {
      const radius = index === last ? 9 : 7
      const paint = point.done
        ? { fill: palette.done, stroke: palette.ground }
        : { fill: palette.ground, stroke: palette.quiet }
      return diamond(xOf(index), y, radius, paint)
    }),
    ...points.map((point, index) =>
      words(point, names[index] ?? [], {
        x: middle(xOf(index), roomAt(index, points.length, step, room), width),
        y: above(index) ? y - 14 - (names[index]?.length ?? 0) * nameLine : y + 14 + nameLine - 3,
        newest: index === last,
        palette,
      }),
    ),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"${
    palette.font ? ` font-family="${palette.font}"` : ''
  }>${content.join('')}</svg>`
}

/** The newest that is done stands among what came before and what comes. */
function around(points: Point[], most: number): Point[] {
  const last = points.findLastIndex(({ done }) => done)
  const from = Math.max(0, Math.min(last - Math.floor((most - 1) / 2), points.length - most))
  return points.slice(from, from + most)
}

/** Names of the first and the last step have the picture's edge beside them. */
function roomAt(index: number, count: number, step: number, room: number): number {
  const outer = index === 0 || index === count - 1
  return outer ? Math.min(room, 1.5 * step) : room
}

const middle = (x: number, room: number, width: number) =>
  Math.min(Math.max(x, edge + room / 2), width - edge - room / 2)

function words(
  { day, done }: Point,
  lines: string[],
  { x, y, newest, palette }: { x: number; y: number; newest: boolean; palette: Palette },
): string {
  const date = `${done ? '' : 'planned '}${dayLabel(dayNumber(day))}`
  return [
    ...lines.map((text, index) =>
      written(text, {
        x,
        y: y + index * nameLine,
        size: nameFont.size,
        bold: newest,
        anchor: 'middle',
        fill: palette.ink,
      }),
    ),
    written(date, { x, y: y + lines.length * nameLine, size: 11, anchor: 'middle', fill: palette.quiet }),
  ].join('')
}
