import { describe, expect, test } from 'vitest'
import { gather } from '../../../src/features/alignment/feature/gathering.ts'
import { gapItems } from '../../../src/features/alignment/rules/finding/felt.ts'
import { promiseItems } from '../../../src/features/alignment/rules/finding/promised.ts'
import type { Kind, SessionRecord } from '../../../src/features/alignment/rules/records.ts'
import type { PromiseRecord } from '../../../src/features/guards/rules/promise.ts'
import { crewById } from '../../../src/people/crews.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openGuards } from '../guards/guards.ts'

const answered = { project: 3, product: 3 }

describe('what both sides feel, on an agenda', () => {
  test('is a gap without a sign and without a verdict, with how many answered', () => {
    const items = gapItems({
      gap: { day: '2026-11-20', gap: -33, answered },
      confidence: [
        { day: '2026-11-20', gap: 10, answered, name: 'CHK outcome' },
        { day: '2026-11-20', gap: -25, answered: { project: 4, product: 3 }, name: 'CHK date' },
      ],
    })
    expect(items.map(({ text }) => text)).toEqual([
      'How we see value: gap 33, 3 answers a side, a talk and not a verdict',
      'How sure we are of CHK date: gap 25 percent points, 4 answers of project, 3 of product, a talk and not a verdict',
    ])
    expect(items.every(({ asOf, who }) => asOf === '2026-11-20' && who.length === 0)).toBe(true)
  })

  test('is nothing where nobody was asked, or where both see it alike', () => {
    expect(gapItems({ gap: null, confidence: [] })).toEqual([])
    expect(gapItems({ gap: { day: '2026-11-20', gap: 0, answered }, confidence: [] })).toEqual([])
  })
})

describe('a promise with less than an even chance, on an agenda', () => {
  test('says its chance, and the day that has four in five', () => {
    const row = { id: 4, promisedOn: '2027-03-12', chance: 34, p80: '2027-03-26', weighedOn: '2027-01-07' }
    const promises = [{ ...(row as PromiseRecord), key: 'M4', name: 'Launch', initiativeKey: 'PAY', who: [1] }]
    expect(promiseItems({ promises })).toEqual([
      {
        key: 'promise.4',
        text: 'PAY M4 Fri 12 Mar has a 34 % chance; Fri 26 Mar has 80 %. Which do we promise?',
        who: [1],
        asOf: '2027-01-07',
      },
    ])
  })
})

onBothDatabases((database) => {
  test('what broke, what waits to be adopted and what nobody co-signed is on the agenda, until it is settled', async () => {
    const one = await openGuards((await database.fresh()).db)
    const { house, db, chk } = one
    await house.to('2026-11-23', '10:00')
    const [ana, uma] = [await one.person('Ana'), await one.person('Uma')]
    const at = house.clock.now()
    const crew = await crewById(db.read, (await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })).id)
    if (!crew) throw new Error('The sample has a crew')
    const { id: organizationId } = await db.read.organization.findFirstOrThrow()
    const experiment = await db.transact(async (tx) => {
      await tx.assumption.create({
        data: {
          initiativeId: chk,
          number: 2,
          text: 'Shoppers have a card',
          unit: '%',
          floor: 60,
          value: 41,
          valueOn: '2026-11-20',
          reviewOn: '2026-12-20',
          ownerId: uma,
          percent: 30,
          state: 'broken',
          createdById: ana,
          at,
        },
      })
      return tx.experiment.create({
        data: {
          organizationId,
          initiativeId: chk,
          number: 1,
          hypothesis: 'They stop at the address',
          metric: 'of 8 shoppers',
          unit: '%',
          threshold: 50,
          atLeast: true,
          ownerId: uma,
          endOn: '2026-11-20',
          endedOn: '2026-11-20',
          state: 'measured',
          result: 62,
          insight: 'shoppers leave at the address',
          createdById: uma,
          at,
        },
      })
    })
    await one.promise('M1', '2026-12-15')
    const agenda = (kind: Kind) =>
      gather(db.read, { id: 0, kind, day: '2026-12-14' } as SessionRecord, crew, house.clock.now())
    const found = await agenda('strategicReview')
    expect(found.decide.map(({ text }) => text)).toEqual([
      'CHK M1 Tue 15 Dec has an under 1 % chance; Thu 24 Dec has 80 %. Which do we promise?',
      'CHK EX-1 “shoppers leave at the address”: adopt as insight? 62 % on Fri 20 Nov 2026.',
    ])
    expect(found.decide.map(({ who }) => who)).toEqual([[ana], [uma]])
    expect(found.talk).toContainEqual({
      key: expect.stringMatching(/^assumption\./),
      text: 'CHK AS2 “Shoppers have a card” is broken: 41 %, floor 60; 30 % of the expected benefit rested on it',
      who: [uma],
      asOf: '2026-11-20',
    })
    // An insight is adopted where the strategy is looked at.
    expect((await agenda('followUp')).decide.map(({ key }) => key.split('.')[0])).toEqual(['promise'])
    await one.sign('cleo')
    await db.transact((tx) => tx.experiment.update({ where: { id: experiment.id }, data: { state: 'accepted' } }))
    expect((await agenda('strategicReview')).decide).toEqual([])
  })
})
