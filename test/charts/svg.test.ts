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
  test('a long key result takes two lines, so that its goal is read', () => {
    const label = 'KR2 returning shoppers of all stores 32 % (14 days old), goal 35 %'
    const svg = drawn(
      pageSvgs({ chart: 'roadmap', title: 'Roadmap', groups: [{ label, rows: tiny('CHK').rows }] })?.narrow ?? null,
    )
    const bold = [...svg.querySelectorAll('text[font-weight="700"][font-size="13"]')]
    expect(bold.map(({ textContent }) => textContent).join(' ')).toBe(label)
    const [band] = filled(svg, 'var(--ground)')
    expect(numbers(band as Element, 'height')[0]).toBeGreaterThan(32)
  })

  test('has the key results above their initiatives, with notes and milestones on one axis', () => {
    const svg = drawn(pictureSvg(roadmap))
    const texts = textsOf(svg).join('|')
    expect(texts).toMatch(/KR1 .*\|CHK Checkout.*late by 6 days.*APP Wallet.*No key result\|ERP Archive/)
    expect(svg.querySelectorAll('polygon')).toHaveLength(3)
  })
})

describe('days', () => {
  const days = (svg: Element) => textsOf(svg).filter((text) => /^\d/.test(text))

  test('beside names, the last day of every row stands in one column, never before its bar', () => {
    const svg = beside(thirty)
    const ends = [...svg.querySelectorAll('text[text-anchor="end"]')]
    expect(ends).toHaveLength(30)
    expect(new Set(ends.map((one) => one.getAttribute('x'))).size).toBe(1)
    const bars = [...svg.querySelectorAll('rect')].map((bar) => numbers(bar, 'x', 'width') as [number, number])
    const rightmost = Math.max(...bars.slice(1).map(([x, wide]) => x + wide))
    const [column] = numbers(ends[0] as Element, 'x')
    expect(rightmost).toBeLessThan((column as number) - 30)
  })

  test('above bars, all rows have both days or none has', () => {
    const rows = [
      { label: 'CHK', from: day(0), to: day(20) },
      { label: 'PAY', from: day(7), to: day(30) },
    ]
    const narrow = (labels: typeof rows) => days(drawn(pageSvgs({ ...whatIf, rows: labels })?.narrow ?? null))
    expect(narrow(rows)).toEqual(expect.arrayContaining(['5 Oct – 25 Oct', '12 Oct – 4 Nov']))
    const long = [...rows, { label: thirty.rows[0]?.label ?? '', from: day(0), to: day(9) }]
    expect(narrow(long)).toEqual(expect.arrayContaining(['25 Oct', '4 Nov', '14 Oct']))
    expect(narrow(long).join()).not.toContain('–')
  })
})

describe('any chart', () => {
  const charts = { whatIf, thirty, roadmap, tiny: tiny('x') }

  test.each(Object.entries(charts))('%s stays within its frame, wide, narrow and as a picture', (_, chart) => {
    const page = pageSvgs(chart)
    for (const svg of [page?.wide, page?.middle, page?.narrow, pictureSvg(chart)].map((text) => drawn(text ?? null))) {
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

  test('what reads from the right ends on the left: its ellipsis takes that direction', () => {
    const label = `IN-2 ${'תשלום מהיר בטלפון '.repeat(5)}`
    const cut = (name: string) => textsOf(beside(tiny(name))).find((text) => text.includes('…'))
    expect(cut(label)).toMatch(/[\u0590-\u05ff]…\u200f$/)
    expect(cut(thirty.rows[0]?.label ?? '')).toMatch(/…$/)
  })

  test('has no title where its place says the same', () => {
    const titled = pageSvgs(whatIf)
    const plain = pageSvgs(whatIf, false)
    expect(textsOf(drawn(titled?.wide ?? null)).join(' ')).toContain(whatIf.title)
    expect(textsOf(drawn(plain?.wide ?? null)).join(' ')).not.toContain('payment provider contract takes')
    expect(numbers(drawn(plain?.wide ?? null), 'height')[0]).toBeLessThan(
      numbers(drawn(titled?.wide ?? null), 'height')[0] as number,
    )
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
