import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answers,
  checkAssumption,
  count,
  left,
  review,
} from '../../../src/features/assumptions/rules/assumption.ts'

const today = '2026-11-24'
const given: Answers = {
  text: ' Phone shoppers leave at card entry ',
  value: 31,
  unit: '%',
  floor: 20,
  percent: 30,
  owner: [7],
  reviewOn: '2026-12-24',
}
const check = (more: Partial<Answers>, others: Parameters<typeof checkAssumption>[1]['others'] = []) =>
  checkAssumption({ ...given, ...more }, { today, others, was: null })

describe('an assumption', () => {
  test('is taken as it was given, without blanks around it', () => {
    expect(check({})).toEqual({
      data: {
        text: 'Phone shoppers leave at card entry',
        value: 31,
        unit: '%',
        floor: 20,
        percent: 30,
        ownerId: 7,
        reviewOn: '2026-12-24',
      },
    })
    expect(check({ percent: undefined })).toMatchObject({ data: { percent: null } })
  })

  test('says beside each field what is wrong with it', () => {
    const wrong = check({ text: ' ', unit: '', value: 10, percent: 3.5, owner: [], reviewOn: '2026-11-23' })
    expect(Object.keys('errors' in wrong ? wrong.errors : {}).sort()).toEqual(
      ['owner', 'percent', 'reviewOn', 'text', 'unit', 'value'].sort(),
    )
  })

  test('no more than the whole benefit rests on all of them; what is dropped carries nothing', () => {
    const others = [
      { id: 1, state: 'holds' as const, percent: 60 },
      { id: 2, state: 'dropped' as const, percent: 90 },
      { id: 3, state: 'broken' as const, percent: 10 },
    ]
    expect(check({ percent: 30 }, others)).toHaveProperty('data')
    expect(check({ percent: 31 }, others)).toEqual({
      errors: { percent: '70 % rest on other assumptions: at most 30 % are left for this one.' },
    })
    const was = { id: 1, reviewOn: '2026-11-01' }
    const changed = checkAssumption({ ...given, percent: 90, reviewOn: was.reviewOn }, { today, others, was })
    expect(changed).toHaveProperty('data')
  })
})

describe('the answer to "still true?"', () => {
  const was = { value: 31, valueOn: '2026-11-01', floor: 20 }
  const next = '2026-12-24'

  test('a yes keeps it with the newest value; at the floor it still holds', () => {
    expect(review(was, { holds: true, value: 20, reviewOn: next }, today)).toEqual({
      ok: { state: 'holds', value: 20, valueOn: today, reviewOn: next },
    })
  })

  test('a yes below the floor is broken all the same, and a yes without a value is asked for one', () => {
    expect(review(was, { holds: true, value: 19.9, reviewOn: next }, today)).toMatchObject({ ok: { state: 'broken' } })
    expect(review(was, { holds: true, value: undefined, reviewOn: next }, today)).toHaveProperty('errors.value')
  })

  test('a no breaks it, with the last value where no newer is given', () => {
    expect(review(was, { holds: false, value: undefined, reviewOn: next }, today)).toEqual({
      ok: { state: 'broken', value: 31, valueOn: '2026-11-01', reviewOn: next },
    })
    expect(review(was, { holds: false, value: 25, reviewOn: next }, today)).toMatchObject({ ok: { state: 'broken' } })
  })

  test('it is asked again on a later day', () => {
    expect(review(was, { holds: true, value: 25, reviewOn: today }, today)).toHaveProperty('errors.reviewOn')
  })

  test('it holds exactly where yes was said and the value is no lower than the floor', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer(), fc.integer(), (holds, value, floor) => {
        const result = review({ ...was, floor }, { holds, value, reviewOn: next }, today)
        expect(result).toMatchObject({ ok: { state: holds && value >= floor ? 'holds' : 'broken' } })
      }),
    )
  })
})

describe('what is left of the benefit', () => {
  const state = fc.constantFrom('holds' as const, 'broken' as const, 'dropped' as const)
  const some = fc.array(fc.record({ state, percent: fc.option(fc.integer({ min: 0, max: 100 })) }), { maxLength: 9 })

  test('210,000 EUR, of which 30 % rested on it: 147,000 EUR', () => {
    const counted = count([
      { state: 'broken', percent: 30 },
      { state: 'broken', percent: null },
      { state: 'holds', percent: 50 },
    ])
    expect(counted).toEqual({ broken: 2, percent: 30 })
    expect(left(21_000_000, counted.percent)).toBe(14_700_000)
  })

  test('is never negative and never more than all; another broken one never adds to it', () => {
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 100 }),
        (all, benefit, percent) => {
          const before = left(benefit, count(all).percent)
          const after = left(benefit, count([...all, { state: 'broken', percent }]).percent)
          expect(before).toBeGreaterThanOrEqual(0)
          expect(before).toBeLessThanOrEqual(benefit)
          expect(after).toBeLessThanOrEqual(before)
        },
      ),
    )
  })
})
