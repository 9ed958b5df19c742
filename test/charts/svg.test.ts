/** What stands in the drawing of a chart, read from its elements. */
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { paper } from '../../src/charts/palette.ts'
import { chartSvg, pageSvgs, pictureSvg } from '../../src/charts/svg.ts'
import type { Chart } from '../../src/chat/message.ts'
import { day, roadmap, thirty, tiny, whatIf } from './charts.fixture.ts'

function drawn(svg: string | null): Element {
  const found = parseHTML(`<html><body>${svg}</body></html>`).document.querySelector('svg')
  if (!found) throw new Error('Nothing was drawn')
  return found as unknown as Element
}

const numbers = (element: Element, ...names: string[]) => names.map((name) => Number(element.getAttribute(name)))
const width = (svg: Element) => numbers(svg, 'width')[0] as number
const textsOf = (svg: Element) =>
  [...svg.querySelectorAll('text')].map((one) => {
    one.querySelector('title')?.remove()
    return one.textContent ?? ''
  })
const filled = (svg: Element, fill: string, tag = 'rect') => [...svg.querySelectorAll(`${tag}[fill="${fill}"]`)]
const beside = (chart: Chart) => drawn(chartSvg(chart, { width: 660, names: 'beside', palette: paper }))

describe('a plan', () => {
  test('shows each row with its days, and what a change does to them', () => {
    const texts = textsOf(drawn(pictureSvg(whatIf)))
    for (const label of whatIf.rows.map((row) => row.label)) expect(texts).toContain(label)
    expect(texts).toEqual(expect.arrayContaining(['5 Oct – 23 Oct', '27 Nov → 4 Dec', '4 Jan → 11 Jan']))
  })

  test('bars are as long as their work, and begin where it begins', () => {
    const svg = beside({ ...whatIf, rows: [tiny('a').rows[0], { label: 'b', from: day(0), to: day(41) }] as never })
    const [one, other] = filled(svg, paper.bar).map((bar) => numbers(bar, 'x', 'width')) as [number[], number[]]
    expect(one[0]).toBe(other[0])
    expect((other[1] as number) / (one[1] as number)).toBeCloseTo(42 / 21, 1)
  })

  test('what is done is a part of its bar; where it was before stands below it', () => {
    const svg = beside(whatIf)
    const [bar] = filled(svg, paper.critical)
    const [done] = filled(svg, paper.criticalDone)
    const [before] = filled(svg, paper.before)
    if (!bar || !done || !before) throw new Error('Something is missing')
    expect((numbers(done, 'width')[0] as number) / (numbers(bar, 'width')[0] as number)).toBeCloseTo(0.6, 1)
    expect(numbers(before, 'x')).toEqual(numbers(bar, 'x'))
    expect(numbers(before, 'y')[0]).toBeGreaterThan(numbers(bar, 'y')[0] as number)
  })

  test('a milestone is a diamond, hollow where it was; a plan without change has neither', () => {
    const row = whatIf.rows[3] as (typeof whatIf.rows)[number]
    const moved = beside({ ...whatIf, rows: [row] })
    // The third one is the legend's.
    expect(moved.querySelectorAll('polygon')).toHaveLength(3)
    const still = beside({ ...whatIf, rows: [{ ...row, before: { from: row.to, to: row.to } }] })
    expect(still.querySelectorAll('polygon')).toHaveLength(2)
    expect(textsOf(still)).not.toContain('before the change')
  })

  test('today is a line where it is near, and left out where it is not', () => {
    expect(textsOf(beside(whatIf))).toContain('Today, 25 Nov')
    expect(textsOf(beside({ ...whatIf, today: '2031-01-01' })).join()).not.toContain('Today')
  })

  test('the legend names only what is there', () => {
    expect(textsOf(beside(whatIf))).toEqual(expect.arrayContaining(['done', 'critical', 'before the change']))
    expect(textsOf(beside(tiny('a'))).join()).not.toMatch(/done|critical|before|milestone/)
  })

  test.each([
    [6, 'Mon'],
    [40, 'weeks'],
    [400, 'months'],
    [4_000, 'years'],
  ])('%i days have marks that do not touch', (days) => {
    const svg = beside({ ...whatIf, rows: [{ label: 'a', from: day(0), to: day(days) }], today: day(0) })
    const marks = [...svg.querySelectorAll('line[stroke="#e2e4ea"]')].map((line) => numbers(line, 'x1')[0] as number)
    expect(marks.length).toBeGreaterThan(0)
    for (const [index, x] of marks.slice(1).entries()) expect(x - (marks[index] as number)).toBeGreaterThanOrEqual(40)
  })
})

describe('a roadmap', () => {
  test('has the key results above their initiatives, with notes and milestones on one axis', () => {
    const svg = drawn(pictureSvg(roadmap))
    const texts = textsOf(svg).join('|')
    expect(texts).toMatch(/KR1 .*\|CHK Checkout.*late by 6 days.*APP Wallet.*No key result\|ERP Archive/)
    expect(svg.querySelectorAll('polygon')).toHaveLength(3)
  })
})

describe('any chart', () => {
  const charts = { whatIf, thirty, roadmap, tiny: tiny('x') }

  test.each(Object.entries(charts))('%s stays within its frame, wide, narrow and as a picture', (_, chart) => {
    const page = pageSvgs(chart)
    for (const svg of [page?.wide, page?.narrow, pictureSvg(chart)].map((text) => drawn(text ?? null))) {
      const right = width(svg)
      for (const bar of svg.querySelectorAll('rect')) {
        const [x, wide] = numbers(bar, 'x', 'width') as [number, number]
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x + wide).toBeLessThanOrEqual(right)
      }
    }
  })

  test('long names end in an ellipsis, and are whole where the pointer rests', () => {
    const svg = beside(thirty)
    expect(textsOf(beside(thirty)).filter((text) => text.startsWith('T2 '))[0]).toMatch(/^T2 Migrate .*…$/)
    const titles = [...svg.querySelectorAll('text > title')].map(({ textContent }) => textContent)
    expect(titles).toContain(thirty.rows[1]?.label)
  })

  test('more rows than anybody reads are counted', () => {
    const rows = Array.from({ length: 200 }, () => thirty.rows[0] as (typeof thirty.rows)[number])
    expect(textsOf(beside({ ...thirty, rows }))).toContain('and 140 more')
  })

  test('nothing to draw, or a day that is none, is no picture', () => {
    const none: Chart[] = [
      { chart: 'gantt', title: 'a', rows: [] },
      { chart: 'roadmap', title: 'a', groups: [{ label: 'b', rows: [] }] },
      { chart: 'gantt', title: 'a', rows: [{ label: 'b', from: 'soon', to: '2026-11-02' }] },
    ]
    for (const chart of none) expect([pictureSvg(chart), pageSvgs(chart)]).toEqual([null, null])
  })

  test('the page draws in its own colors, so that it can be dark', () => {
    expect(pageSvgs(whatIf)?.wide).not.toMatch(/#[0-9a-f]{6}/)
  })
})
