import { describe, expect, test } from 'vitest'
import type { MilestoneChart } from '../../src/charts/milestones.ts'
import { pageSvgs, pictureSvg } from '../../src/charts/svg.ts'

const point = (label: string, day: string, done = false) => ({ label, day, done })
const chart = (points: MilestoneChart['points']): MilestoneChart => ({
  chart: 'milestones',
  title: 'CHK Checkout v2',
  points,
})
const beta = [
  point('M1 Address form', '2026-10-30', true),
  point('M2 Beta', '2026-11-27', true),
  point('M3 Pilot', '2027-01-29'),
]
const many = Array.from({ length: 12 }, (_, index) =>
  point(`N${index}`, `2026-${String(index + 1).padStart(2, '0')}-09`, index < 6),
)
const steps = (svg: string | null | undefined) => svg?.match(/<polygon/g)?.length

describe('milestones on a line', () => {
  test('say what is done and when, and what is planned', () => {
    const svg = pictureSvg(chart(beta)) ?? ''
    for (const said of ['M1 Address form', '30 Oct', 'M2 Beta', '27 Nov', 'planned 29 Jan'])
      expect(svg).toContain(`>${said}<`)
    expect(svg).not.toContain('planned 27 Nov')
    expect(steps(svg)).toBe(3)
  })

  test('the newest that is done is the one that stands out', () => {
    expect(
      pictureSvg(chart(beta))
        ?.match(/font-weight="700"[^>]*>([^<]+)</g)
        ?.at(-1),
    ).toContain('M2 Beta')
  })

  test('of many, those around the newest are shown, fewer where there is less room', () => {
    const svg = pictureSvg(chart(many)) ?? ''
    expect(steps(svg)).toBe(7)
    for (const said of ['N2', 'N5', 'N8']) expect(svg).toContain(`>${said}<`)
    for (const left of ['N1', 'N9']) expect(svg).not.toContain(`>${left}<`)
    const pages = pageSvgs(chart(many))
    expect([pages?.wide, pages?.middle, pages?.narrow].map(steps)).toEqual([7, 6, 4])
    expect(pages?.narrow).toContain('>N5<')
  })

  test('one alone is no line, and a day that is none draws nothing', () => {
    expect(pictureSvg(chart(beta.slice(0, 1)))).toBeNull()
    expect(pictureSvg(chart([...beta, point('M4', 'soon')]))).toBeNull()
  })

  test('what people typed is letters', () => {
    const svg = pictureSvg(chart([point('<b>&"', '2026-11-27', true), ...beta])) ?? ''
    expect(svg).toContain('&lt;b&gt;&amp;&quot;')
    expect(svg).not.toContain('<b>')
  })
})
