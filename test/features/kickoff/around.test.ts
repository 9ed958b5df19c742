import { describe, expect, test } from 'vitest'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenKickoff, openKickoff } from './kickoffs.ts'

onBothDatabases((database) => {
  const open = async (options: { guests?: number } = {}) => openKickoff((await database.fresh()).db, options)

  async function below(low: Partial<Record<string, number>>): Promise<OpenKickoff> {
    const one = await open()
    await one.begin()
    await one.hands(low)
    await one.close()
    return one
  }

  describe('what nobody may learn', () => {
    test('the count has no name, the key is gone with it, and the urn has tokens of nobody', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ paul: 0 })
      const before = await one.db.read.urnBallot.findMany()
      expect((await one.poll()).tokenKey).not.toBeNull()
      await one.close()
      expect(await one.poll()).toMatchObject({ state: 'closed', tokenKey: null })
      const tokens = (await one.db.read.urnBallot.findMany()).map(({ token }) => token)
      for (const { token } of before) expect(tokens).not.toContain(token)
      expect(await one.db.read.ballot.count()).toBe(0)
      const { id } = await one.poll()
      for (const press of ['vote.ballots', 'vote.mine'])
        expect(await one.house.said(await one.house.press('ana', press, { poll: id }))).not.toContain('Paul')
    })

    test('with two answers on a side no number of anybody is shown, only that some are below', async () => {
      const one = await open()
      await one.begin()
      for (const account of ['ana', 'ben', 'paul']) await one.show(account, 5)
      await one.show('cleo', 4)
      await one.show('dev', 1)
      await one.house.to('2026-11-24', '17:05')
      const card = await one.card()
      expect(card).toContain('Confidence below 3 by some (answered: project 3 of 3, product 2 of 3).')
      expect(card).not.toMatch(/hands/)
      expect(await one.press('ana', 'read')).not.toMatch(/hands/)
    })

    test('a concern cannot be joined to who was asked: a random id, no moment, and the row of the asked is gone', async () => {
      const one = await below({ paul: 2, dev: 1 })
      await one.say('paul', 'The gateway is not there')
      const [concern] = await one.db.read.kickoffConcern.findMany()
      expect(Object.keys(concern ?? {}).sort()).toEqual(['byId', 'id', 'kickoffId', 'text'])
      expect(concern?.byId).toBeNull()
      expect(await one.db.read.kickoffAsked.findMany()).toEqual([
        { kickoffId: (await one.newest()).id, personId: await one.idOf('Dev') },
      ])
    })

    test('no message in a channel names who is low, and no line of the log', async () => {
      const one = await below({ paul: 2, dev: 1 })
      await one.house.to('2026-11-24', '15:00')
      const all = [...(await one.house.seen('checkout')), ...(await one.house.seen('teams-checkout'))].join('\n')
      expect(all.slice(all.indexOf('Confidence below'))).not.toMatch(/Paul|Dev/)
      expect(one.house.lines.join('\n')).not.toMatch(/asked|concern/)
    })
  })

  describe('money', () => {
    test.each([
      ['amounts', 9, 'budget 120,000 EUR · expected benefit 210,000 EUR'],
      ['percent', 0, 'expected benefit 175 % of budget'],
      ['hidden', 0, 'not shown here'],
      [null, 0, 'budget 120,000 EUR · expected benefit 210,000 EUR'],
      [null, 1, 'expected benefit 175 % of budget'],
    ] as const)('the crew shows %s with %i guests: "%s"', async (money, guests, words) => {
      const one = await open({ guests })
      await one.db.transact((tx) => tx.crew.update({ where: { id: one.crew.id }, data: { money } }))
      await one.begin()
      expect(await one.card()).toContain(`Money: ${words}`)
      if (words.includes('120,000')) return
      expect(await one.card()).not.toMatch(/120,000|210,000/)
    })
  })

  describe('the last answer and the close', () => {
    test('at the same moment: it is counted, or it is refused, and who is low is asked in one case only', async () => {
      const one = await open()
      await one.begin()
      const { id } = await one.poll()
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'uma']) await one.show(account, 4)
      const { closesAt } = await one.poll()
      one.house.clock.moveTo(new Date(closesAt.getTime() - 1))
      const casting = one.show('dev', 0)
      one.house.clock.moveTo(closesAt)
      const [said] = await Promise.all([casting, one.house.app.runner.tick(), one.house.app.runner.tick()])
      const taken = said.includes('is in') ? 1 : 0
      const poll = await one.db.read.poll.findUniqueOrThrow({ where: { id } })
      expect(poll.result).toMatchObject({ ballots: { all: 5 + taken }, ready: taken === 0 })
      expect(await one.db.read.kickoffAsked.count()).toBe(taken)
      expect((await one.newest()).state).toBe('closed')
    })

    test('Close now and a changed answer at the same moment: either way it is whole, and closed once', async () => {
      const one = await open()
      await one.begin()
      await one.hands({})
      const { id } = await one.poll()
      const [changed, ...closed] = await Promise.all([one.show('dev', 1), one.close('ana'), one.close('cleo')])
      expect(closed.filter((text) => text.includes('closed and counted'))).toHaveLength(1)
      const low = changed.includes('is in') ? 1 : 0
      const poll = await one.db.read.poll.findUniqueOrThrow({ where: { id } })
      expect(poll.result).toMatchObject({ ballots: { all: 6 }, concerns: low })
      expect(await one.db.read.kickoffAsked.count()).toBe(low)
      expect(one.house.posted.filter(({ under }) => under !== undefined)).toHaveLength(2)
    })

    test('a vote of another feature is not closed by a press', async () => {
      const one = await open()
      await one.house.say('ana', '/steer "Who pays?" "Marketing" "IT"', 'checkout')
      const poll = await one.db.read.poll.findFirstOrThrow()
      expect(await one.house.said(await one.house.press('ana', 'vote.close', { poll: poll.id }))).toContain(
        'not here any more',
      )
      expect((await one.db.read.poll.findFirstOrThrow()).state).toBe('open')
    })
  })

  describe('when people and plans change', () => {
    const changed = (one: OpenKickoff) =>
      one.db.transact(async (tx) => {
        await one.house.app.chat.apply(
          tx,
          { facts: [{ fact: 'crew.changed', crewId: one.crew.id }] },
          one.house.clock.now(),
        )
      })

    test('who has left is asked nothing, presents nothing and reads nothing', async () => {
      const one = await below({ paul: 2, dev: 1 })
      const gone = [await one.idOf('Paul'), await one.idOf('Ana')]
      await one.db.transact((tx) => tx.member.deleteMany({ where: { crewId: one.crew.id, personId: { in: gone } } }))
      await changed(one)
      await one.house.app.outbox.drain()
      expect(await one.db.read.kickoffAsked.count()).toBe(1)
      expect(await one.say('paul', 'late')).toContain('for members of Checkout')
      expect(await one.press('paul', 'read')).toContain('for members of Checkout')
      expect(await one.card()).toContain('Presented by: nobody yet (project) · Cleo (product)')
    })

    test('who left before the count is asked nothing', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ paul: 0 })
      const personId = await one.idOf('Paul')
      await one.db.transact((tx) => tx.member.deleteMany({ where: { crewId: one.crew.id, personId } }))
      await one.close()
      expect(await one.card()).toContain('Confidence below 3 by some')
      expect(await one.db.read.kickoffAsked.count()).toBe(0)
    })

    test('two accounts of one person answer once, and are asked, named and presenting as one', async () => {
      const one = await open()
      const [ana, ben] = [await one.idOf('Ana'), await one.idOf('Ben')]
      await one.house.submit(
        'ben',
        'portfolio.set-why',
        { initiative: one.chk },
        { sentence: 'Why', forWhom: 'all', evidence: '' },
      )
      await one.begin({ project: String(ben) })
      await one.hands({ ben: 1 })
      await one.close()
      await one.say('ben', 'Mine', true)
      await one.db.transact((tx) => tx.kickoffAsked.create({ data: { kickoffId: 1, personId: ben } }))
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(tx, { facts: await joined(tx, ana, ben) }, one.house.clock.now())
      })
      const now = await one.newest()
      expect(now).toMatchObject({ projectPresenterId: ana, plan: { why: { by: ana } } })
      expect(await one.db.read.kickoffAsked.findMany()).toEqual([{ kickoffId: now.id, personId: ana }])
      expect(await one.db.read.kickoffConcern.findMany()).toMatchObject([{ byId: ana }])
    })

    test('a retired initiative takes its vote back; brought back it can begin anew', async () => {
      const one = await open()
      await one.begin()
      await one.db.transact(async (tx) => {
        await tx.initiative.update({ where: { id: one.chk }, data: { phase: 'retired' } })
        const fact = {
          fact: 'portfolio.changed' as const,
          of: 'plan' as const,
          initiativeIds: [one.chk],
          crewIds: [one.crew.id],
        }
        await one.house.app.chat.apply(tx, { facts: [fact] }, one.house.clock.now())
      })
      await one.house.app.outbox.drain()
      expect(await one.newest()).toMatchObject({ state: 'stopped' })
      expect(await one.poll()).toMatchObject({ state: 'withdrawn' })
      expect(await one.card()).toContain('The vote was taken back when CHK was retired. Nothing was counted.')
      await one.db.transact((tx) => tx.initiative.update({ where: { id: one.chk }, data: { phase: 'build' } }))
      expect(await one.begin()).toContain('CHK kickoff 2 is begun')
    })

    test('with the crew and with the initiative everything of it goes, and nothing comes after', async () => {
      for (const gone of ['crew', 'initiative'] as const) {
        const one = await below({ paul: 2 })
        const value = await one.value()
        if (gone === 'crew') await one.house.press('ana', 'setup.delete', { crew: one.crew.id })
        else await one.db.transact((tx) => tx.initiative.delete({ where: { id: one.chk } }))
        if (gone === 'crew') await one.db.transact((tx) => tx.crew.deleteMany({ where: { id: one.crew.id } }))
        for (const table of ['kickoff', 'kickoffAsked', 'kickoffConcern'] as const)
          expect(await (one.db.read[table] as { count(): Promise<number> }).count()).toBe(0)
        await one.house.to('2026-11-25', '10:00')
        for (const press of ['read', 'again', 'concern', 'pass', 'act'])
          expect(await one.house.said(await one.house.press('ana', `kickoff.${press}`, value))).toContain(
            'not here any more',
          )
        expect(one.house.lines).toEqual([])
      }
    })
  })

  describe('what waits', () => {
    test('an open vote and a concern are on the personal page of who has not answered, and in later prompts', async () => {
      const one = await open()
      await one.begin()
      await one.show('ana', 4)
      const home = async (account: string) => one.house.said(await one.house.say(account, '/tandem home'))
      expect(await home('uma')).toContain('VOTE on CHK kickoff closes')
      expect(await home('ana')).not.toContain('CHK kickoff')
      await one.hands({ uma: 1 })
      await one.close()
      expect(await home('uma')).toContain('YOUR CONCERN on CHK kickoff')
      expect(await home('ana')).not.toContain('CHK kickoff')
      const { features } = one.house.app
      const waiting = async (at: string) => {
        const now = new Date(at)
        const personId = await one.idOf('Uma')
        const parts = await Promise.all(
          features.map((feature) => feature.waiting?.(personId, { now, tx: one.db.read }) ?? []),
        )
        return JSON.stringify(parts.flat())
      }
      expect(await waiting('2026-11-23T16:00:00Z')).not.toContain('CHK kickoff')
      expect(await waiting('2026-11-25T16:00:00Z')).toContain('CHK kickoff')
    })
  })

  describe('what is kept', () => {
    test('who was asked for 90 days, what was said for 400, the plan and its count longer', async () => {
      const one = await below({ paul: 2, dev: 1 })
      await one.say('dev', 'No budget')
      const feature = one.house.app.features.find(({ name }) => name === 'kickoff')
      const retention = { participationDays: 90, answerDays: 400 }
      const sweep = (days: number) =>
        one.db.transact(async (tx) => {
          const now = new Date(one.house.clock.now().getTime() + days * 86_400_000)
          return feature?.forget?.({ now, tx, retention })
        })
      const left = async () => [
        await one.db.read.kickoffAsked.count(),
        await one.db.read.kickoffConcern.count(),
        await one.db.read.kickoff.count(),
      ]
      await sweep(89)
      expect(await left()).toEqual([1, 1, 1])
      await sweep(91)
      expect(await left()).toEqual([0, 1, 1])
      expect(await sweep(401)).toBe(false)
      expect(await left()).toEqual([0, 0, 1])
    })

    test('copies are kept of the card that counts and of questions that wait', async () => {
      const one = await below({ paul: 2, dev: 1 })
      const { id } = await one.newest()
      const feature = one.house.app.features.find(({ name }) => name === 'kickoff')
      const [paul, ana] = [await one.idOf('Paul'), await one.idOf('Ana')]
      const cards = [
        { kind: 'kickoff.card', key: String(id) },
        { kind: 'kickoff.closed', key: String(id) },
        { kind: 'kickoff.ask', key: `${id}:${paul}` },
        { kind: 'kickoff.ask', key: `${id}:${ana}` },
        { kind: 'kickoff.card', key: '999' },
      ]
      expect(await feature?.changing?.(cards, one.db.read)).toEqual([cards[0], cards[2]])
      await one.begin()
      expect(await feature?.changing?.(cards, one.db.read)).toEqual([])
    })
  })
})
