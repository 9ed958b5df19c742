import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canAsk, countPulse, fewest, gapIn, leading, wrongScores } from '../../../src/features/pulse/rules/counting.ts'
import { closeOf, comingDays } from '../../../src/features/pulse/rules/days.ts'
import { confidenceIn, mostInitiatives, statements } from '../../../src/features/pulse/rules/questions.ts'
import type { AnswerRecord, Side } from '../../../src/features/pulse/rules/records.ts'
import { readSchedule, toInstant, weekdayOf } from '../../../src/schedule/calendar.ts'

const answer = (side: Side, score: number): AnswerRecord => ({
  side,
  scores: Object.fromEntries(statements.map(({ id }) => [id, score])),
})
const people = (count: number, side: Side) => Array.from({ length: count }, () => ({ side }))
const score = fc.integer({ min: 0, max: 10 })
const answers = fc.array(
  fc.record({
    side: fc.constantFrom<Side>('project', 'product'),
    scores: fc.record({ perceptions: score, own: score, reassess: score, expand: score }),
  }),
  { maxLength: 20 },
)

describe('what is counted', () => {
  test('the published example: +80 and -20 are 100 apart', () => {
    const given = [
      ...[9, 9, 10, 8, 9].map((one) => answer('project', one)),
      ...[6, 7, 5, 9, 8].map((one) => answer('product', one)),
    ]
    const result = countPulse('pulse', statements, [...people(6, 'project'), ...people(5, 'product')], given)
    expect(result.scores.perceptions).toEqual({ project: 80, product: -20 })
    expect(gapIn(result, 'perceptions')).toBe(100)
    expect(result).toMatchObject({ asked: { project: 6, product: 5 }, answered: { project: 5, product: 5 } })
  })

  test('two answers of a side are not counted, and then there is no gap', () => {
    const given = [answer('project', 9), answer('project', 9), ...[1, 2, 3].map((one) => answer('product', one))]
    const result = countPulse('pulse', statements, [], given)
    expect(result.scores.own).toEqual({ project: null, product: -100 })
    expect(gapIn(result, 'own')).toBeNull()
  })

  test('a side has a score where three or more answered, whole and from -100 to 100; the gap is what a reader subtracts', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const result = countPulse('pulse', statements, [], given)
        for (const { id } of statements) {
          for (const side of ['project', 'product'] as const) {
            const count = given.filter((one) => one.side === side).length
            const shown = result.scores[id]?.[side] ?? null
            expect(shown === null).toBe(count < fewest)
            expect(Object.is(shown, -0)).toBe(false)
            if (shown !== null) expect(Number.isInteger(shown) && Math.abs(shown) <= 100).toBe(true)
          }
          const { project = null, product = null } = result.scores[id] ?? {}
          expect(gapIn(result, id)).toBe(project === null || product === null ? null : project - product)
        }
      }),
    )
  })

  test('no order of answers changes it: whose came first tells nothing', () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(countPulse('pulse', statements, [], [...given].reverse())).toEqual(
          countPulse('pulse', statements, [], given),
        )
      }),
    )
  })

  test('how sure people are is the mean of each side; what stands first is where they are furthest apart', () => {
    const questions = confidenceIn([
      { id: 4, key: 'CHK', name: 'Checkout v2', finish: '2027-03-12' },
      { id: 5, key: 'PAY', name: 'Payments core', finish: null },
    ])
    expect(questions.map(({ text }) => text)).toEqual([
      'CHK Checkout v2 is finished by Fri 12 Mar 2027',
      'CHK Checkout v2 brings the value it is made for',
      'PAY Payments core is finished on the date we promise',
      'PAY Payments core brings the value it is made for',
    ])
    const sure = (side: Side, date4: number, outcome5: number) => ({
      side,
      scores: { date4, outcome4: 50, date5: 50, outcome5 },
    })
    const given = [
      ...[70, 80, 80].map((one) => sure('project', one, 90)),
      ...[60, 60, 60].map((one) => sure('product', one, 40)),
    ]
    const result = countPulse('confidence', questions, [], given)
    expect(result.scores.date4).toEqual({ project: 77, product: 60 })
    expect([gapIn(result, 'date4'), gapIn(result, 'outcome5'), gapIn(result, 'date9')]).toEqual([17, 50, null])
    expect(leading('confidence', questions, result)?.name).toBe('PAY outcome')
    expect(leading('confidence', questions, countPulse('confidence', questions, [], given.slice(1)))).toBeNull()
    const many = Array.from({ length: 9 }, (_, id) => ({ id, key: `K${id}`, name: 'x', finish: null }))
    expect(confidenceIn(many)).toHaveLength(2 * mostInitiatives)
    const last = { id: 99, key: 'ZZZ', name: 'x', finish: '2027-01-15' }
    const names = confidenceIn([...many, last]).map(({ name }) => name)
    expect(names).toHaveLength(2 * mostInitiatives)
    expect(names).toContain('ZZZ date')
  })

  test('each kind has its scale: whole numbers to 10, percent in tens', () => {
    const wrong = (kind: 'pulse' | 'confidence', one: number) =>
      Object.keys(wrongScores(kind, [{ id: 'q' }], { q: one }))
    for (const fits of [0, 7, 10]) expect(wrong('pulse', fits)).toEqual([])
    for (const not of [-1, 11, 7.5, Number.NaN]) expect(wrong('pulse', not)).toEqual(['q'])
    for (const fits of [0, 70, 100]) expect(wrong('confidence', fits)).toEqual([])
    for (const not of [-10, 110, 75]) expect(wrong('confidence', not)).toEqual(['q'])
    expect(Object.keys(wrongScores('pulse', [{ id: 'q' }], {}))).toEqual(['q'])
  })

  test('a crew is asked where one side has three who do not only watch', () => {
    const members = (project: number, part: string) => people(project, 'project').map((one) => ({ ...one, part }))
    expect(canAsk(members(3, 'follows'))).toBe(true)
    expect(canAsk(members(2, 'takesPart'))).toBe(false)
    expect(canAsk(members(5, 'watches'))).toBe(false)
    expect(canAsk(Array.from({ length: 4 }, () => ({ side: 'both' as const, part: 'takesPart' })))).toBe(false)
  })
})

describe('when it asks', () => {
  const zone = 'Europe/Berlin'
  const calendar = {
    zone,
    workFrom: '09:00',
    isWorking: (day: string) => weekdayOf(day) <= 5 && day !== '2027-01-01',
  }
  const schedule = (words: string) => {
    const read = readSchedule(words, { today: '2026-11-23' })
    if ('error' in read) throw new Error(read.error)
    return read.ok
  }

  test('the first of a month that is a holiday or a weekend moves to the next working day', () => {
    const now = toInstant('2026-11-23', '08:00', zone)
    expect(comingDays(schedule('monthly on the 1st 06:00'), calendar, now, '2026-11-23', 3)).toEqual([
      '2026-12-01',
      '2027-01-04',
      '2027-02-01',
    ])
  })

  test('today counts until its moment', () => {
    const at = (time: string) =>
      comingDays(schedule('mondays 06:00'), calendar, toInstant('2026-11-23', time, zone), '2026-11-23', 1)
    expect(at('05:59')).toEqual(['2026-11-23'])
    expect(at('06:00')).toEqual(['2026-11-30'])
  })

  test('it closes after five working days, as the crew begins to work', () => {
    expect(closeOf('2026-12-31', calendar)).toEqual(toInstant('2027-01-08', '09:00', zone))
  })
})
