import { describe, expect, it } from 'vitest'
import { about, changes, people, plan, refused, today } from './plan.ts'

describe('a change in words', () => {
  it('is read in every form', () => {
    expect(changes('delay T9 3d')).toEqual([{ do: 'delay', piece: 9, days: 3 }])
    expect(changes('DELAY pay t1 by 2 weeks')).toEqual([{ do: 'delay', piece: 21, days: 10 }])
    expect(changes('delay T9 2.5')).toEqual([{ do: 'delay', piece: 9, days: 2.5 }])
    expect(changes('remove T9')).toEqual([{ do: 'remove', piece: 9 }])
    expect(changes('cost +8000')).toEqual([{ do: 'cost', amount: 800_000 }])
    expect(changes('cost -1,200.50 EUR')).toEqual([{ do: 'cost', amount: -120_050 }])
    expect(changes('cost 8000')).toEqual([{ do: 'cost', amount: 800_000 }])
    expect(changes('staff Paul 50% 2026-12-01..2026-12-18')).toEqual([
      { do: 'staff', person: 3, name: 'Paul', percent: 50, from: '2026-12-01', to: '2026-12-18' },
    ])
    expect(changes('staff "Paula Stein" 0 % 2026-12-01 to 2026-12-18')[0]).toMatchObject({ person: 4, percent: 0 })
    expect(changes('staff Stein 20% 2026-12-01')[0]).toMatchObject({ person: 4, to: '2026-12-01' })
  })

  it('may add a deliverable after some and before others, in any quotes', () => {
    const added = { do: 'add', name: 'Apple Pay; and more', days: 5 }
    expect(changes('add "Apple Pay; and more" 5d after T3')).toEqual([
      { ...added, after: [{ piece: 3, lag: 0 }], before: [] },
    ])
    expect(changes('add “Apple Pay; and more” 5 days after T3+2, PAY T1 before T7, T8')).toEqual([
      {
        ...added,
        after: [
          { piece: 3, lag: 2 },
          { piece: 21, lag: 0 },
        ],
        before: [7, 8],
      },
    ])
    expect(changes('add "Gate" 0d before T9')).toEqual([{ do: 'add', name: 'Gate', days: 0, after: [], before: [9] }])
  })

  it('may be several, with ; between', () => {
    const all = changes('delay T9 3d; cost +8000;; remove T7 ;')
    expect(all.map((one) => one.do)).toEqual(['delay', 'cost', 'remove'])
  })

  it('counts a week as the days that the crew works', () => {
    const records = plan()
    if (records.chk.crew) records.chk.crew.workDays = '1234'
    expect(changes('delay T9 1w', about(records))).toEqual([{ do: 'delay', piece: 9, days: 4 }])
  })

  it('takes another currency where a rate is given', () => {
    const rates = [{ from: 'USD', to: 'EUR', rate: 0.9, since: '2026-01-01' }]
    expect(changes('cost +100 USD', about(plan(), { rates }))).toEqual([{ do: 'cost', amount: 9_000 }])
  })
})

