import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apartFrom, compare } from '../../../src/features/prioritization/rules/comparing.ts'
import { bestOf, byWorth, cutOf, scopeFigures, worthOf } from '../../../src/features/prioritization/rules/figures.ts'
import { orderTyped, readOrder } from '../../../src/features/prioritization/rules/order.ts'
import { scopeSettings, scopeValue } from '../../../src/features/scope/rules/records.ts'
import { withoutSides } from '../../../src/voting/rules/hiding.ts'
import { rankedBySide } from '../../../src/voting/rules/ranking.ts'
import { tally } from '../../../src/voting/rules/tally.ts'

const item = (id: number, benefit: number | null, cost: number | null, days: number | null = 0, currency = 'EUR') => ({
  id,
  benefit,
  cost,
  days,
  currency,
})
const limits = (budget: number | null, mayDelay: number | null = null) => ({ currency: 'EUR', budget, mayDelay })
const figure = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null })

describe('figures', () => {
  test('an absent figure leaves no ratio, and is never 0', () => {
    expect(worthOf({ benefit: null, cost: 5, days: 1 })).toEqual({ perCost: null, perDay: null })
    expect(worthOf({ benefit: 10, cost: null, days: 4 })).toEqual({ perCost: null, perDay: 2.5 })
    expect(worthOf({ benefit: 10, cost: 4, days: null })).toEqual({ perCost: 2.5, perDay: null })
  })

  test('by value per cost: what costs nothing first, what has no figure apart', () => {
    const { ordered, without } = byWorth([item(1, 10, 10), item(2, null, 1), item(3, 10, 0), item(4, 30, 10)])
    expect(ordered.map(({ id }) => id)).toEqual([3, 4, 1])
    expect(without.map(({ id }) => id)).toEqual([2])
  })

  test('the budget ends at the first that does not fit; nothing smaller is drawn forward', () => {
    const all = [item(1, 9, 6), item(2, 9, null), item(3, 9, 5), item(4, 9, 1), item(5, 9, 1, 0, 'USD')]
    expect(cutOf(all, limits(10))).toEqual({ within: [1], beyond: [3, 4], unknown: [2, 5], cost: 6, days: 0 })
    expect(cutOf(all, limits(null))).toBeNull()
  })

  test('days count as a limit of their own', () => {
    expect(cutOf([item(1, 9, 1, 3), item(2, 9, 1, null), item(3, 9, 1, 3)], limits(null, 5))).toMatchObject({
      within: [1],
      beyond: [3],
      unknown: [2],
    })
  })

  test('every item is within, beyond or not counted, and what is within fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(figure, figure, figure), { maxLength: 12 }),
        figure,
        figure,
        (rows, budget, days) => {
          const all = rows.map(([benefit, cost, delay], at) => item(at, benefit, cost, delay))
          const cut = cutOf(all, limits(budget, days))
          expect(cut === null).toBe(budget === null && days === null)
          if (!cut) return
          expect([...cut.within, ...cut.beyond, ...cut.unknown].sort((a, b) => a - b)).toEqual(all.map(({ id }) => id))
          expect(cut.cost).toBeLessThanOrEqual(budget ?? Infinity)
          expect(cut.days).toBeLessThanOrEqual(days ?? Infinity)
        },
      ),
    )
  })

  test('what fits and brings most says what it leaves out for want of a figure', () => {
    const all = [item(1, 60, 10), item(2, 100, 20), item(3, 120, 30), item(4, null, 1), item(5, 500, 1, 0, 'USD')]
    expect(bestOf(all, limits(50))).toEqual({ ids: [2, 3], benefit: 220, exact: true, of: 3, without: 2 })
  })

  test('a scope change: what it brings more than before; of an unknown before nothing is known', () => {
    const at = new Date(0)
    const scope = (before: number | null) => ({
      value: scopeValue.parse({ benefit: { amount: 228, before, byId: 7 } }),
      settings: scopeSettings.parse({ cost: { amount: 80, byId: 8 }, effectsById: 9 }),
      impact: null,
      computedAt: null,
      at,
    })
    const none = { cost: null, costById: null, days: null, daysById: null, currency: 'EUR', figuresAt: at }
    expect(scopeFigures(scope(210), 'EUR')).toEqual({ ...none, benefit: 18, benefitById: 7 })
    expect(scopeFigures(scope(null), 'EUR')).toEqual({ ...none, benefit: null, benefitById: null })
  })
})

