import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeNetwork, type Link, type Network, type Piece } from '../../src/methods/network.ts'
import { monteCarlo } from '../../src/methods/three-point.ts'
import { everyDay, workCalendar } from '../../src/methods/working-days.ts'

const from = 20_000
const calendars = [everyDay, workCalendar('12345'), workCalendar('13567', (day) => day.endsWith('-10-14'))]

interface Given {
  pieces: Piece[]
  links: Link[]
}

/** Links lead from lower to higher numbers only, so that no network has a cycle; halves and milestones are common. */
function networks(crews: number): fc.Arbitrary<Given> {
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 })
  const piece = fc.record({
    duration: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 24 }).map((halves) => halves / 2),
    ),
    group: fc.constantFrom('CHK', 'PAY', undefined),
    crew: fc.nat(crews - 1),
    notBefore: some(fc.integer({ min: from - 5, max: from + 30 })),
    startedOn: some(fc.integer({ min: from - 9, max: from - 1 })),
    finished: fc.boolean(),
  })
  const link = fc.record({ from: fc.nat(13), to: fc.nat(13), lag: fc.constantFrom(0, 0, 0, 1, 2.5, -1) })
  return fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 14 }), fc.array(link, { maxLength: 25 }))
    .map(([all, links]) => ({
      pieces: all.map(({ duration, group, crew, notBefore, startedOn, finished }, at) => ({
        id: `T${at}`,
        duration,
        calendar: calendars[crew] ?? everyDay,
        ...(group && { group }),
        ...(notBefore !== undefined && { notBefore }),
        ...(startedOn !== undefined && { startedOn }),
        ...(startedOn !== undefined && finished && { finishedOn: startedOn + 3 }),
      })),
      links: links
        .filter((one) => one.from < one.to && one.to < all.length)
        .map((one) => ({ from: `T${one.from}`, to: `T${one.to}`, lag: one.lag })),
    }))
}

function planned({ pieces, links }: Given): Network {
  const result = computeNetwork(pieces, links, { from })
  if (!('network' in result)) throw new Error(JSON.stringify(result))
  return result.network
}

const longer = (given: Given, id: string, days: number): Given => ({
  links: given.links,
  pieces: given.pieces.map((one) => {
    if (one.id !== id) return one
    return { ...one, duration: one.duration + days }
  }),
})

describe.each([1, 3])('any network of %i crews', (crews) => {
  const any = networks(crews)

  test('ends no earlier for a delay, and neither does any piece of it', () => {
    fc.assert(
      fc.property(any, fc.nat(13), fc.integer({ min: 1, max: 20 }), (given, at, halves) => {
        const [before, after] = [planned(given), planned(longer(given, `T${at}`, halves / 2))]
        expect(after.finish).toBeGreaterThanOrEqual(before.finish)
        for (const [id, piece] of before.pieces) {
          expect(after.pieces.get(id)?.end).toBeGreaterThanOrEqual(piece.end)
        }
      }),
    )
  })

  test('has no more free float than total float, and none of it negative', () => {
    fc.assert(
      fc.property(any, (given) => {
        for (const { freeFloat, totalFloat, start, end } of planned(given).pieces.values()) {
          expect(freeFloat).toBeGreaterThanOrEqual(0)
          expect(freeFloat).toBeLessThanOrEqual(totalFloat)
          expect(start).toBeLessThanOrEqual(end)
        }
      }),
    )
  })

  test('is the same in whatever order it is given', () => {
    const shuffled = any.chain((given) =>
      fc.record({
        given: fc.constant(given),
        pieces: fc.shuffledSubarray(given.pieces, { minLength: given.pieces.length }),
        links: fc.shuffledSubarray(given.links, { minLength: given.links.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ given, pieces, links }) => {
        const [one, other] = [planned(given), planned({ pieces, links })]
        expect(other.pieces).toEqual(one.pieces)
        expect(other.groups).toEqual(one.groups)
        expect(other.finish).toBe(one.finish)
        expect(other.criticalPaths()).toEqual(one.criticalPaths())
      }),
    )
  })

  test('simulated with fixed durations is the critical path exactly', () => {
    fc.assert(
      fc.property(any, (given) => {
        const network = planned(given)
        const pieces = given.pieces.map((one) => ({
          ...one,
          estimate: { optimistic: one.duration, likely: one.duration, pessimistic: one.duration },
        }))
        const result = monteCarlo(pieces, given.links, { from, runs: 40, seed: 7 })
        if (!('forecast' in result)) throw new Error('refused')
        const { forecast } = result
        expect([forecast.p50, forecast.p80]).toEqual([network.finish, network.finish])
        for (const [group, { finish }] of network.groups) {
          expect(forecast.groups.get(group)).toEqual({ p50: finish, p80: finish })
          expect([forecast.chanceBy(group, finish - 1), forecast.chanceBy(group, finish)]).toEqual([0, 1])
        }
        for (const [id, { critical }] of network.pieces) expect(forecast.criticality.get(id)).toBe(critical ? 1 : 0)
      }),
    )
  })

  test('names only critical pieces in its paths, each waiting for the one before', () => {
    fc.assert(
      fc.property(any, (given) => {
        const network = planned(given)
        for (const path of network.criticalPaths()) {
          for (const id of path) expect(network.pieces.get(id)?.critical).toBe(true)
          path.slice(1).forEach((to, at) => {
            expect(given.links.some((link) => link.from === path[at] && link.to === to)).toBe(true)
          })
        }
      }),
    )
  })
})

test('float is what it says: a piece may slip by it and no finish moves, and by a day more and one does', () => {
  const plain = networks(1).map(({ pieces, links }) => ({
    links,
    pieces: pieces.map(({ id, duration, group }) => ({ id, duration: duration + 0.5, ...(group && { group }) })),
  }))
  const finishes = (given: Given) => {
    const last = new Map<string | undefined, number>()
    const network = planned(given)
    for (const { id, group } of given.pieces) {
      last.set(group, Math.max(last.get(group) ?? 0, network.pieces.get(id)?.ef ?? 0))
    }
    return [...last]
  }
  fc.assert(
    fc.property(plain, fc.nat(13), (given, at) => {
      const piece = planned(given).pieces.get(`T${at}`)
      if (!piece) return
      expect(finishes(longer(given, piece.id, piece.totalFloat))).toEqual(finishes(given))
      expect(finishes(longer(given, piece.id, piece.totalFloat + 1))).not.toEqual(finishes(given))
    }),
  )
})

test('a network with a link back is refused by a cycle that its links really make', () => {
  const back = networks(1).filter(({ links }) => links.length > 0)
  fc.assert(
    fc.property(back, fc.nat(), ({ pieces, links }, pick) => {
      const turned = links[pick % links.length] as Link
      const all = [...links, { from: turned.to, to: turned.from }]
      const result = computeNetwork(pieces, all, { from })
      if (!('cycle' in result)) throw new Error('accepted')
      const { cycle } = result
      expect(cycle.length).toBeGreaterThan(1)
      cycle.forEach((id, at) => {
        const next = cycle[(at + 1) % cycle.length]
        expect(all.some((link) => link.from === id && link.to === next)).toBe(true)
      })
    }),
  )
})
