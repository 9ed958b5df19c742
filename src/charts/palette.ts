/** Colors by what they mean. Critical work is also darker and outlined: never told by its hue alone. */
export interface Palette {
  ground: string
  ink: string
  quiet: string
  line: string
  band: string
  bar: string
  done: string
  critical: string
  criticalDone: string
  criticalEdge: string
  before: string
  beforeEdge: string
  milestone: string
  today: string
  /** Absent: the page's own. */
  font?: string
}

/** Pictures in chat have one ground for light and dark clients alike. */
export const paper: Palette = {
  ground: '#ffffff',
  ink: '#1c2333',
  quiet: '#5a6274',
  line: '#e2e4ea',
  band: '#f0f2f7',
  bar: '#9cc3e6',
  done: '#2b6cab',
  critical: '#f2a08a',
  criticalDone: '#b23a1e',
  criticalEdge: '#8f2a12',
  before: '#d5d8df',
  beforeEdge: '#7b8394',
  milestone: '#1c2333',
  today: '#7a2fa8',
  font: 'DejaVu Sans',
}

/** The page knows whether it is light or dark. */
export const page: Palette = {
  ground: 'var(--paper)',
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  band: 'var(--ground)',
  bar: 'var(--chart-bar)',
  done: 'var(--chart-done)',
  critical: 'var(--chart-critical)',
  criticalDone: 'var(--chart-critical-done)',
  criticalEdge: 'var(--chart-critical-edge)',
  before: 'var(--chart-before)',
  beforeEdge: 'var(--chart-before-edge)',
  milestone: 'var(--ink)',
  today: 'var(--chart-today)',
}