describe('what cannot be asked is refused with the nearest valid value', () => {
  const finished = plan()
  finished.deliverables = finished.deliverables.map((one) =>
    one.key === 'T1' && one.initiativeId === 1 ? { ...one, startedOn: '2026-11-16', finishedOn: '2026-11-18' } : one,
  )
  const twoPauls = [...people, { id: 9, name: 'Paul Otto' }, { id: 10, name: 'Stein Paul' }]
  const cases: [words: string, said: string, given?: ReturnType<typeof about>][] = [
    ['', 'Say what would change: delay T9 3d'],
    [' ; ', 'Say what would change'],
    ['dely T9 3d', '"dely" is not a change. The nearest is delay, such as delay T9 3d.'],
    ['delay', 'Say what is delayed and by how much'],
    ['delay T9', 'Say what is delayed and by how much'],
    ['delay T99 3d', '"T99" is not a deliverable of CHK. The nearest is T9.'],
    ['delay PAX T1 3d', '"PAX" is not an initiative. The nearest is PAY.'],
    ['delay T9 3x', '"3x" is not a number of working days. Write it like 3d, 2.5d or 2w.'],
    ['delay T9 -3d', '-3d is no length of work. The nearest is 3d.'],
    ['delay T9 0d', '0d is no length of work. The nearest is 1d.'],
    ['delay T9 900d', '900d is more than 500 working days. The nearest is 500d.'],
    [
      'delay T1 3d',
      'T1 is finished since 2026-11-18; that cannot change any more. The nearest that is not: T',
      about(finished),
    ],
    ['remove', 'Say what is left out'],
    ['remove T1', 'T1 is finished since 2026-11-18', about(finished)],
    ['add Apple Pay 5d after T3', 'Give the new one a name in quotes and its length'],
    ['add "" 5d', 'Give the new one a name in quotes and its length'],
    ['add "Apple Pay" after T3', 'Give the new one a name in quotes and its length'],
    ['add "Apple Pay" -5d after T3', '-5d is no length of work. The nearest is 5d.'],
    ['add "Apple Pay" 5d after T33', '"T33" is not a deliverable of CHK. The nearest is T3.'],
    ['add "Apple Pay" 5d before T77', '"T77" is not a deliverable of CHK. The nearest is T7.'],
    [`add "${'a'.repeat(61)}" 5d`, 'The name has 61 letters; at most 60 fit'],
    ['cost', 'Say how much more or less'],
    ['cost lots', '"lots" is not an amount. Write it like 8000 or 8,000.50, in EUR.'],
    ['cost +8000 EUX', '"EUX" is not a currency. The nearest is EUR.'],
    ['cost +8000 USD', 'No rate from USD to EUR is given. Write the amount in EUR'],
    ['cost +8000.123', 'EUR has 2 decimals'],
    ['cost 0', '0 changes nothing'],
    ['staff Paul', 'Say who, how much and when'],
    [
      'staff Paul 150% 2026-12-01..2026-12-18',
      "150% is no part of a person's time. Give a whole percent from 0 to 100; the nearest is 100%.",
    ],
    ['staff Paul -5% 2026-12-01..2026-12-18', 'the nearest is 0%'],
    ['staff Pual 50% 2026-12-01..2026-12-18', '"Pual" is nobody here. The nearest is Paul.'],
    ['staff Paul 50% 2026-12-32..2026-12-18', '2026-12-32 is not a day. The nearest is 2026-12-31.'],
    ['staff Paul 50% 2027-02-30', '2027-02-30 is not a day. The nearest is 2027-02-28.'],
    ['staff Paul 50% soon', '"soon" is not a day. Write it like 2026-12-01.'],
    [
      'staff Paul 50% 2026-12-18..2026-12-01',
      '2026-12-01 is before 2026-12-18. Write the first day first: 2026-12-01..2026-12-18.',
    ],
    [
      'staff Paul 50% 2026-11-02..2026-11-06',
      'Fri 6 Nov 2026 is over. A what-if begins today at the earliest: 2026-11-23.',
    ],
    ['staff Paul 50% 2026-12-01..2036-12-18', 'more than three years'],
    ['staff Otto 50% 2026-12-01', '"Otto" is nobody here. The nearest is Ana.'],
    [
      'staff stein 50% 2026-12-01',
      'More than one is called stein: Paula Stein, Stein Paul. Give the whole name.',
      about(plan(), { people: twoPauls }),
    ],
    ['remove T9; delay T9 3d', 'T9 is left out here and used again. Take one of the two out.'],
    ['remove T9; remove T9', 'T9 is left out here and used again.'],
    ['add "New" 2d after T9; remove T9', 'T9 is left out here and used again.'],
    [`cost +${'1; cost +'.repeat(10)}1`, 'These are 11 changes. Ask about at most 10 at a time.'],
    [`cost +${'0'.repeat(500)}`, 'at most 500 at a time'],
  ]
  for (const [words, said, given] of cases) {
    it(`"${words.slice(0, 60)}"`, () => expect(refused(words, given ?? about())).toContain(said))
  }

  it('leaving out everything there is', () => {
    const records = plan()
    records.deliverables = records.deliverables.filter(({ id }) => id === 9 || id > 20)
    records.dependencies = []
    expect(refused('remove T9', about(records))).toBe('Then nothing of CHK would be left, and it would have no finish.')
  })

  it('every sentence is one that a person can act on', () => {
    for (const [words, , given] of cases) {
      const said = refused(words, given ?? about())
      expect(said).not.toMatch(/undefined|NaN|null|\[object/)
      expect(said).toMatch(/[.…]$|today/)
    }
    expect(today).toBe('2026-11-23')
  })
})
