import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ConsentBallot, consent } from '../../../src/methods/voting/consent.ts'
import { anySide } from './some.ts'

describe('consent', () => {
  test('passes unless a reasoned objection stands, were there one among many', () => {
    const many = Array.from({ length: 20 }, () => ({ side: 'project' as const, stance: 'consent' as const }))
    expect(consent(many).passes).toBe(true)
    const objection = { side: 'product', stance: 'object', reason: 'It breaks the promise to pilots.' } as const
    const found = consent([...many, objection])
    expect(found.passes).toBe(false)
    expect(found.objections).toEqual([objection])
    expect(found.counts.object).toEqual({ all: 1, project: 0, product: 1, both: 0 })
  })

  test('is not stopped by an objection without a reason, which is named', () => {
    const bare = [
      { side: 'project', stance: 'object' },
      { side: 'product', stance: 'object', reason: '  ' },
      { side: 'both', stance: 'object', reason: null },
    ] as const
    const found = consent(bare)
    expect(found.passes).toBe(true)
    expect(found.withoutReason).toEqual(bare)
    expect(found.objections).toEqual([])
  })

  test('takes silence and abstentions for no objection, whatever reason they give', () => {
    expect(consent([]).passes).toBe(true)
    expect(consent([{ side: 'project', stance: 'abstain', reason: 'I was not there.' }]).passes).toBe(true)
  })

  test('hands back the ballots it was given, and every one is counted once', () => {
    const stance = fc.constantFrom<ConsentBallot['stance']>('consent', 'object', 'abstain')
    const ballot = fc.record({ side: anySide, stance, reason: fc.constantFrom('', 'why'), person: fc.nat() })
    fc.assert(
      fc.property(fc.array(ballot), (ballots) => {
        const { passes, counts, objections, withoutReason } = consent(ballots)
        expect(counts.consent.all + counts.object.all + counts.abstain.all).toBe(ballots.length)
        expect(objections.length + withoutReason.length).toBe(counts.object.all)
        expect(objections.map(({ person }) => person)).toEqual(
          ballots.filter((one) => one.stance === 'object' && one.reason).map(({ person }) => person),
        )
        expect(passes).toBe(objections.length === 0)
      }),
    )
  })
})
