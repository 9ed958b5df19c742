import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canAsk, countPulse, fewest, gapIn } from '../../../src/features/pulse/rules/counting.ts'
import { closeOf, comingDays } from '../../../src/features/pulse/rules/days.ts'
import { type AnswerRecord, type Side, statements } from '../../../src/features/pulse/rules/records.ts'
import { readSchedule, toInstant, weekdayOf } from '../../../src/schedule/calendar.ts'

const answer = (side: Side, score: number): AnswerRecord => ({
  side,
  perceptions: score,
  own: score,
  reassess: score,
  expand: score,
})
const people = (count: number, side: Side) => Array.from({ length: count }, () => ({ side }))
const score = fc.integer({ min: 0, max: 10 })
const answers = fc.array(
  fc.record({
    side: fc.constantFrom<Side>('project', 'product'),
    perceptions: score,
    own: score,
    reassess: score,
    expand: score,
  }),
  { maxLength: 20 },
)

describe('what is counted', () => {
  test('the published example: +80 and -20 are 100 apart', () => {
    const given = [
      ...[9, 9, 10, 8, 9].map((one) => answer('project', one)),
      ...[6, 7, 5, 9, 8].map((one) => answer('product', one)),
    ]
    const result = countPulse([...people(6, 'project'), ...people(5, 'product')], given)
    expect(result.scores.perceptions).toEqual({ project: 80, product: -20 })
    expect(gapIn(result, 'perceptions')).toBe(100)
    expect(result).toMatchObject({ asked: { project: 6, product: 5 }, answered: { project: 5, product: 5 } })
  })

  test('two answers of a side are not counted, and then there is no gap', () => {
    const given = [answer('project', 9), answer('project', 9), ...[1, 2, 3].map((one) => answer('product', one))]
    const result = countPulse([], given)
    expect(result.scores.own).toEqual({ project: null, product: -100 })
    expect(gapIn(result, 'own')).toBeNull()
  })

  test('a side has a score where three or more answered, whole and from -100 to 100; the gap is what a reader subtracts', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const result = countPulse([], given)
        for (const { id } of statements) {
          for (const side of ['project', 'product'] as const) {
            const count = given.filter((one) => one.side === side).length
            const shown = result.scores[id][side]
            expect(shown === null).toBe(count < fewest)
            expect(Object.is(shown, -0)).toBe(false)
            if (shown !== null) expect(Number.isInteger(shown) && Math.abs(shown) <= 100).toBe(true)
          }
          const { project, product } = result.scores[id]
          expect(gapIn(result, id)).toBe(project === null || product === null ? null : project - product)
        }
      }),
    )
  })

  test('no order of answers changes it: whose came first tells nothing', () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(countPulse([], [...given].reverse())).toEqual(countPulse([], given))
      }),
    )
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
