/** One line of a chart: its name, its bar or diamond, and where it stood before. */
import { type Axis, dayLabel } from './axis.ts'
import type { Line, Row } from './lines.ts'
import { fitted, inLines, textWidth } from './measure.ts'
import type { Palette } from './palette.ts'
import { diamond, element, written } from './write.ts'

export interface Frame {
  width: number
  edge: number
  /** For names beside the bars; 0 where they stand above. */
  labelRoom: number
  axis: Axis
  palette: Palette
  names: 'above' | 'beside'
  /** Where names stand above: there is room for both days of every row. */
  whole: boolean
}

type Group = Extract<Line, { line: 'group' }>

const barHeight = 11
const beforeHeight = 5
const groupLine = 16
const dateFont = { size: 11 }

/** In a column of their own: a day beside its bar would be read as that on which it begins. */
export const dateRoom = (rows: Row[]) => Math.max(0, ...rows.map(({ to }) => textWidth(dayLabel(to), dateFont)))

/** A key result is not cut where two lines hold it: its goal stands at the end. */
const groupLines = ({ label }: Group, { width, edge }: Frame) =>
  inLines(label, width - 2 * edge, { size: 13, bold: true }, 2)

export function rowHeight(line: Line, frame: Frame): number {
  if (line.line === 'group') return 10 + groupLines(line, frame).length * groupLine
  if (frame.names === 'beside') return line.note ? 36 : line.before ? 26 : 24
  return line.before && !line.milestone ? 44 : 38
}

export function drawGroup(group: Group, y: number, frame: Frame): string {
  const { width, edge, palette } = frame
  const band = { x: edge / 2, y: y + 2, width: width - edge, height: rowHeight(group, frame) - 5, rx: 4 }
  const lines = groupLines(group, frame).map((line, index) =>
    written(line, { x: edge, y: y + 17 + index * groupLine, size: 13, bold: true, fill: palette.ink }),
  )
  return element('rect', { ...band, fill: palette.band }) + lines.join('')
}

export function drawRow(row: Row, y: number, frame: Frame): string {
  return frame.names === 'above' ? rowBelowName(row, y, frame) : rowBesideName(row, y, frame)
}

function rowBelowName(row: Row, y: number, frame: Frame): string {
  const { width, edge, palette } = frame
  const size = 13
  const [base, room] = [y + 15, width - 2 * edge]
  const bold = row.critical
  const small = { size: 11.5, fill: palette.quiet }
  const beside = (text: string) => room - textWidth(text, small) - 8
  const noteWidth = row.note ? textWidth(row.note, small) + 10 : 0
  const dates = row.before || frame.whole ? row.dates : dayLabel(row.to)
  const left = beside(dates)
  const noteRoom = Math.min(noteWidth, left / 2)
  const name = fitted(row.label, left - noteRoom, { size, bold })
  const note = fitted(row.note, noteRoom, small)
  const halo = palette.ground
  return (
    written(name, {
      x: edge,
      y: base,
      size,
      bold,
      fill: palette.ink,
      halo,
      ...(note && { after: { text: note, ...small } }),
    }) +
    written(dates, { x: width - edge, y: base, ...small, anchor: 'end', halo }) +
    drawMark(row, y + 20, frame)
  )
}

/** A name and its note are worth more than the day on which its bar begins; one row is told like the other. */
export function wholeDates(rows: Row[], room: number): boolean {
  return rows.every((row) => {
    const note = row.note ? textWidth(row.note, { size: 11.5 }) + 10 : 0
    const name = textWidth(row.label, { size: 13, bold: row.critical })
    return row.before || name + note + textWidth(row.dates, { size: 11.5 }) + 8 <= room
  })
}

function rowBesideName(row: Row, y: number, frame: Frame): string {
  const { width, edge, labelRoom, palette } = frame
  const middle = row.note ? 18 : rowHeight(row, frame) / 2
  const name = { x: edge, room: labelRoom, size: 13, bold: row.critical, fill: palette.ink }
  const top = y + middle - (barHeight + (row.before && !row.milestone ? beforeHeight + 1 : 0)) / 2
  return (
    written(row.label, { ...name, y: row.note ? y + 15 : y + middle + 4.5 }) +
    (row.note ? written(row.note, { x: edge, y: y + 29, room: labelRoom, size: 11, fill: palette.quiet }) : '') +
    drawMark(row, top, frame) +
    written(dayLabel(row.to), {
      ...dateFont,
      x: width - edge,
      y: y + middle + 4,
      fill: palette.quiet,
      anchor: 'end',
      halo: palette.ground,
    })
  )
}

function drawMark(row: Row, top: number, frame: Frame): string {
  return row.milestone ? drawMilestone(row, top, frame) : drawBar(row, top, frame)
}

const leastWidth = 4

function drawBar(
  { from, to, before, percent, critical, milestones }: Row,
  top: number,
  { axis, palette }: Frame,
): string {
  const span = (first: number, last: number) => {
    const x = axis.x(first)
    return { x, width: Math.max(axis.x(last + 1) - x, leastWidth) }
  }
  const whole = span(from, to)
  const fill = critical ? palette.critical : palette.bar
  const edge = critical ? { stroke: palette.criticalEdge, 'stroke-width': 1.5 } : {}
  const done = (whole.width * percent) / 100
  return [
    element('rect', { ...whole, y: top, height: barHeight, rx: 3, fill }),
    done >= 1
      ? element('rect', {
          ...whole,
          width: done,
          y: top,
          height: barHeight,
          rx: 3,
          fill: critical ? palette.criticalDone : palette.done,
        })
      : '',
    critical ? element('rect', { ...whole, y: top, height: barHeight, rx: 3, fill: 'none', ...edge }) : '',
    before
      ? element('rect', {
          ...span(before.from, before.to),
          y: top + barHeight + 2,
          height: beforeHeight,
          rx: 1.5,
          fill: palette.before,
          stroke: palette.beforeEdge,
          'stroke-width': 0.8,
        })
      : '',
    ...milestones.map((day) =>
      diamond(axis.x(day + 0.5), top + barHeight / 2, 6, { fill: palette.milestone, stroke: palette.ground }),
    ),
  ].join('')
}

/** Where it was is hollow, with a line to where it is. */
function drawMilestone({ to, before, critical }: Row, top: number, { axis, palette }: Frame): string {
  const [x, y] = [axis.x(to + 0.5), top + barHeight / 2]
  const now = critical
    ? { fill: palette.criticalDone, stroke: palette.criticalEdge }
    : { fill: palette.milestone, stroke: palette.milestone }
  const was = before && axis.x(before.to + 0.5)
  return (
    (was === undefined
      ? ''
      : element('line', { x1: was, x2: x, y1: y, y2: y, stroke: palette.beforeEdge, 'stroke-width': 1.5 }) +
        diamond(was, y, 6, { fill: palette.ground, stroke: palette.beforeEdge })) + diamond(x, y, 6.5, now)
  )
}