const ranked = (side: 'project' | 'product', ...rankings: number[][]) => rankings.map((ranking) => ({ side, ranking }))

describe('two orders', () => {
  test('the item farthest apart comes first, then where they agree', () => {
    const result = rankedBySide(
      [...ranked('project', [1, 2, 3, 4, 5]), ...ranked('product', [5, 1, 2, 3, 4])],
      [1, 2, 3, 4, 5],
    )
    const { differ, alike } = compare(result)
    expect(differ[0]).toEqual({ option: 5, project: 5, product: 1, apart: 4 })
    expect(alike.map(({ option }) => option)).toEqual([1, 2, 3, 4])
    expect(apartFrom(2)).toBe(1)
  })

  test('both sides weigh the same however many ranked, and level items stay level', () => {
    const many = ranked('project', ...Array.from({ length: 9 }, () => [1, 2, 3]))
    expect(rankedBySide([...many, ...ranked('product', [3, 2, 1])], [1, 2, 3]).order).toEqual([[1, 2, 3]])
  })

  test('a side without rankings is nothing, not level', () => {
    const result = rankedBySide(ranked('project', [1, 2]), [1, 2])
    expect(result).toMatchObject({ product: null, order: [[1], [2]] })
    expect(compare(result)).toMatchObject({ differ: [], tau: null })
    expect(rankedBySide([], [1, 2])).toEqual({ project: null, product: null, order: [] })
  })

  test('of fewer than three of a side only the order is kept', () => {
    const poll = { method: 'ranking' as const, settings: { anonymous: true, quorum: null } as never }
    const cast = [...ranked('project', [1, 2], [2, 1], [1, 2]), ...ranked('product', [2, 1], [2])]
    const ballots = cast.map(({ side, ranking }) => ({ side, choice: { ranking }, reason: null }))
    const result = tally(poll, [{ id: 1 }, { id: 2 }], [], ballots)
    expect(result).toMatchObject({
      project: { ballots: 3, means: [{ option: 1 }, { option: 2 }] },
      product: { ballots: 2, order: [[2], [1]], means: null },
    })
    expect(withoutSides(result)).toEqual(result)
  })

  test('turning the sides around turns the places around and nothing else', () => {
    const ranking = fc.shuffledSubarray([1, 2, 3, 4, 5, 6])
    const side = fc.array(ranking, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(side, side, (one, other) => {
        const options = [1, 2, 3, 4, 5, 6]
        const there = rankedBySide([...ranked('project', ...one), ...ranked('product', ...other)], options)
        const back = rankedBySide([...ranked('project', ...other), ...ranked('product', ...one)], options)
        expect(back.order.map((place) => [...place].sort())).toEqual(there.order.map((place) => [...place].sort()))
        expect(compare(back).tau).toEqual(compare(there).tau)
        const apart = (all: ReturnType<typeof compare>) =>
          [...all.differ, ...all.alike].map((row) => [row.option, row.apart]).sort()
        expect(apart(compare(back))).toEqual(apart(compare(there)))
      }),
    )
  })
})

describe('an order as it is typed', () => {
  const items = [
    { id: 1, label: 'SC-4', what: 'Add Apple Pay' },
    { id: 2, label: 'I-1', what: 'Guest\ncheckout '.repeat(9) },
    { id: 3, label: 'I-12', what: 'Gift cards' },
  ]

  test('reads what it wrote, with numbers, bullets and other words behind the labels', () => {
    expect(readOrder(orderTyped(items), items)).toEqual({ ok: [1, 2, 3] })
    expect(readOrder('1. i-12 whatever\n\n- sc-4\n• I-1', items)).toEqual({ ok: [3, 1, 2] })
  })

  test.each([
    ['SC-4\nI-1\nI-1\nI-12', 'I-1 stands here twice. Leave one line of it.'],
    ['SC-4', 'I-1, I-12 are missing. Give every one a line.'],
    ['SC-4\nI-1\nI-12\nI-2 new', '"I-2 new" is none of these. Begin each line with one of SC-4, I-1, I-12.'],
    ['Apple Pay', '"Apple Pay" is none of these. Begin each line with one of SC-4, I-1, I-12.'],
  ])('says what is wrong and what to do: %j', (text, error) => {
    expect(readOrder(text, items)).toEqual({ error })
  })

  test('any order of any items is read as it was written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: 3 }), (order) => {
        expect(readOrder(orderTyped(order), items)).toEqual({ ok: order.map(({ id }) => id) })
      }),
    )
  })
})
