/** What the marks mean; only those that are there. */
import type { Row } from './lines.ts'
import { textWidth } from './measure.ts'
import type { Palette } from './palette.ts'
import { diamond, element, written } from './write.ts'

interface Entry {
  label: string
  draw(x: number, y: number): string
}

interface Place {
  width: number
  edge: number
  y: number
  palette: Palette
}

const size = 11
const swatch = 18
const lineHeight = 18

export function drawLegend(rows: Row[], { width, edge, y, palette }: Place): { drawn: string; bottom: number } {
  const found = entries(rows, palette)
  if (found.length === 0) return { drawn: '', bottom: y }
  let [x, line] = [edge, y + 12]
  const drawn = found.map(({ label, draw }) => {
    const room = swatch + 6 + textWidth(label, { size }) + 14
    if (x > edge && x + room - 14 > width - edge) {
      x = edge
      line += lineHeight
    }
    const made = draw(x, line - 4) + written(label, { x: x + swatch + 6, y: line, size, fill: palette.quiet })
    x += room
    return made
  })
  return { drawn: drawn.join(''), bottom: line + 4 }
}

function entries(rows: Row[], palette: Palette): Entry[] {
  const any = (test: (row: Row) => unknown) => rows.some((row) => Boolean(test(row)))
  const block = (fill: string, stroke?: string) => (x: number, y: number) =>
    element('rect', { x, y: y - 4, width: swatch, height: 8, rx: 2, fill, ...(stroke && { stroke }) })
  const all: (Entry & { shown: boolean })[] = [
    {
      label: 'done',
      shown: any(({ percent, milestone }) => percent && !milestone),
      draw: block(palette.done),
    },
    { label: 'critical', shown: any(({ critical }) => critical), draw: block(palette.critical, palette.criticalEdge) },
    { label: 'before the change', shown: any(({ before }) => before), draw: block(palette.before, palette.beforeEdge) },
    {
      label: 'milestone',
      shown: any(({ milestone, milestones }) => milestone || milestones.length),
      draw: (x, y) => diamond(x + swatch / 2, y, 5, { fill: palette.milestone, stroke: palette.milestone }),
    },
  ]
  return all.filter(({ shown }) => shown)
}
