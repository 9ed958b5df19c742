import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/db.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { fixedLines } from '../../src/voting/cards/lines.ts'
import { resultBlocks } from '../../src/voting/cards/result.ts'
import { extendPoll, withdrawPoll } from '../../src/voting/opening.ts'
import { pollView } from '../../src/voting/views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openHouse } from '../support/house.ts'
import { deadline, withPoll } from './polls.ts'

onBothDatabases((database) => {
  async function open(given: Parameters<typeof withPoll>[1] = {}, more?: Parameters<typeof withPoll>[2]) {
    const { db, url } = await database.fresh()
    const house = await openHouse(db)
    return { house, db, url, ...(await withPoll(house, given, more)) }
  }

  describe('a vote by dual majority', () => {
    test('goes from its opening to its count: each side by its own majority, reasons and conditions on the card', async () => {
      const { house, db, poll, vote, against, result, row } = await open()
      for (const account of ['cleo', 'dev', 'uma', 'ana']) expect(await vote(account, 'for')).toContain('is in')
      expect(await against('paul', 'No float left.', { condition: 'gift cards in release 2' })).toContain('Against')
      await against('ben', 'It takes the last of the reserve.')
      expect(await result()).toBeNull()
      await house.to('2026-11-23', '08:00')
      expect((await row()).state).toBe('closed')
      expect(await result()).toMatchObject({
        method: 'dualMajority',
        outcome: 'noAgreement',
        product: { verdict: 'yes', votes: { for: 3, against: 0, abstain: 0 }, size: 3 },
        project: { verdict: 'no', votes: { for: 1, against: 2, abstain: 0 }, size: 3 },
        ballots: { all: 6, project: 3, product: 3, both: 0 },
      })
      const view = await pollView(db.read, poll)
      if (!view) throw new Error('no view')
      const text = await house.text({ summary: '', blocks: [...resultBlocks(view), ...fixedLines(view)] })
      expect(text).toContain('Product: for 3, against 0: yes')
      expect(text).toContain('Project: for 1, against 2: no')
      expect(text).toContain('Paul, "No float left."')
      expect(text).toContain('What would make it a yes: Paul, "gift cards in release 2"')
      expect(text).toContain('voted: project 3 of 3, product 3 of 3')
    })

    test('a vote against without a reason is refused beside its field, and nothing is counted', async () => {
      const { house, poll, against, ballots, vote } = await open()
      expect(await house.said(await house.press('paul', 'vote.against', { poll }))).toBe('form vote.against')
      expect(await against('paul', '')).toMatch(/^reason: /)
      expect(await ballots()).toHaveLength(0)
      expect(await vote('paul', 'abstain')).toContain('[Say why]')
      await house.submit('paul', 'vote.reason', { poll }, { reason: 'I am torn' })
      expect(await ballots()).toMatchObject([{ choice: { vote: 'abstain' }, reason: 'I am torn' }])
    })

    test('how people vote is hidden until the close, who has voted is not', async () => {
      const { house, db, poll, vote } = await open()
      await vote('ana', 'for')
      const view = await pollView(db.read, poll)
      expect(view).toMatchObject({ result: null, ballots: null, live: false })
      expect(view?.votedBySide).toMatchObject({ project: { voted: 1, of: 3 }, product: { voted: 0, of: 3 } })
      expect(view?.waitingFor).toHaveLength(5)
      expect(await house.said(await house.press('ben', 'vote.ballots', { poll }))).toContain('after the close')
      await house.to('2026-11-23', '08:00')
      expect(await house.said(await house.press('ben', 'vote.ballots', { poll }))).toContain('Ana: For')
    })

    test('whoever chose live shows counts and names at once', async () => {
      const { db, poll, vote } = await open({ settings: { shown: 'live' } })
      await vote('ana', 'for')
      const view = await pollView(db.read, poll)
      expect(view?.ballots).toHaveLength(1)
      expect(view?.result).toMatchObject({ project: { votes: { for: 1 } } })
    })

    test('a ballot can be changed until the close, and My vote shows it to its person alone', async () => {
      const { mine, vote, against, ballots } = await open()
      expect(await mine('ana')).toContain('You have not voted in SC-4 yet')
      await vote('ana', 'for')
      expect(await mine('ana')).toContain('For, your vote in SC-4.')
      await against('ana', 'On second thought, no.')
      expect(await mine('ana')).toContain('Against, your vote in SC-4.')
      expect(await ballots()).toHaveLength(1)
    })

    test('after the close nothing is counted, however late the process wakes, and the sentence says when it closed', async () => {
      const { house, vote, against, ballots, row, mine } = await open()
      await vote('ana', 'for')
      house.clock.moveTo(new Date(deadline.getTime() + 1))
      expect((await row()).state).toBe('open')
      expect(await vote('ben', 'for')).toContain('closed Mon 23 Nov 08:00; this came later and is not counted')
      const late = await house.submit(
        'ben',
        'vote.against',
        { poll: (await row()).id },
        { vote: 'against', reason: 'my words' },
      )
      expect(late).toMatchObject({ do: 'tell', notTaken: true })
      await house.app.runner.tick()
      expect(await row()).toMatchObject({ state: 'closed', closedAt: deadline })
      expect(await against('ben', 'no')).toContain('closed Mon 23 Nov 08:00')
      expect(await ballots()).toHaveLength(1)
      expect(await mine('ana')).toContain('It has ended')
    })

    test('who is not in the electorate is told that it was fixed when it opened', async () => {
      const { house, vote, mine, poll, row } = await open()
      const before = (await row()).version
      expect(await vote('finn', 'for')).toContain('You are not among those who vote on SC-4')
      expect(await mine('finn')).toContain('You have no vote in SC-4')
      expect(await house.said(await house.press('finn', 'vote.cast', { poll }))).toContain('You are not among those')
      expect((await row()).version).toBe(before)
    })

    test('two presses at once are one ballot', async () => {
      const { vote, ballots } = await open()
      const said = await Promise.all([vote('ana', 'for'), vote('ana', 'for'), vote('ana', 'abstain')])
      expect(said.every((text) => text.includes('is in'))).toBe(true)
      expect(await ballots()).toHaveLength(1)
    })

    test('casting and closing at once: each ballot is counted or refused, never lost', async () => {
      const { house, db, url, poll, result, ballots } = await open()
      const other = await openDb(url)
      try {
        house.clock.moveTo(new Date(deadline.getTime() - 1))
        const accounts = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']
        const casting = accounts.map((account) => house.press(account, 'vote.for', { poll }))
        house.clock.moveTo(deadline)
        const [said] = await Promise.all([
          Promise.all(casting.map(async (reply) => house.said(await reply))),
          house.app.runner.tick(),
          house.app.runner.tick(),
        ])
        const taken = said.filter((text) => text.includes('is in')).length
        expect(said.filter((text) => text.includes('not counted'))).toHaveLength(6 - taken)
        expect((await result())?.ballots.all).toBe(taken)
        expect(await ballots()).toHaveLength(taken)
        expect(await db.read.elector.count({ where: { pollId: poll, voted: true } })).toBe(taken)
      } finally {
        await other.close()
      }
    })

    test('who changes sides mid-vote votes on the side they were on when it opened', async () => {
      const { db, crew, house, vote, ballots } = await open()
      const paul = await house.person('Paul')
      await db.transact((tx) =>
        tx.member.update({
          where: { crewId_personId: { crewId: crew, personId: paul.id } },
          data: { side: 'product' },
        }),
      )
      await vote('paul', 'for')
      expect(await ballots()).toMatchObject([{ personId: paul.id, side: 'project' }])
    })

    test('a sponsor breaks a tie of a side and is in neither side’s count', async () => {
      const { house, vote, against, result } = await open({}, { sponsors: true })
      for (const account of ['cleo', 'dev', 'ana']) await vote(account, 'for')
      await against('paul', 'no float')
      await vote('finn', 'for')
      await house.to('2026-11-23', '08:00')
      expect(await result()).toMatchObject({
        outcome: 'accepted',
        project: { verdict: 'yes', tieBroken: true, votes: { for: 1, against: 1 } },
        both: { votes: { for: 1 }, size: 1 },
      })
    })

    test('a missed quorum of a side is no result; put off once, ballots stand and the later close counts', async () => {
      const { db, house, poll, vote, result, row } = await open()
      for (const account of ['cleo', 'dev', 'ana']) await vote(account, 'for')
      await house.to('2026-11-23', '08:00')
      expect(await result()).toMatchObject({
        outcome: 'noResult',
        project: { verdict: 'noResult', cast: 1, needed: 2 },
      })
      const until = new Date(deadline.getTime() + 600_000)
      expect(await db.transact((tx) => extendPoll(tx, poll, until, house.clock.now()))).toBe(true)
      expect(await result()).toBeNull()
      await vote('ben', 'for')
      await house.to('2026-11-23', '08:10')
      expect(await row()).toMatchObject({ state: 'closed', extended: 1 })
      expect(await result()).toMatchObject({ outcome: 'accepted' })
    })

    test('taken back, it takes no votes and counts none', async () => {
      const { db, house, poll, vote, result, row } = await open()
      await vote('ana', 'for')
      expect(await db.transact((tx) => withdrawPoll(tx, poll, house.clock.now()))).toBe(true)
      expect(await vote('ben', 'for')).toContain('was taken back')
      await house.to('2026-11-23', '08:10')
      expect(await row()).toMatchObject({ state: 'withdrawn' })
      expect(await result()).toBeNull()
    })
  })

  describe('closing early', () => {
    const decide = async (one: Awaited<ReturnType<typeof open>>) => {
      for (const account of ['cleo', 'dev', 'ana', 'ben']) await one.vote(account, 'for')
    }
    const later = (house: Awaited<ReturnType<typeof openHouse>>, ms: number) =>
      house.app.runner.advance(new Date(house.clock.now().getTime() + ms), () => house.app.outbox.drain())

    test('60 s after the last press, once those missing cannot change the result', async () => {
      const one = await open({ settings: { early: true } })
      await decide(one)
      await later(one.house, 59_000)
      expect((await one.row()).state).toBe('open')
      // A later press moves it.
      await one.vote('paul', 'abstain')
      await later(one.house, 59_000)
      expect((await one.row()).state).toBe('open')
      await later(one.house, 1_000)
      expect(await one.row()).toMatchObject({ state: 'closed', closedAt: one.house.clock.now() })
      expect(await one.result()).toMatchObject({ outcome: 'accepted' })
    })

    test('not where a later ballot makes it open again', async () => {
      const one = await open({ settings: { early: true } })
      await decide(one)
      await one.against('ben', 'I have looked again')
      await later(one.house, 120_000)
      expect((await one.row()).state).toBe('open')
    })

    test('not where the proposer did not allow it', async () => {
      const one = await open()
      await decide(one)
      await later(one.house, 120_000)
      expect((await one.row()).state).toBe('open')
    })
  })

  describe('reminders', () => {
    test('one, to those missing alone, in their working hours, and none to who wants fewer messages', async () => {
      const { db, house, vote } = await open({ closesAt: toInstant('2026-11-23', '17:00', 'Europe/Berlin') })
      await vote('ana', 'for')
      const dev = await house.person('Dev')
      await db.transact((tx) => tx.person.update({ where: { id: dev.id }, data: { fewerMessages: true } }))
      await house.to('2026-11-23', '17:00')
      const reminded = house.posted.filter(({ message }) => message.summary.includes('SC-4'))
      const whom = reminded.map(({ conversation }) => conversation).sort()
      expect(whom).toEqual(['dm-ben', 'dm-cleo', 'dm-paul', 'dm-uma'])
      // After the close the reminder has nothing to press.
      expect(JSON.stringify(reminded.map(({ message }) => message))).not.toContain('vote.for')
    })
  })
})
