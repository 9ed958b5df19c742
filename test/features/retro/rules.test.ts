import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countOf } from '../../../src/features/retro/rules/counting.ts'
import { dotFields, placeOn, readDots, themeByTheme, topThemes } from '../../../src/features/retro/rules/dots.ts'
import { type Candidate, whoseTurn } from '../../../src/features/retro/rules/facilitating.ts'
import { choiceOf, columnLines, formats, readColumns } from '../../../src/features/retro/rules/formats.ts'
import { stoodFor } from '../../../src/features/retro/rules/happened.ts'
import {
  type CrewCalendar,
  daysFrom,
  endOf,
  liveMinutes,
  nextPhase,
  obstacle,
} from '../../../src/features/retro/rules/phases.ts'
import { phases, type RetroPerson } from '../../../src/features/retro/rules/records.ts'
import { isAlike, likeness, nearDuplicates } from '../../../src/features/retro/rules/similar.ts'
import { addDays, toLocal, weekdayOf } from '../../../src/schedule/calendar.ts'

const calendar: CrewCalendar = {
  zone: 'Europe/Berlin',
  endOfDay: '17:00',
  isWorking: (day) => weekdayOf(day) < 6,
}
const local = (at: Date | null | undefined) => {
  if (!at) return null
  const { day, time } = toLocal(at, calendar.zone)
  return `${day} ${time}`
}

describe('phases', () => {
  test('from a Monday: collected until Wednesday 17:00, grouped and voted on Thursday, talked about on Friday', () => {
    const { ends, meetsAt } = daysFrom('2026-11-23', '14:00', calendar)
    expect(phases.map((phase) => local(ends[phase]))).toEqual([
      '2026-11-25 17:00',
      '2026-11-26 12:00',
      '2026-11-26 17:00',
      '2026-11-27 15:00',
      '2026-11-27 17:00',
    ])
    expect(local(meetsAt)).toBe('2026-11-27 14:00')
  })

  test('on whatever day and whenever the crew talks, each phase ends after the one before, on a working day', () => {
    const clock = fc.tuple(fc.integer({ min: 6, max: 20 }), fc.constantFrom('00', '30'))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), clock, (later, [hour, minutes]) => {
        const { ends } = daysFrom(addDays('2026-01-01', later), `${String(hour).padStart(2, '0')}:${minutes}`, calendar)
        const moments = phases.map((phase) => ends[phase]?.getTime() ?? 0)
        expect([...moments].sort((a, b) => a - b)).toEqual(moments)
        expect(new Set(moments).size).toBe(5)
        for (const phase of phases) expect(calendar.isWorking(local(ends[phase])?.slice(0, 10) ?? '')).toBe(true)
      }),
    )
  })

  test('a phase always has half an hour: where the one before took longer, its end is a working day later', () => {
    const settings = { pace: 'days' as const, ...daysFrom('2026-11-23', '14:00', calendar) }
    expect(local(endOf('vote', settings, new Date('2026-11-26T15:40:00Z'), calendar))).toBe('2026-11-27 17:00')
    expect(local(endOf('vote', settings, new Date('2026-11-27T16:00:00Z'), calendar))).toBe('2026-11-30 17:00')
    fc.assert(
      fc.property(fc.constantFrom(...phases), fc.integer({ min: 0, max: 40 * 24 * 60 }), (phase, minutes) => {
        const now = new Date(Date.parse('2026-11-23T08:00:00Z') + minutes * 60_000)
        const end = endOf(phase, settings, now, calendar)
        expect((end?.getTime() ?? 0) - now.getTime()).toBeGreaterThanOrEqual(30 * 60_000)
      }),
    )
  })

  test('live takes one hour, by hand none', () => {
    expect(Object.values(liveMinutes).reduce((sum, minutes) => sum + minutes)).toBe(60)
    expect(endOf('collect', { pace: 'press', ends: {} }, new Date(), calendar)).toBeNull()
    expect(phases.map(nextPhase)).toEqual(['group', 'vote', 'discuss', 'act', 'closed'])
  })

  test('what stands in the way: nothing written, too few to be unnamed, nothing promised', () => {
    const stands = {
      phase: 'collect' as const,
      anonymous: true,
      writers: 3,
      notes: 3,
      actions: 0,
      noActionReason: null,
    }
    expect(obstacle(stands)).toBeNull()
    expect(obstacle({ ...stands, writers: 1 })).toContain('Only 1 person has written')
    expect(obstacle({ ...stands, writers: 1, anonymous: false })).toBeNull()
    expect(obstacle({ ...stands, notes: 0 })).toContain('Nobody has written')
    expect(obstacle({ ...stands, phase: 'act' })).toContain('at least one action item')
    expect(obstacle({ ...stands, phase: 'act', noActionReason: 'x' })).toBeNull()
    for (const phase of ['group', 'vote', 'discuss'] as const)
      expect(obstacle({ ...stands, phase, notes: 0 })).toBeNull()
  })
})

