import { describe, expect, test } from 'vitest'
import { joined } from '../../src/features/linking/feature/persons.ts'
import { toInstant } from '../../src/schedule/calendar.ts'
import { fixedLines, voteButtons } from '../../src/voting/cards/lines.ts'
import { resultBlocks } from '../../src/voting/cards/result.ts'
import { pollView } from '../../src/voting/views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openHouse } from '../support/house.ts'
import { withPoll } from './polls.ts'

const three = { options: ['Gift cards', 'Apple Pay', 'Guest checkout'] }

onBothDatabases((database) => {
  async function open(given: Parameters<typeof withPoll>[1], more?: Parameters<typeof withPoll>[2]) {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const vote = await withPoll(house, given, more)
    return {
      house,
      db,
      ...vote,
      close: () => house.to('2026-11-23', '08:00'),
      card: async () => {
        const view = await pollView(db.read, vote.poll)
        if (!view) throw new Error('no view')
        return house.text({ summary: '', blocks: [...resultBlocks(view), ...fixedLines(view), ...voteButtons(view)] })
      },
    }
  }

  describe('the other methods, from a form to bars', () => {
    test('a single choice: the most votes, counts per side, abstentions apart', async () => {
      const one = await open({ method: 'single', options: three.options })
      const [gift, pay] = [await one.option('Gift cards'), await one.option('Apple Pay')]
      expect(await one.card()).toContain('[Vote] [My vote]')
      expect(await one.cast('ana', { option: String(gift) })).toContain('Gift cards: your vote on SC-4 is in')
      for (const account of ['cleo', 'dev']) await one.cast(account, { option: String(pay) })
      await one.cast('uma', { option: 'abstain' })
      expect(await one.cast('ben', { option: '999999' })).toMatch(/^option: /)
      await one.close()
      expect(await one.result()).toMatchObject({ method: 'single', winners: [pay], ballots: { all: 4 } })
      const card = await one.card()
      expect(card).toContain('Gift cards: 1 of 4 votes (project 1)')
      expect(card).toContain('Apple Pay: 2 of 4 votes (product 2), first')
      expect(card).toContain('1 abstention (product 1).')
      expect(card).not.toContain('[Vote]')
    })

    test('approval: every option one can live with', async () => {
      const one = await open({ method: 'approval', options: three.options })
      const ids = await Promise.all(three.options.map(one.option))
      await one.cast('ana', { options: [String(ids[0]), String(ids[1])] })
      await one.cast('cleo', { options: [String(ids[1])] })
      await one.cast('dev', { options: [] })
      await one.close()
      expect(await one.result()).toMatchObject({ winners: [ids[1]], ballots: { all: 3 } })
    })

    test('an instant run-off: rounds on the card; a place given twice is refused beside it', async () => {
      const one = await open({ method: 'instantRunoff', options: three.options })
      const [gift = 0, pay = 0, guest = 0] = await Promise.all(three.options.map(one.option))
      const ranks = (...ids: number[]) => Object.fromEntries(ids.map((id, at) => [`place${at + 1}`, String(id)]))
      expect(await one.cast('ana', ranks(gift, gift))).toBe(
        'place2: "Gift cards" has a place already. Choose another, or leave this empty.',
      )
      for (const account of ['ana', 'ben']) await one.cast(account, ranks(gift, guest))
      for (const account of ['cleo', 'dev']) await one.cast(account, ranks(pay, gift))
      await one.cast('uma', ranks(guest, pay))
      await one.close()
      expect(await one.result()).toMatchObject({ winner: pay })
      const card = await one.card()
      expect(card).toContain('Round 1: Guest checkout goes, it had the fewest.')
      expect(card).toContain('Apple Pay: 3 of 5 votes (product 3), first')
    })

    test('Schulze: the order on the card, every pair on demand', async () => {
      const one = await open({ method: 'schulze', options: three.options })
      const [gift = 0, pay = 0] = await Promise.all(three.options.map(one.option))
      for (const account of ['ana', 'cleo']) await one.cast(account, { place1: String(pay), place2: String(gift) })
      await one.cast('ben', { place1: String(gift) })
      expect(await one.house.said(await one.house.press('ana', 'vote.matrix', { poll: one.poll }))).toContain('not yet')
      await one.close()
      expect(await one.card()).toContain('Order: Apple Pay > Gift cards > Guest checkout')
      const matrix = await one.house.said(await one.house.press('ana', 'vote.matrix', { poll: one.poll }))
      expect(matrix).toContain('Apple Pay: 2 to 1 over Gift cards; 2 to 0 over Guest checkout')
    })

    test('points: means with their counts; no opinion is no data and not 0', async () => {
      const one = await open({ method: 'score', options: three.options })
      const [gift = 0, pay = 0] = await Promise.all(three.options.map(one.option))
      expect(await one.cast('ana', { [`score${gift}`]: '6' })).toContain('At most 5 points.')
      expect(await one.cast('ana', { [`score${gift}`]: '2.5' })).toContain('Whole points from 0 to 5')
      await one.cast('ana', { [`score${gift}`]: '3', [`score${pay}`]: '5' })
      await one.cast('cleo', { [`score${gift}`]: '4' })
      await one.close()
      const card = await one.card()
      expect(card).toContain('Gift cards: 3.5 (2 ballots) points, the mean of 0 to 5 (project 3, product 4)')
      expect(card).toContain('Guest checkout: no data')
    })

    test('consent: an objection needs its reason, and stands in the way', async () => {
      const one = await open({ method: 'consent', settings: { reason: 'never' } })
      await one.cast('ana', { stance: 'consent' })
      expect(await one.cast('paul', { stance: 'object' })).toMatch(/^reason: Say what harm/)
      await one.cast('paul', { stance: 'object', reason: 'It breaks refunds.' })
      await one.close()
      const card = await one.card()
      expect(card).toContain('It does not pass: 1 objection with a reason stands.')
      expect(card).toContain('Why not: Paul, "It breaks refunds."')
    })

    test('fist of five: who shows less than 3 is asked for the concern', async () => {
      const one = await open({ method: 'fist' })
      await one.cast('ana', { fingers: '4' })
      expect(await one.cast('paul', { fingers: '2' })).toMatch(/^reason: /)
      await one.cast('paul', { fingers: '2', reason: 'Tests are missing.' })
      await one.close()
      expect(await one.card()).toContain('Not ready: 1 hand under 3.')
    })

    test('nobody voted: no data, never 0', async () => {
      const one = await open({ method: 'fist' })
      await one.close()
      expect(await one.card()).toContain('No data: nobody showed a hand.')
    })
  })

  describe('what goes with a vote', () => {
    test('a voter adds an option, not one that is there, and everybody can vote for it', async () => {
      const one = await open({ method: 'single', options: ['A', 'B'], settings: { addOptions: true, early: true } })
      const add = async (account: string, text: string) =>
        one.house.said(await one.house.submit(account, 'vote.add-option', { poll: one.poll }, { text }))
      expect(await add('ana', ' b ')).toMatch(/^text: This is an option already/)
      expect(await add('ana', 'C')).toContain('The option is added')
      expect(await one.cast('ben', { option: String(await one.option('C')) })).toContain('C: your vote')
      for (let at = 4; at <= 20; at += 1) await add('ana', `Option ${at}`)
      expect(await add('ana', 'one more')).toContain('has 20 options')
    })

    test('a missed quorum is said: the count decides nothing', async () => {
      const one = await open({
        method: 'single',
        options: ['A', 'B'],
        settings: { quorum: { overall: { percent: 50 }, perSide: { product: { count: 1 } } } },
      })
      await one.cast('ana', { option: String(await one.option('A')) })
      await one.close()
      expect(await one.result()).toMatchObject({ quorumMet: false })
      expect(await one.card()).toContain(
        'Quorum missed: the count decides nothing (overall 1 of 3 needed, product 0 of 1 needed).',
      )
    })

    test('a stand-in of the same side votes for who is away; who then votes in person replaces it, and not the reverse', async () => {
      const one = await open({})
      const [paul, ben, cleo] = [
        await one.house.person('Paul'),
        await one.house.person('Ben'),
        await one.house.person('Cleo'),
      ]
      const name = async (account: string, person: number) =>
        one.house.said(await one.house.submit(account, 'vote.stand-in', { poll: one.poll }, { person: String(person) }))
      expect(await name('paul', cleo.id)).toContain('not offered any more')
      expect(await name('paul', ben.id)).toContain('They are told')
      expect(await name('ana', ben.id)).toContain('They stand in for somebody else already')
      expect(await one.vote('ana', 'for', paul.id)).toContain('You do not stand in for this person')
      expect(await one.mine('ben')).toContain('You stand in for Paul')
      expect(await one.vote('ben', 'for', paul.id)).toContain('the vote of Paul on SC-4 is in')
      expect(await one.ballots()).toMatchObject([{ personId: paul.id, castById: ben.id, side: 'project' }])
      expect(await one.mine('paul')).toContain('Cast by Ben')
      await one.against('paul', 'I am back, and no.')
      expect(await one.vote('ben', 'for', paul.id)).toContain('Paul has voted in person; that stands')
      expect(await one.ballots()).toMatchObject([{ personId: paul.id, castById: paul.id }])
    })

    test('observers read along and have no vote', async () => {
      const one = await open({})
      const finn = await one.house.person('Finn')
      await one.db.transact((tx) =>
        tx.elector.create({ data: { pollId: one.poll, personId: finn.id, side: 'both', observer: true } }),
      )
      expect(await one.vote('finn', 'for')).toContain('You read along on SC-4 and have no vote')
      expect((await pollView(one.db.read, one.poll))?.waitingFor).toHaveLength(6)
    })

    test('a vote that waits for a person stands in their day’s prompt', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const one = await withPoll(house, { closesAt: toInstant('2026-11-23', '17:00', 'Europe/Berlin') })
      await one.vote('ana', 'for')
      await house.to('2026-11-23', '09:30')
      expect((await house.seen('dm-paul')).at(-1)).toContain('VOTE on SC-4 closes Mon 23 Nov 17:00')
      expect((await house.seen('dm-ana')).at(-1)).not.toContain('on SC-4 closes')
    })
  })

  describe('two accounts that turn out to be one person’s', () => {
    const cleoIsUma = async ({ db, house }: Awaited<ReturnType<typeof open>>) => {
      const [cleo, uma] = [await house.person('Cleo'), await house.person('Uma')]
      await db.transact(async (tx) => {
        const facts = await joined(tx, cleo.id, uma.id)
        await house.app.chat.apply(tx, { facts }, house.clock.now())
      })
      return cleo.id
    }

    test('vote once: the earlier ballot stands, and the electorate is one smaller', async () => {
      const one = await open({}, { sponsors: false })
      await one.against('uma', 'the earlier one')
      one.house.clock.moveTo(new Date(one.house.clock.now().getTime() + 60_000))
      await one.vote('cleo', 'for')
      const personId = await cleoIsUma(one)
      expect(await one.ballots()).toMatchObject([{ personId, choice: { vote: 'against' } }])
      const view = await pollView(one.db.read, one.poll)
      expect(view?.votedBySide.product).toEqual({ voted: 1, of: 2 })
    })

    test('are one ballot of an anonymous vote too, and it can be changed until the close', async () => {
      const one = await open({ settings: { anonymous: true } })
      await one.vote('cleo', 'for')
      await one.vote('uma', 'for')
      await cleoIsUma(one)
      expect(await one.db.read.urnBallot.count()).toBe(1)
      await one.against('cleo', 'seen twice, and no')
      await one.close()
      expect(await one.result()).toMatchObject({ ballots: { all: 1 }, electorate: { product: 2 } })
    })
  })

  describe('an anonymous vote', () => {
    const anonymous = { anonymous: true, shown: 'live' as const }

    test('is hidden until the close, can be changed, and counts each person once', async () => {
      const one = await open({ settings: anonymous })
      await one.vote('ana', 'for')
      await one.against('ana', 'changed my mind')
      expect(await one.mine('ana')).toContain('Against, your vote in SC-4.')
      expect(await pollView(one.db.read, one.poll)).toMatchObject({ result: null, ballots: null, live: false })
      expect(await one.db.read.urnBallot.count()).toBe(1)
      expect(await one.ballots()).toHaveLength(0)
      expect(await one.card()).toContain('It is anonymous')
    })

    test('leaves no way from the roll to the urn: key destroyed, tokens and order made anew, no person, no moment', async () => {
      const one = await open({ settings: anonymous })
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev']) await one.vote(account, 'for')
      await one.against('uma', 'too late for us')
      const before = await one.db.read.urnBallot.findMany({ where: { pollId: one.poll } })
      expect((await one.row()).tokenKey).not.toBeNull()
      await one.close()
      expect((await one.row()).tokenKey).toBeNull()
      const urn = await one.db.read.urnBallot.findMany({ where: { pollId: one.poll } })
      const known = new Set(before.flatMap(({ id, token }) => [id, token]))
      expect(urn).toHaveLength(6)
      expect(urn.some(({ id, token }) => known.has(id) || known.has(token))).toBe(false)
      expect(Object.keys(urn[0] ?? {}).sort()).toEqual(['choice', 'id', 'pollId', 'reason', 'side', 'token'])
      expect(await one.result()).toMatchObject({ bySide: true, product: { votes: { for: 2, against: 1 } } })
      expect(await one.mine('ana')).toContain('nobody can tell how')
      const words = await one.house.said(await one.house.press('ana', 'vote.ballots', { poll: one.poll }))
      expect(words).toContain('too late for us')
      expect(words).not.toContain('Uma')
    })

    test('with fewer than three ballots of a side no count is given by side, not even in what is stored', async () => {
      const one = await open({ method: 'single', options: ['A', 'B'], settings: anonymous })
      const a = String(await one.option('A'))
      for (const account of ['ana', 'ben', 'paul', 'cleo']) await one.cast(account, { option: a })
      await one.close()
      expect(await one.result()).toMatchObject({
        bySide: false,
        options: [{ counts: { all: 4, project: 0, product: 0 } }, { counts: { all: 0 } }],
      })
      expect(await one.card()).toContain('A: 4 of 4 votes, first')
    })

    test('has no stand-ins', async () => {
      const one = await open({ settings: anonymous })
      expect(await one.house.said(await one.house.press('paul', 'vote.stand-in', { poll: one.poll }))).toContain(
        'nobody can vote in another’s place',
      )
    })

    test('nothing cast in it is in a log line, a job or an outbox row', async () => {
      const one = await open({ settings: { ...anonymous, reason: 'always' } })
      await one.house.submit('ana', 'vote.for', { poll: one.poll }, { vote: 'for', reason: 'MYSECRET' })
      await one.close()
      const { db, house } = one
      const rows = await Promise.all([
        db.read.job.findMany(),
        db.read.delivery.findMany(),
        db.read.cardVersion.findMany(),
        db.read.dayItem.findMany(),
        db.read.ballot.findMany(),
      ])
      expect(JSON.stringify(rows)).not.toContain('MYSECRET')
      expect(house.lines.join()).not.toContain('MYSECRET')
    })
  })
})
