import { describe, expect, test } from 'vitest'
import type { Block } from '../../../src/chat/message.ts'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenHouse, openHouse } from '../../support/house.ts'
import { withScope } from '../scope/chain.ts'
import { ideas, withRound } from './rounds.ts'

onBothDatabases((database) => {
  async function open({ guests = 0 }: { guests?: number } = {}) {
    const { db } = await database.fresh()
    const house = await openHouse(db, { guests })
    return { house, db, ...(await withRound(house)) }
  }

  async function waitingOf(house: OpenHouse, name: string): Promise<string> {
    const { id } = await house.person(name)
    const blocks: Block[] = []
    for (const { waiting } of house.app.features)
      blocks.push(...((await waiting?.(id, { now: house.clock.now(), tx: house.db.read })) ?? []))
    return house.text({ summary: '', blocks })
  }

  async function homeOf(house: OpenHouse, name: string): Promise<string> {
    const { id, organizationId } = await house.person(name)
    const actor = { id, organizationId, name, zone: 'Europe/Berlin', admin: false }
    const blocks: Block[] = []
    for (const { home } of house.app.features)
      blocks.push(...((await home?.({ actor, now: house.clock.now(), tx: house.db.read })) ?? []))
    return house.text({ summary: '', blocks })
  }

  describe('a prioritization', { timeout: 60_000 }, () => {
    test('goes from ideas to a blind ranking, to where the sides differ, to one order and one decision', async () => {
      const one = await open()
      expect(await one.house.said(await one.house.say('ana', '/tandem align prioritize'))).toBe(
        'form prioritization.begin',
      )
      expect(await one.begin()).toContain('PR-1 First quarter has begun in Checkout.')
      for (const idea of ideas) await one.idea(idea)
      const collected = await one.card()
      expect(collected).toContain(
        'I-1 Guest checkout: value per cost 3 · 15,000 EUR per day of delay · value 30,000 EUR',
      )
      expect(collected).toContain('all by Cleo (product) · for Shoppers · figures of Mon 23 Nov')
      expect(collected).toContain(
        'Here 20,000 EUR and 5 working days of delay would end, taken in this order.\nI-2 Gift cards',
      )
      expect(collected).toContain('I-3 Dark mode: value: no figure given · cost 3,000 EUR by Cleo (product)')
      expect(await one.start()).toContain('Each side ranks blind.')
      expect(await one.card()).toContain('ranked: project 0 of 3, product 0 of 3')
      for (const account of ['ana', 'ben', 'paul']) await one.rank(account, 'I-1', 'I-2')
      expect(await one.rank('cleo', 'I-3', 'I-2', 'I-1')).toContain('your ranking on PR-1 is in')
      await one.house.to('2026-11-24', '17:05')
      const ranked = await one.card()
      expect(ranked).toMatch(/Where the sides differ most\nI-[13]/)
      expect(ranked).toContain('I-3 Dark mode: project 3 (mean rank 3), product 1: talk')
      expect(ranked).toContain('project: 3 of 3 ranked · product: 1 of 3 ranked, fewer than 3: order only.')
      expect(await one.propose('ana', 'I-1\nI-2\nI-3', 'Guests first')).toContain(
        'Your order of PR-1 stands on its card.',
      )
      expect(await one.confirm('ana')).toContain('This is your own proposal')
      expect(await one.confirm('ben')).toContain('waits for the product side')
      expect(await one.object('cleo', ' ')).toMatch(/^reason: /)
      expect(await one.object('cleo', 'Dark mode is promised')).toContain('Either side can propose another order now.')
      expect(await one.card()).toContain('Not like this: Cleo (product), “Dark mode is promised”')
      expect(await one.propose('cleo', 'I-1\nI-3\nI-2')).toContain('stands on its card')
      expect(await one.confirm('ana')).toContain('Both sides agreed on the order of PR-1.')
      expect(await one.confirm('ana')).toContain('is agreed on already')
      const decisions = await one.db.read.decision.findMany({ where: { source: { startsWith: 'priority:' } } })
      expect(decisions).toMatchObject([{ domain: 'joint', state: 'accepted', crewId: one.crew.id }])
      expect(decisions[0]?.what).toBe(
        'The order of PR-1 First quarter: 1. I-1 Guest checkout, 2. I-3 Dark mode, 3. I-2 Gift cards; 1 of 3 within the limits, in this order',
      )
      expect(JSON.stringify(decisions[0])).not.toMatch(/20,?000|30,?000/)
      expect(await one.card('teams-checkout')).toContain('Agreed by both sides: Ana (project) and Cleo (product)')
      expect(await one.card()).toContain('Recorded as DEC-1.')
    })

    test('a wrong form says beside each field what to do, and nothing is begun', async () => {
      const one = await open()
      const said = await one.begin({ about: 'x', budget: '-5', deadline: 'yesterday' })
      expect(await one.begin({ about: ' ' })).toContain('about: This is needed.')
      expect(said).toContain('budget: -5 is negative.')
      expect(said).toMatch(/deadline: .* has passed/)
      expect(await one.begin({ budget: '0' })).toContain('budget: Of 0 nothing can be paid.')
      expect(await one.db.read.prioritization.count()).toBe(0)
      await one.begin()
      expect(await one.idea({ what: 'x', forWhom: 'y', benefit: 'lots', cost: '1.005', days: '1.5' })).toMatch(
        /benefit: "lots" is not an amount[\s\S]*cost: /,
      )
    })

    test('a figure says whose it is: what another changes is theirs, the rest stays', async () => {
      const one = await open()
      await one.begin()
      await one.idea({ what: 'Guest checkout', forWhom: 'Shoppers', benefit: '30000', cost: '', days: '' })
      const { id } = await one.db.read.priorityItem.findFirstOrThrow({ orderBy: { id: 'asc' } })
      const { round } = await one.ofRound()
      await one.submit('paul', 'figures', { round, item: id }, { benefit: '30000', cost: '10000', days: '2' })
      expect(await one.card()).toContain(
        'value 30,000 EUR by Cleo (product) · cost 10,000 EUR by Paul (project) · +2 working days by Paul (project)',
      )
    })

    test('where the crew shows no amounts, none is on any card, in any form, and none in the ratio', async () => {
      const one = await open()
      await one.db.transact((tx) => tx.crew.update({ where: { id: one.crew.id }, data: { money: 'hidden' } }))
      await one.filled()
      const { id } = await one.db.read.priorityItem.findFirstOrThrow({ orderBy: { id: 'asc' } })
      const { round } = await one.ofRound()
      const shown = [
        await one.card(),
        await one.press('dev', 'ideas'),
        await one.press('dev', 'show'),
        JSON.stringify(await one.house.press('dev', 'prioritization.figures', { round, item: id })),
      ]
      await one.submit('dev', 'figures', { round, item: id }, { benefit: '', cost: '', days: '3' })
      for (const text of [...shown, await one.card()]) expect(text).not.toMatch(/\d{2},?000|value per cost \d/)
      expect(await one.db.read.priorityItem.findFirstOrThrow({ orderBy: { id: 'asc' } })).toMatchObject({
        benefit: 3_000_000n,
        days: 3,
      })
    })

    test('in percent amounts are parts of the budget', async () => {
      const one = await open({ guests: 1 })
      await one.filled()
      const card = await one.card()
      expect(card).toContain('value 150 % of budget · cost 50 % of budget')
      expect(card).not.toMatch(/\d,000/)
    })

    test('once ranking has begun nothing is added, and only who began it or owns a side closes or takes back', async () => {
      const one = await open()
      await one.begin()
      await one.idea(ideas[0] ?? {})
      expect(await one.press('ana', 'start')).toContain('needs two items')
      await one.idea(ideas[1] ?? {})
      expect(await one.start('tomorrow', 'paul')).toContain('You cannot begin the ranking of PR-1')
      await one.start()
      expect(await one.idea(ideas[2] ?? {})).toContain('Ranking of PR-1 has begun: what is in it is fixed.')
      expect(await one.press('uma', 'close')).toContain('You cannot close PR-1')
      expect(await one.begin()).toContain('PR-1 First quarter is open in Checkout.')
      expect(await one.press('ana', 'close')).toContain('PR-1 is closed.')
      expect(await one.press('ana', 'close')).toContain('is not being ranked')
      expect(await one.card()).toContain('Nobody ranked: there are no orders to compare.')
      expect(await one.press('ana', 'withdraw')).toContain('PR-1 is taken back.')
      expect(await one.begin()).toContain('PR-2 First quarter has begun')
    })

    test('sponsors read along: they are on neither side', async () => {
      const one = await open()
      await one.ranking()
      expect(await one.rank('finn', 'I-1')).toMatch(/read along|not among those/)
      expect(await one.rank('ana', 'I-2', 'I-2')).toContain('place2: "I-2 Gift cards" has a place already.')
    })
  })

  describe('blindness', { timeout: 60_000 }, () => {
    /** Everything anybody can see or find, until the close. */
    async function seenWith(rankings: Record<string, string[]>) {
      const one = await open()
      await one.ranking()
      for (const [account, labels] of Object.entries(rankings)) await one.rank(account, ...labels)
      await one.house.to('2026-11-24', '12:00')
      const { db, house } = one
      const said = await Promise.all(
        ['dev', 'ana'].flatMap((account) => [
          one.press(account, 'show'),
          one.press(account, 'all'),
          one.press(account, 'propose', { round: 1, version: 1 }),
        ]),
      )
      const { id: poll } = await one.poll()
      const looks = await Promise.all(
        ['vote.ballots', 'vote.matrix', 'vote.mine'].map(async (name) =>
          house.said(await house.press('dev', name, { poll })),
        ),
      )
      const stored = {
        round: await db.read.prioritization.findMany(),
        items: await db.read.priorityItem.findMany({ orderBy: { id: 'asc' } }),
        jobs: await db.read.job.findMany({ select: { name: true, key: true }, orderBy: { id: 'asc' } }),
        deliveries: (
          await db.read.delivery.findMany({ select: { kind: true, card: { select: { kind: true, key: true } } } })
        )
          .map((one) => JSON.stringify(one))
          .sort(),
        ballots: await db.read.ballot.count(),
        result: (await db.read.poll.findFirstOrThrow({ where: { id: poll } })).result,
      }
      const bigAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
      return JSON.stringify(
        {
          said,
          looks,
          stored,
          lines: house.lines,
          home: await homeOf(house, 'Dev'),
          waiting: await waitingOf(house, 'Dev'),
          channels: [await house.seen('checkout'), await house.seen('teams-checkout'), await house.seen('dm-dev')],
        },
        bigAsText,
      )
    }

    test('with the rankings swapped everything is the same everywhere until the close', async () => {
      const up = ['I-1', 'I-2', 'I-3']
      const down = ['I-3', 'I-2', 'I-1']
      const one = await seenWith({ ana: up, ben: up, cleo: down, uma: down })
      const other = await seenWith({ ana: down, ben: down, cleo: up, uma: up })
      expect(one).toContain('project 2 of 3, product 2 of 3')
      expect(other).toBe(one)
    })
  })

  describe('scope changes in it', () => {
    async function withScopes() {
      const { db } = await database.fresh()
      const house = await openHouse(db, { guests: 0 })
      const chain = await withScope(house)
      const scope = await chain.opened()
      const one = await withRound(house)
      await one.begin({ scopes: [String(scope.id)], budget: '', mayDelay: '' })
      await one.idea(ideas[0] ?? {})
      return { house, db, chain, scope, ...one }
    }

    test('come with their computed figures, and are marked once they are decided or withdrawn', async () => {
      const one = await withScopes()
      const form = JSON.stringify(await one.house.press('ben', 'prioritization.begin', { crew: one.crew.id }))
      expect(form).toContain('is open in Checkout')
      const card = await one.card()
      expect(card).toMatch(
        /SC-1 Add Apple Pay: value per cost [\d.]+ · .* per day of delay · value 18,000 EUR · cost 9,100 EUR · \+1 working day · all by Cleo \(product\)/,
      )
      await one.start()
      await one.rank('ana', 'SC-1', 'I-1')
      await one.rank('cleo', 'I-1', 'SC-1')
      await one.chain.press('cleo', 'scope.withdraw')
      await one.press('ana', 'close')
      expect(await one.card()).toContain('SC-1 Add Apple Pay (withdrawn meanwhile)')
      expect(await one.propose('ana', 'SC-1\nI-1')).toContain('order: "SC-1" is none of these.')
      expect(await one.propose('ana', 'I-1')).toContain('stands on its card')
      await one.confirm('cleo')
      expect(await one.card()).toContain('Left out, ended before: SC-1.')
    })

    test('of a retired initiative are marked', async () => {
      const one = await withScopes()
      await one.db.transact((tx) =>
        tx.initiative.update({ where: { id: one.chain.chk.id }, data: { phase: 'retired' } }),
      )
      const fact = {
        fact: 'portfolio.changed' as const,
        of: 'plan' as const,
        initiativeIds: [one.chain.chk.id],
        crewIds: [one.crew.id],
      }
      await one.db.transact((tx) => one.house.app.chat.apply(tx, { facts: [fact] }, one.house.clock.now()))
      await one.house.app.outbox.drain()
      expect(await one.card()).toContain('Ended meanwhile\nSC-1 Add Apple Pay: CHK was retired meanwhile')
    })
  })

  describe('at the same moment', () => {
    test('two begin: one is open, the other is told', async () => {
      const one = await open()
      const said = await Promise.all([one.begin(), one.begin({ about: 'Other' }, 'cleo')])
      expect(said.filter((text) => text.includes('has begun'))).toHaveLength(1)
      expect(said.filter((text) => text.includes('is open in Checkout'))).toHaveLength(1)
    })

    test('a last ranking and the close: it is counted or refused, never lost', async () => {
      const one = await open()
      await one.ranking()
      await one.rank('ana', 'I-1')
      const [said] = await Promise.all([one.rank('cleo', 'I-2'), one.press('ana', 'close')])
      const { result } = await one.poll()
      const counted = (result as { product: { ballots: number } | null }).product?.ballots ?? 0
      expect(counted).toBe(said.includes('is in.') ? 1 : 0)
      expect(await one.newest()).toMatchObject({ state: 'ranked' })
    })

    test('an idea and the begin of ranking: it is ranked or refused', async () => {
      const one = await open()
      await one.begin()
      for (const idea of ideas.slice(0, 2)) await one.idea(idea)
      const [said] = await Promise.all([one.idea(ideas[2] ?? {}), one.start()])
      const options = await one.db.read.pollOption.count({ where: { pollId: (await one.poll()).id } })
      expect(options).toBe(said.includes('is in PR-1') ? 3 : 2)
      expect(await one.db.read.priorityItem.count()).toBe(options)
    })

    test('a yes and a no to the same order: one of them counts', async () => {
      const one = await open()
      await one.ranking()
      for (const account of ['ana', 'cleo']) await one.rank(account, 'I-1')
      await one.press('ana', 'close')
      await one.propose('ana', 'I-1\nI-2\nI-3')
      const { id } = await one.house.person('Dev')
      await one.db.transact((tx) => tx.initiative.updateMany({ where: {}, data: { productOwnerId: id } }))
      const said = await Promise.all([one.confirm('cleo'), one.object('dev', 'No')])
      const agreed = said.filter((text) => text.includes('Both sides agreed'))
      const refused = said.filter((text) => text.includes('Either side can propose'))
      expect(agreed.length + refused.length).toBe(1)
      expect(await one.db.read.decision.count({ where: { source: { startsWith: 'priority:' } } })).toBe(agreed.length)
    })

    test('thirty rank ten items on both sides: every ranking is counted once', { timeout: 60_000 }, async () => {
      const one = await open()
      await one.begin({ budget: '', mayDelay: '' })
      for (let at = 1; at <= 10; at += 1)
        await one.idea({ what: `Idea ${at}`, forWhom: 'All', benefit: String(at * 1000), cost: '1000', days: '' })
      const { organizationId } = one.crew
      const { installationId } = await one.db.read.identity.findFirstOrThrow({ where: { externalId: 'ana' } })
      const { id: addedById } = await one.house.person('Ana')
      await one.db.transact(async (tx) => {
        for (let at = 0; at < 24; at += 1) {
          const { id: personId } = await tx.person.create({
            data: { organizationId, name: `Extra ${at}`, zone: 'Europe/Berlin' },
          })
          await tx.identity.create({ data: { organizationId, personId, installationId, externalId: `extra${at}` } })
          const side = at % 2 ? ('product' as const) : ('project' as const)
          await tx.member.create({
            data: { crewId: one.crew.id, personId, side, part: 'takesPart', addedById } as never,
          })
        }
      })
      await one.start()
      const labels = Array.from({ length: 10 }, (_, at) => `I-${at + 1}`)
      const everybody = [
        'ana',
        'ben',
        'paul',
        'cleo',
        'dev',
        'uma',
        ...Array.from({ length: 24 }, (_, at) => `extra${at}`),
      ]
      const said = await Promise.all(everybody.map((account) => one.rank(account, ...labels)))
      expect(said.every((text) => text.includes('is in.'))).toBe(true)
      expect(await one.card()).toContain('ranked: project 15 of 15, product 15 of 15')
      await one.press('ana', 'close')
      const card = await one.card()
      expect(card).toContain('I-1 Idea 1: project 1 (mean rank 1), product 1 (mean rank 1)')
      expect(card).toContain('How alike both orders are: 1.00')
    })
  })

  describe('around it', () => {
    test('home and what waits name a ranking to do and an order to answer, and no longer once done', async () => {
      const one = await open()
      await one.ranking()
      expect(await homeOf(one.house, 'Dev')).toContain('PR-1 First quarter waits for your ranking.')
      expect(await waitingOf(one.house, 'Dev')).toContain('on PR-1 closes')
      await one.rank('dev', 'I-1')
      expect(await homeOf(one.house, 'Dev')).not.toContain('waits for your ranking')
      await one.press('ana', 'close')
      await one.propose('ana', 'I-1\nI-2\nI-3')
      expect(await waitingOf(one.house, 'Cleo')).toContain('proposes an order, and it waits for your side')
      expect(await waitingOf(one.house, 'Ana')).not.toContain('proposes an order')
      await one.confirm('cleo')
      expect(await waitingOf(one.house, 'Cleo')).not.toContain('proposes an order')
    })

    test('who has not ranked is reminded at most once', async () => {
      const one = await open()
      await one.ranking()
      await one.house.to('2026-11-24', '17:05')
      const reminders = (await one.house.seen('dm-dev')).filter((text) => /waits for your ranking:/.test(text))
      expect(reminders.length).toBeLessThanOrEqual(1)
      expect(await one.db.read.elector.count({ where: { remindedAt: { not: null } } })).toBeGreaterThan(0)
    })

    test('two accounts of one person are one: on figures, words and yes', async () => {
      const one = await open()
      await one.ranking()
      await one.rank('ana', 'I-1')
      await one.press('ana', 'close')
      await one.propose('ana', 'I-1\nI-2\nI-3')
      await one.object('cleo', 'Not so')
      const [cleo, uma] = [(await one.house.person('Cleo')).id, (await one.house.person('Uma')).id]
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(tx, { facts: await joined(tx, uma, cleo) }, one.house.clock.now())
      })
      await one.house.app.outbox.drain()
      expect(await one.card()).toContain('Not like this: Uma (product), “Not so”')
      expect(await one.db.read.priorityItem.count({ where: { addedById: cleo } })).toBe(0)
      expect(await one.db.read.priorityItem.count({ where: { benefitById: uma } })).toBe(2)
    })

    test('with its crew it goes, and its vote is taken back', async () => {
      const one = await open()
      await one.ranking()
      const { id } = await one.poll()
      const facts = [{ fact: 'crew.deleted' as const, crewId: one.crew.id }]
      await one.db.transact((tx) => one.house.app.chat.apply(tx, { facts }, one.house.clock.now()))
      expect(await one.newest()).toMatchObject({ state: 'withdrawn' })
      expect(await one.db.read.poll.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'withdrawn' })
      await one.db.transact((tx) => tx.crew.delete({ where: { id: one.crew.id } }))
      expect(await one.db.read.priorityItem.count()).toBe(0)
    })

    test('of long ago the reasons go and the order stays; what was taken back goes', async () => {
      const one = await open()
      await one.ranking()
      await one.press('ana', 'close')
      await one.propose('ana', 'I-1\nI-2\nI-3')
      await one.object('cleo', 'Not so')
      await one.propose('ana', 'I-1\nI-3\nI-2')
      await one.confirm('cleo')
      await one.begin({ about: 'Second' })
      await one.press('ana', 'withdraw')
      const { forget } = one.house.app.features.find(({ name }) => name === 'prioritization') ?? {}
      const now = new Date(one.house.clock.now().getTime() + 500 * 86_400_000)
      const retention = { participationDays: 90, answerDays: 400 }
      await one.db.transact(async (tx) => void (await forget?.({ tx, now, retention })))
      const left = await one.db.read.prioritization.findMany()
      expect(left).toMatchObject([{ title: 'First quarter', objections: [] }])
      expect(left[0]?.agreed).not.toBeNull()
    })
  })
})
