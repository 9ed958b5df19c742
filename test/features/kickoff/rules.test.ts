import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checklistOf } from '../../../src/features/kickoff/rules/checklist.ts'
import { confidenceOf } from '../../../src/features/kickoff/rules/confidence.ts'
import { type Ground, topRisks, whoAnswers } from '../../../src/features/kickoff/rules/ground.ts'
import {
  askedIn,
  checkBegin,
  presentersOf,
  usualClose,
  usualPresenter,
} from '../../../src/features/kickoff/rules/people.ts'
import { planOf } from '../../../src/features/kickoff/rules/plan.ts'
import { joinedPlan, kickoffName, kickoffOfSource, unifiedPlan } from '../../../src/features/kickoff/rules/records.ts'
import { networkOf } from '../../../src/features/portfolio/rules/network.ts'
import type { methodologies } from '../../../src/features/portfolio/rules/records.ts'
import { statusOf } from '../../../src/features/portfolio/rules/status.ts'
import { countWhy } from '../../../src/features/portfolio/rules/why.ts'
import { toInstant, toLocal } from '../../../src/schedule/calendar.ts'
import { deadlinesOf } from '../../../src/schedule/deadlines.ts'
import { pollSettings } from '../../../src/voting/rules/records.ts'
import { tally } from '../../../src/voting/rules/tally.ts'
import { emptyPlan } from '../../support/owned-rituals.ts'
import { initiative } from '../portfolio/records.ts'

const labels = { project: 'Project', product: 'Product' }
const today = '2026-11-23'

function nothingKnown(over: Partial<Ground> = {}, of: Parameters<typeof initiative>[0] = {}): Ground {
  const one = initiative(of)
  const plan = { initiatives: [one], deliverables: [], dependencies: [] }
  const network = networkOf(plan, today)
  const status = statusOf({
    initiative: one,
    plan,
    network,
    baseline: null,
    bookings: [],
    rates: [],
    allocations: [],
    results: [],
    today,
  })
  return {
    initiative: one,
    today,
    why: null,
    whyCount: countWhy(null, []),
    status,
    from: null,
    raci: [],
    cadence: { standup: null, retro: null, alignment: null },
    risks: [],
    assumptions: [],
    ...over,
  }
}

const nobody = { project: null, product: null, labels }

describe('the checklist', () => {
  test('of nothing names each of ten things, and for all that is missing what mends it', () => {
    const lines = checklistOf(nothingKnown(), nobody)
    expect(lines.map(({ label }) => label)).toEqual([
      'Why',
      'Key result',
      'Roadmap slice',
      'Plan and baseline',
      'Who does what',
      'Methodology',
      'Metrics',
      'Cadence',
      'Risks',
      'Presenters',
    ])
    for (const { missing, mends } of lines) expect(mends.length > 0).toBe(missing !== null)
  })

  test('expects what the methodology expects, and offers what it offers', () => {
    const use = (methodology: (typeof methodologies)[number]) =>
      Object.fromEntries(checklistOf(nothingKnown({}, { methodology }), nobody).map((line) => [line.key, line.use]))
    expect(use('agile')).toMatchObject({
      baseline: 'offered',
      roadmap: 'offered',
      cadence: 'expected',
      metrics: 'expected',
      why: 'expected',
    })
    expect(use('waterfall')).toMatchObject({ baseline: 'expected', roadmap: 'expected' })
  })

  test('an activity without exactly one who answers is there, and still to be looked at', () => {
    const [line] = checklistOf(
      nothingKnown({ raci: [{ accountable: [1] }, { accountable: [] }, { accountable: [1, 2] }] }),
      nobody,
    ).filter(({ key }) => key === 'raci')
    expect(line?.there).toContain('3 activities')
    expect(line?.missing).toBe('2 activities have not exactly one person who answers for it.')
  })

  test('one side without an owner is named', () => {
    const line = checklistOf(nothingKnown(), { ...nobody, project: 4 }).at(-1)
    expect(line).toMatchObject({
      there: [{ person: 4 }, ' (Project)'],
      missing: expect.stringContaining('Nobody owns the product side'),
    })
  })
})

describe('the unified plan', () => {
  test('of nothing is a plan that says so, and is read back as it was kept', () => {
    const plan = planOf(nothingKnown(), null)
    expect(plan).toEqual(emptyPlan)
    expect(unifiedPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan)
  })

  test('has the three open risks that are likely to cost the most days, and how many more there are', () => {
    const risk = (number: number, probability: number, impactDays: number | null, state = 'open') => ({
      number,
      text: `r${number}`,
      probability,
      impactDays,
      ownerId: 1,
      state,
    })
    const risks = [
      risk(1, 0.9, null),
      risk(2, 0.2, 10),
      risk(3, 0.5, 10),
      risk(4, 0.1, 100, 'mitigated'),
      risk(5, 0.3, null),
    ]
    expect(topRisks(risks).map(({ number }) => number)).toEqual([3, 2, 1, 5])
    const plan = planOf(nothingKnown({ risks }), null)
    expect(plan.risks.map(({ number }) => number)).toEqual([3, 2, 1])
    expect(plan.moreRisks).toBe(1)
  })

  test('names who answers in the order of the activities, each once', () => {
    expect(whoAnswers([{ accountable: [3] }, { accountable: [1] }, { accountable: [3] }])).toEqual({
      accountable: [3, 1],
      without: 0,
    })
  })

  test('of two accounts of one person names the kept one, and nobody twice', () => {
    const plan = {
      ...emptyPlan,
      raci: { activities: 2, accountable: [1, 2, 3], without: 0 },
      why: { sentence: 'x', forWhom: 'y', version: 1, by: 2 },
    }
    const joined = joinedPlan(plan, 1, 2)
    expect(joined.raci.accountable).toEqual([1, 3])
    expect(joined.why?.by).toBe(1)
    expect(JSON.stringify(joinedPlan(plan, 9, 8))).toBe(JSON.stringify(plan))
  })
})