describe('whose turn it is', () => {
  const member = (personId: number, side: Candidate['side'], more: Partial<Candidate> = {}): Candidate => ({
    ...{ personId, side, part: 'takesPart', awayFrom: null, awayTo: null, workDays: '12345' },
    ...more,
  })
  const crew = [
    member(1, 'project'),
    member(2, 'project'),
    member(3, 'product'),
    member(4, 'product'),
    member(5, 'both'),
  ]
  const monday = '2026-11-23'

  test('the sides alternate, and of a side everybody comes round', () => {
    const ran: number[] = []
    for (let times = 0; times < 6; times += 1) ran.unshift(whoseTurn(crew, ran, [], monday) ?? 0)
    expect(ran.reverse()).toEqual([1, 3, 2, 4, 1, 3])
  })

  test('who is away that day, only watches or follows is not asked; where nobody else is there, all the same', () => {
    const away = [member(1, 'project', { awayFrom: monday, awayTo: monday }), member(2, 'project', { part: 'follows' })]
    expect(whoseTurn([...away, member(3, 'product')], [], [], monday)).toBe(3)
    expect(whoseTurn(away, [], [], monday)).toBe(1)
    expect(whoseTurn([member(2, 'project', { part: 'watches' })], [], [], monday)).toBeNull()
  })

  test('whoever passes is not asked again in the same one, whatever the crew', () => {
    const people = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('project', 'product', 'both')),
      {
        selector: ([id]) => id,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(people, fc.array(fc.integer({ min: 1, max: 30 })), (members, ran) => {
        const all = members.map(([id, side]) => member(id, side as Candidate['side']))
        const passed: number[] = []
        for (;;) {
          const next = whoseTurn(all, ran, passed, monday)
          if (next === null) break
          expect(passed).not.toContain(next)
          passed.push(next)
        }
        expect([...passed].sort()).toEqual(all.map(({ personId }) => personId).sort())
      }),
    )
  })
})

