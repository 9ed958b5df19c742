import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const ask = async (raw: Record<string, string | string[]>, account = 'ana') =>
      house.said(
        await house.submit(
          account,
          'steering.ask',
          {},
          {
            question: 'Who pays for the gateway?',
            method: 'single',
            options: 'Marketing\nIT',
            crews: [String(crew.id)],
            closes: 'today 08:00',
            shown: 'afterClose',
            reason: 'never',
            ...raw,
          },
        ),
      )
    const poll = () => db.read.poll.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const steering = () => db.read.steeringPoll.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const card = async () => (await house.seen('checkout')).find((text) => text.startsWith('SP-')) ?? ''
    const vote = async (account: string, text: string) => {
      const { id } = await poll()
      const option = await db.read.pollOption.findFirstOrThrow({ where: { pollId: id, text } })
      return house.said(await house.submit(account, 'vote.cast', { poll: id }, { option: String(option.id) }))
    }
    const close = () => house.to('2026-11-23', '08:00')
    return { house, db, crew: crew.id, ask, poll, steering, card, vote, close }
  }

  describe('a steering poll', () => {
    test('from one line to a decision: asked, voted, counted, its outcome stated and handed over', async () => {
      const one = await open()
      const { house } = one
      const said = await house.said(await house.say('ana', '/steer "Who pays?" "Marketing" “IT and ops”', 'checkout'))
      expect(said).toBe('SP-1 is open: 7 may vote. It closes Tue 24 Nov 17:00.')
      const asked = await one.card()
      expect(asked).toContain('SP-1 Who pays?')
      expect(asked).toContain('Asked by Ana · one choice, the most votes win')
      expect(asked).toContain('1. Marketing\n2. IT and ops')
      expect(asked).toContain('Who decides: all who may vote; who asked then states the outcome')
      expect(asked).toContain('Who sees your vote: the Checkout crew, by name, after the close.')
      expect(asked).toContain('Closes: Tue 24 Nov 17:00 · voted: project 0 of 3, product 0 of 3, sponsors 0 of 1')
      expect(asked).toContain('[Vote] [My vote]')
      await one.vote('ana', 'Marketing')
      await one.vote('cleo', 'IT and ops')
      await one.vote('dev', 'IT and ops')
      expect(await one.card()).toContain('voted: project 1 of 3, product 2 of 3')
      house.clock.moveTo((await one.poll()).closesAt)
      await house.app.runner.tick()
      await house.app.outbox.drain()
      const counted = await one.card()
      expect(counted).toContain('IT and ops wins.')
      expect(counted).toContain('IT and ops: 2 of 3 votes (product 2), first')
      expect(counted).not.toContain('[Vote]')
      const thread = house.posted.find(({ conversation, under }) => conversation === 'checkout' && under)
      expect(thread?.message.summary).toBe('SP-1 Who pays? has closed. IT and ops wins.')
      const { id } = await one.steering()
      const state = (account: string) =>
        house.submit(
          account,
          'steering.state',
          { steering: id },
          { outcome: 'IT pays from March.', why: 'They run it.', domain: 'how' },
        )
      expect(await house.said(await house.press('ana', 'steering.decide', { steering: id }))).toContain(
        'State the outcome',
      )
      expect(await house.said(await state('cleo'))).toContain('You cannot state the outcome of SP-1')
      expect(await house.said(await state('ana'))).toContain('stands on its card')
      expect(await one.card()).toContain('OUTCOME IT pays from March.\nWhy: They run it. Stated by Ana')
      expect(await one.card()).toContain('[State it anew] [Make it a decision]')
      expect(await house.said(await house.press('cleo', 'steering.decide', { steering: id }))).toContain('You cannot')
      expect(await house.said(await house.press('ana', 'steering.decide', { steering: id }))).toContain('decision log')
      const record = await one.db.read.decision.findFirstOrThrow()
      expect(record).toMatchObject({ what: 'IT pays from March.', domain: 'how', state: 'accepted' })
      expect(JSON.stringify(record.tally)).toContain('2 of 3 votes (product 2)')
      expect(await one.card()).toContain('Recorded as DEC-1.')
      expect(await one.card()).not.toContain('Make it a decision')
      expect(await house.said(await house.press('ana', 'steering.decide', { steering: id }))).toContain(
        'is a decision already',
      )
      expect(await one.db.read.decision.count()).toBe(1)
    })

    test('to people without a channel: asked in person, at their own moment', async () => {
      const one = await open()
      const [dev, finn] = [await one.house.person('Dev'), await one.house.person('Finn')]
      expect(await one.ask({ crews: [], people: [String(dev.id), String(finn.id)], closes: 'today 17:00' })).toContain(
        '2 may vote',
      )
      expect(await one.card()).toBe('')
      await one.house.to('2026-11-23', '09:05')
      expect((await one.house.seen('dm-dev')).join()).toContain('SP-1 Who pays for the gateway?')
      expect((await one.house.seen('dm-dev')).join()).toContain('those who were asked')
      expect((await one.house.seen('dm-finn')).join()).toContain('[Vote]')
      expect((await one.house.seen('dm-cleo')).join()).not.toContain('SP-1')
    })

    test('to several crews: who is in two votes once, who only watches reads along', async () => {
      const one = await open()
      const { db, house } = one
      const [ana, paul, finn] = [await house.person('Ana'), await house.person('Paul'), await house.person('Finn')]
      const second = await db.transact((tx) =>
        tx.crew.create({
          data: {
            organizationId: ana.organizationId,
            name: 'Board',
            zone: 'Europe/Berlin',
            createdById: ana.id,
            startedAt: house.clock.now(),
            members: {
              create: [
                { personId: ana.id, side: 'product', addedById: ana.id },
                { personId: finn.id, side: 'both', addedById: ana.id },
              ],
            },
          },
        }),
      )
      await db.transact((tx) =>
        tx.member.updateMany({ where: { personId: paul.id, crewId: one.crew }, data: { part: 'watches' } }),
      )
      expect(await one.ask({ crews: [String(one.crew), String(second.id)] })).toContain('6 may vote')
      const { id } = await one.poll()
      expect(await db.read.elector.findMany({ where: { pollId: id, personId: ana.id } })).toMatchObject([
        { side: 'project' },
      ])
      expect(await one.vote('paul', 'IT')).toContain('You read along')
    })

    test('yes or no by dual majority needs both sides; each option of the form is kept', async () => {
      const one = await open()
      const people = await Promise.all(
        ['Ana', 'Ben', 'Paul'].map(async (name) => String((await one.house.person(name)).id)),
      )
      const given = { method: 'dualMajority', options: '', reason: 'against' }
      expect(await one.ask({ ...given, crews: [], people })).toContain('Nobody here is on the product side')
      expect(await one.ask({ ...given, quorum: '50', early: 'true' })).toContain('is open')
      expect((await one.poll()).settings).toMatchObject({ early: true, quorum: { overall: { percent: 50 } } })
      expect(await one.card()).toContain('[For] [Against...] [Abstain] [My vote]')
    })

    test('taken back by who asked, and by nobody else', async () => {
      const one = await open()
      await one.ask({})
      const { id } = await one.steering()
      expect(await one.house.said(await one.house.press('cleo', 'steering.withdraw', { steering: id }))).toContain(
        'You cannot',
      )
      expect(await one.house.said(await one.house.press('ana', 'steering.withdraw', { steering: id }))).toContain(
        'is taken back',
      )
      expect(await one.vote('ben', 'IT')).toContain('was taken back')
      expect(await one.card()).toContain('Taken back: ')
    })

    test('one that repeats opens the next by itself, with the electorate of then, until it is stopped', async () => {
      const one = await open()
      const { db, house } = one
      await one.ask({ method: 'fist', options: '', repeat: 'daily 08:30', closes: 'today 08:00' })
      expect(await one.card()).toContain('repeats daily 08:30')
      const paul = await house.person('Paul')
      await db.transact((tx) => tx.member.deleteMany({ where: { personId: paul.id, crewId: one.crew } }))
      house.clock.moveTo(new Date('2026-11-24T07:30:00Z'))
      await house.app.runner.tick()
      await house.app.outbox.drain()
      const [first, second] = await db.read.steeringPoll.findMany({ orderBy: { id: 'asc' } })
      expect(second).toMatchObject({ fromId: first?.id, number: 2 })
      expect(first?.recurs).toBeNull()
      expect(await db.read.elector.count({ where: { pollId: (await one.poll()).id } })).toBe(6)
      await house.press('ana', 'steering.stop', { steering: second?.id })
      house.clock.moveTo(new Date('2026-11-25T07:30:00Z'))
      await house.app.runner.tick()
      expect(await db.read.steeringPoll.count()).toBe(2)
    })
  })

  describe('what cannot be asked is refused beside its field, and nothing is opened', () => {
    test('a deadline in the past, and one in words we do not know', async () => {
      const one = await open()
      expect(await one.ask({ closes: 'yesterday 17:00' })).toBe(
        'closes: Sun 22 Nov 2026 17:00 has passed. Name a moment that is still to come, for example "tomorrow 17:00".',
      )
      expect(await one.ask({ closes: 'whenever' })).toMatch(/^closes: .*not a (day|deadline)/)
      expect(await one.ask({ closes: 'in 2 minutes' })).toContain('less than 5 minutes')
      expect(await one.db.read.poll.count()).toBe(0)
    })

    test('40 options, two that are the same, none, and some where none belong', async () => {
      const one = await open()
      const forty = Array.from({ length: 40 }, (_, index) => `Option ${index + 1}`)
      const sentence = '40 options are more than anybody compares; at most 20 fit. Ask in two steps, or leave out 20.'
      expect(await one.ask({ options: forty.join('\n') })).toBe(`options: ${sentence}`)
      const typed = await one.house.say(
        'ana',
        `/steer "Which?" ${forty.map((text) => `"${text}"`).join(' ')}`,
        'checkout',
      )
      // What was typed stands in the form.
      expect(typed).toMatchObject({
        do: 'open',
        form: { intro: sentence, inputs: { options: { value: forty.join('\n') } } },
      })
      expect(await one.ask({ options: 'IT\n- it' })).toContain('stands here twice')
      expect(await one.ask({ options: '' })).toContain('at least two options')
      expect(await one.ask({ method: 'consent' })).toContain('asks yes or no')
      expect(await one.db.read.poll.count()).toBe(0)
    })

    test('nobody to ask, an anonymous one of two, an anonymous one that is shown at once', async () => {
      const one = await open()
      const [dev, finn] = [await one.house.person('Dev'), await one.house.person('Finn')]
      expect(await one.ask({ crews: [] })).toBe('crews: Choose a crew, or name people below.')
      const two = { crews: [], people: [String(dev.id), String(finn.id)] }
      expect(await one.ask({ ...two, anonymous: 'true' })).toContain('anonymous: Only 2 may vote')
      expect(await one.ask({ anonymous: 'true', shown: 'live' })).toContain('shown: An anonymous poll is hidden')
      expect(await one.db.read.poll.count()).toBe(0)
    })

    test('an initiative deleted mid-vote: the question stands, and the card says so', async () => {
      const one = await open()
      const ana = await one.house.person('Ana')
      const initiative = await one.db.transact((tx) =>
        tx.initiative.create({
          data: {
            organizationId: ana.organizationId,
            key: 'GONE',
            name: 'Goes away',
            kind: 'project',
            phase: 'build',
            crewId: one.crew,
            currency: 'EUR',
            createdById: ana.id,
          },
        }),
      )
      await one.ask({ initiative: String(initiative.id) })
      expect(await one.card()).toContain('about GONE Goes away')
      await one.db.transact((tx) => tx.initiative.delete({ where: { id: initiative.id } }))
      expect(await one.vote('ana', 'IT')).toContain('is in')
      expect(await one.card()).toContain('about an initiative that is not there any more; the question stands')
    })

    test('a crew deleted mid-vote takes its poll back', async () => {
      const one = await open()
      await one.ask({})
      const crew = await one.db.read.crew.findUniqueOrThrow({ where: { id: one.crew } })
      const maker = await one.db.read.identity.findFirstOrThrow({ where: { personId: crew.createdById } })
      await one.house.press(maker.externalId, 'setup.delete', { crew: one.crew })
      expect(await one.steering()).toMatchObject({ state: 'withdrawn' })
      expect(await one.poll()).toMatchObject({ state: 'withdrawn' })
    })
  })
})