describe('names', () => {
  test('the first has no number, and the source of an action leads back', () => {
    expect([kickoffName('CHK', 1), kickoffName('CHK', 2)]).toEqual(['CHK kickoff', 'CHK kickoff 2'])
    expect([kickoffOfSource('kickoff:7'), kickoffOfSource('retro:7'), kickoffOfSource('kickoff:x')]).toEqual([
      7,
      null,
      null,
    ])
  })
})

describe('who is asked and who presents', () => {
  const member = (
    personId: number,
    side: 'project' | 'product' | 'both',
    part: 'takesPart' | 'follows' | 'watches' = 'takesPart',
  ) => ({ personId, name: `P${personId}`, side, part })
  const crew = {
    name: 'Checkout',
    labels,
    members: [
      member(1, 'project'),
      member(2, 'product', 'follows'),
      member(3, 'both'),
      member(4, 'product', 'watches'),
    ],
  }

  test('who stands on one side and does not only watch is asked; who stands on both may present either', () => {
    expect(askedIn(crew)).toEqual([
      { personId: 1, side: 'project' },
      { personId: 2, side: 'product' },
    ])
    expect(presentersOf(crew, 'product').map(({ id }) => id)).toEqual([2, 3])
  })

  test('the owner presents where they can, else the only one, else nobody is assumed', () => {
    expect(usualPresenter(3, [{ id: 2 }, { id: 3 }])).toBe(3)
    expect(usualPresenter(9, [{ id: 2 }])).toBe(2)
    expect(usualPresenter(9, [{ id: 2 }, { id: 3 }])).toBeNull()
  })

  const zone = 'Europe/Berlin'
  const time = { zone, workDays: '12345', country: 'DE' }

  test('it closes at the end of the crew’s next working day, over weekends and holidays', () => {
    const at = (day: string) => usualClose(toInstant(day, '15:00', zone), deadlinesOf(time))
    expect([at('2026-11-23'), at('2026-11-27'), at('2026-12-24')]).toEqual([
      '2026-11-24 17:00',
      '2026-11-30 17:00',
      '2026-12-28 17:00',
    ])
  })

  test('what is usual is always taken, whatever the moment', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }), (now) => {
        const calendar = deadlinesOf(time)
        const answers = { project: '1', product: '2', closes: usualClose(now, calendar) }
        const checked = checkBegin(answers, crew, null, now, calendar)
        expect('ok' in checked && checked.ok.closesAt > now).toBe(true)
        if ('ok' in checked) expect(calendar.isWorking(toLocal(checked.ok.closesAt, zone).day)).toBe(true)
      }),
    )
  })

  test('each wrong answer has its own sentence, and all are said at once', () => {
    const now = toInstant('2026-11-23', '10:00', zone)
    const checked = checkBegin({ project: '2', closes: 'x' }, crew, 'CHK kickoff', now, deadlinesOf(time))
    expect('errors' in checked && Object.keys(checked.errors).sort()).toEqual([
      'closes',
      'product',
      'project',
      'replace',
    ])
    const nobodyThere = { ...crew, members: [member(1, 'project')] }
    expect(checkBegin({ project: '1', closes: 'fri' }, nobodyThere, null, now, deadlinesOf(time))).toMatchObject({
      ok: { productPresenterId: null },
    })
  })
})

describe('the count in words', () => {
  const settings = pollSettings.parse({
    anonymous: true,
    asksLow: true,
    reason: 'never',
    name: 'x',
    readers: 'x',
    zone: 'UTC',
    crewIds: [],
    decides: 'x',
  })
  const side = fc.constantFrom('project' as const, 'product' as const)
  const hand = fc.record({ side, fingers: fc.integer({ min: 0, max: 5 }) })

  test('tells numbers only where each side that answered has three, and else one bit', () => {
    fc.assert(
      fc.property(
        fc.array(hand, { maxLength: 14 }),
        fc.array(fc.record({ side }), { maxLength: 4 }),
        (hands, silent) => {
          const ballots = hands.map(({ side: of, fingers }) => ({ side: of, choice: { fingers }, reason: null }))
          const result = tally({ method: 'fist', settings }, [], [...hands, ...silent], ballots)
          const said = confidenceOf(result, labels)
          const of = (which: string) => hands.filter((one) => one.side === which).length
          const enough = hands.length > 0 && [of('project'), of('product')].every((count) => count === 0 || count >= 3)
          expect((said?.rows.length ?? 0) > 0).toBe(enough)
          const below = hands.some(({ fingers }) => fingers < 3)
          expect(said?.ready).toBe(hands.length ? !below : null)
          if (!enough && hands.length) expect(said?.line.replace(/\(.*\)|3 or more|below 3/g, '')).not.toMatch(/\d/)
          if (enough) expect(said?.rows.reduce((sum, { count }) => sum + count, 0)).toBe(hands.length)
        },
      ),
    )
  })
})