describe('dots', () => {
  test('at most so many on one theme, and only on one that is there', () => {
    const budget = { dots: 4, perTheme: 2 }
    const read = (...themes: (number | undefined)[]) =>
      readDots(
        Object.fromEntries(
          themes.map((theme, at) => [`dot${at + 1}`, theme === undefined ? undefined : String(theme)]),
        ),
        [1, 2],
        budget,
      )
    expect(read(1, 1, 2)).toEqual({
      ok: new Map([
        [1, 2],
        [2, 1],
      ]),
    })
    expect(read(1, undefined, 1, 1)).toMatchObject({ errors: { dot4: expect.stringContaining('at most 2 dots') } })
    expect(read(9)).toMatchObject({ errors: { dot1: expect.stringContaining('not there any more') } })
    expect(read()).toEqual({ ok: new Map() })
    expect(dotFields(3)).toEqual(['dot1', 'dot2', 'dot3'])
  })

  test('theme by theme where there are too many for a list each: beside what is placed, within the budget, 0 takes back', () => {
    const budget = { dots: 4, perTheme: 2 }
    const placed = new Map([
      [1, 2],
      [2, 1],
    ])
    expect(placeOn({ theme: 3, count: 1 }, placed, [1, 2, 3], budget)).toEqual({
      ok: new Map([
        [1, 2],
        [2, 1],
        [3, 1],
      ]),
    })
    expect(placeOn({ theme: 3, count: 2 }, placed, [1, 2, 3], budget)).toMatchObject({
      errors: { count: expect.stringContaining('from 0 to 1') },
    })
    expect(placeOn({ theme: 1, count: 0 }, placed, [1, 2, 3], budget)).toEqual({ ok: new Map([[2, 1]]) })
    expect(placeOn({ theme: 9, count: 1 }, placed, [1, 2, 3], budget)).toMatchObject({
      errors: { theme: expect.stringContaining('not there') },
    })
    expect(themeByTheme(200, { dots: 5 })).toBe(true)
    expect(themeByTheme(60, { dots: 10 })).toBe(false)
  })

  test('never more than the budget, never more than the most on one theme', () => {
    const choice = fc.option(fc.integer({ min: 1, max: 5 }).map(String), { nil: undefined })
    fc.assert(
      fc.property(
        fc.array(choice, { maxLength: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 10 }),
        (chosen, dots, perTheme) => {
          const values = Object.fromEntries(chosen.map((theme, at) => [`dot${at + 1}`, theme]))
          const read = readDots(values, [1, 2, 3, 4, 5], { dots, perTheme })
          if ('errors' in read) return
          const placed = [...read.ok.values()]
          expect(placed.reduce((sum, given) => sum + given, 0)).toBeLessThanOrEqual(dots)
          for (const given of placed) expect(given).toBeLessThanOrEqual(perTheme)
        },
      ),
    )
  })

  test('the top three are talked about; who is level with the third is in, who has none is not', () => {
    const themes = (...dots: (number | null)[]) => dots.map((given, at) => ({ id: at, position: at, dots: given }))
    const ids = (list: { id: number }[]) => list.map(({ id }) => id)
    expect(ids(topThemes(themes(1, 5, 3, 4, 0)))).toEqual([1, 3, 2])
    expect(ids(topThemes(themes(2, 5, 2, 4, 2)))).toEqual([1, 3, 0, 2, 4])
    expect(ids(topThemes(themes(0, 5, 0)))).toEqual([1])
    // Nobody voted: those with the most notes.
    expect(ids(topThemes(themes(0, 0, 0, 0), ({ id }) => id))).toEqual([3, 2, 1])
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }), (dots) => {
        const all = themes(...dots)
        const top = topThemes(all)
        const least = Math.min(...top.map((one) => one.dots ?? 0))
        for (const one of all) if (!top.includes(one)) expect(one.dots ?? 0).toBeLessThanOrEqual(least)
        if (dots.some((given) => given > 0))
          for (const one of all) if ((one.dots ?? 0) > 0 && one.dots === least) expect(top).toContain(one)
      }),
    )
  })
})

describe('notes alike', () => {
  const alike: [string, string][] = [
    ['Pair on reviews', 'Pairing on review'],
    ['Too many meetings', 'too many meetings!'],
    ['Meetings without an agenda', 'A meeting without agenda'],
    ['Deploy on Fridays', 'Deploys on friday'],
  ]
  const apart: [string, string][] = [
    ['Pair on reviews', 'Demo every Friday'],
    ['More tests', 'More coffee'],
    ['Deploys are slow', 'Reviews are slow'],
    ['', 'x'],
  ]
  test.each(alike)('"%s" and "%s" say nearly the same', (a, b) => expect(isAlike(a, b)).toBe(true))
  test.each(apart)('"%s" and "%s" do not', (a, b) => expect(isAlike(a, b)).toBe(false))

  test('likeness is between 0 and 1, the same both ways, and whole for the same words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a))
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
        expect(likeness(a, b)).toBeLessThanOrEqual(1)
        if (a.trim()) expect(likeness(a, a)).toBe(1)
      }),
    )
  })

  test('groups share no note, have two at least, and 200 notes take less than a second', () => {
    const notes = Array.from({ length: 200 }, (_, at) => ({
      id: String(at),
      text: `Note ${at % 50} about ${'the plan and its many parts '.repeat(10)}`,
    }))
    const began = performance.now()
    const groups = nearDuplicates(notes)
    expect(performance.now() - began).toBeLessThan(1_000)
    const ids = groups.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const group of groups) expect(group.length).toBeGreaterThan(1)
  })
})

describe('columns', () => {
  test('every known format is found again from its columns, and has no name twice', () => {
    for (const [choice, known] of Object.entries(formats)) {
      expect(choiceOf(known)).toBe(choice)
      expect(new Set(known.columns.map(({ name }) => name)).size).toBe(known.columns.length)
    }
  })

  test('columns of one’s own come back as they were typed', () => {
    const read = readColumns('Kudos: who helped?\n\n  Wishes  \nTime: 9:30 and later')
    if ('error' in read) throw new Error(read.error)
    expect(read.ok.columns.map(({ name, hint }) => [name, hint])).toEqual([
      ['Kudos', 'who helped?'],
      ['Wishes', ''],
      ['Time', '9:30 and later'],
    ])
    expect(columnLines(read.ok)).toBe('Kudos: who helped?\nWishes\nTime: 9:30 and later')
    expect(choiceOf(read.ok)).toBe('own')
  })

  test.each([
    ['One', '1 columns; write 2 to 6'],
    ['A\nB\nC\nD\nE\nF\nG', '7 columns'],
    ['A\na', '"a" is there twice'],
    [': hint\nB', 'has no name before the colon'],
    [`${'x'.repeat(41)}\nB`, 'has at most 40'],
    [`A: ${'x'.repeat(121)}\nB`, 'at most 120 fit'],
  ])('%j is refused with what to do', (typed, said) => {
    expect(readColumns(typed)).toMatchObject({ error: expect.stringContaining(said) })
  })
})

describe('counts', () => {
  const people = (project: number, product: number, wrote: number): RetroPerson[] =>
    Array.from({ length: project + product }, (_, at) => ({
      personId: at,
      side: at < project ? ('project' as const) : ('product' as const),
      ...{ wrote: at < wrote, ready: false, voted: false, remindedAt: null },
    }))

  test('of an anonymous one a side is told only where three and more of each have written', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), fc.nat(16), (project, product, wrote) => {
        const { sides, done } = countOf(people(project, product, wrote), 'wrote', { anonymous: true })
        expect(done).toBe(Math.min(wrote, project + product))
        for (const side of sides) expect(side.done).toBeGreaterThanOrEqual(3)
      }),
    )
    expect(countOf(people(3, 3, 6), 'wrote', { anonymous: true }).sides).toHaveLength(2)
    expect(countOf(people(3, 3, 5), 'wrote', { anonymous: true }).sides).toEqual([])
    expect(countOf(people(3, 2, 0), 'ready', { anonymous: true }).sides).toEqual([])
    expect(countOf(people(3, 2, 1), 'wrote', { anonymous: false }).sides).toHaveLength(2)
  })

  test('sponsors are in neither side’s count', () => {
    const sponsor = { personId: 99, side: 'both' as const, wrote: true, ready: true, voted: true, remindedAt: null }
    expect(countOf([...people(1, 1, 2), sponsor], 'wrote', { anonymous: false })).toMatchObject({ done: 2, of: 2 })
  })
})

test.each([
  [0, 'less than an hour'],
  [1, '1 hour'],
  [47, '47 hours'],
  [49, '2 days'],
])('what stood %i hours stood %s', (hours, said) => {
  expect(stoodFor(new Date(0), new Date(hours * 3_600_000))).toBe(said)
})
