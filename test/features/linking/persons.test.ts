import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { codeIn, openTwo, type Two, withCrew } from '../../support/two.ts'

/** Ana's second account, in Teams, is a person of its own until the code says otherwise; both are in the crew. */
async function twice(database: { fresh(): Promise<{ db: Two['db'] }> }, both = true) {
  const house = await openTwo((await database.fresh()).db)
  const other = (await house.teams.person('ana')).id
  const { crew, raw, overview } = await withCrew(house, both ? { product: [other] } : {})
  return { ...house, crew, raw, overview, other, own: (await house.slack.person('ana')).id }
}

/** Asked for in Slack, typed and confirmed in Teams. */
async function join(house: Two) {
  const code = codeIn(await house.slack.say('ana', '/tandem link me'))
  await house.app.runner.advance(new Date(house.clock.now().getTime() + 60_000), () => house.app.outbox.drain())
  const question = await house.teams.write('ana', `link ${code}`)
  const { id } = await house.db.read.linkCode.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { question, answer: await house.teams.press('ana', 'linking.join', { code: id }), code: id }
}

onBothDatabases((database) => {
  describe('one person with two accounts', () => {
    test('becomes one by a personal code, asked once more before it is done', async () => {
      const house = await twice(database)
      const { question, answer, code } = await join(house)
      expect(question).toContain('This code is of Ana in Slack')
      expect(question).toContain('[Yes, that is me]')
      expect(answer).toContain('You are one person now')
      expect((await house.teams.person('ana')).id).toBe(house.own)
      expect(await house.db.read.person.count({ where: { name: 'Ana' } })).toBe(1)
      expect(await house.db.read.member.count({ where: { crewId: house.crew, personId: house.own } })).toBe(1)
      expect(await house.db.read.member.count({ where: { personId: house.other } })).toBe(0)
      expect(await house.teams.press('ana', 'linking.join', { code })).toContain('one person already')
    })

    test('is asked once, where they last acted, and counted once', async () => {
      const house = await twice(database)
      await join(house)
      await house.to('2026-11-23', '09:30')
      const asking = (cards: string[]) => cards.filter((card) => card.includes('Checkout stand-up'))
      expect(asking(await house.teams.seen('dm-ana'))).toHaveLength(1)
      expect(asking(await house.slack.seen('dm-ana'))).toHaveLength(0)
      await house.to('2026-11-23', '11:30')
      expect((await house.slack.seen('checkout')).join()).toContain('0 of 3 answered')
    })

    test('who was asked on both accounts keeps one prompt; the other says that it was removed', async () => {
      const house = await twice(database)
      await house.to('2026-11-23', '09:30')
      expect((await house.slack.seen('dm-ana')).join()).toContain('What moved toward the plan?')
      expect((await house.teams.seen('dm-ana')).join()).toContain('What did we learn or decide?')
      await join(house)
      expect((await house.slack.seen('dm-ana')).join()).toContain('What moved toward the plan?')
      expect((await house.teams.seen('dm-ana')).join()).toContain('This was removed.')
      // The code, typed while an answer was asked for, is no answer.
      expect(await house.db.read.standupDraft.count()).toBe(0)
    })

    test('who was asked on the other account only finds the prompt working there', async () => {
      const house = await twice(database, false)
      const { raw, crew, other } = house
      // In Ana’s place, the account in Teams.
      const work = {
        workDays: 'mon-fri',
        workFrom: '09:00',
        workTo: '17:00',
        projectLabel: 'P',
        productLabel: 'V',
      }
      const project = [String(other), ...raw.project.slice(1)]
      await house.slack.submit('cleo', 'setup.crew', { crew }, { ...raw, ...work, project })
      await house.to('2026-11-23', '09:30')
      await join(house)
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      const [card] = (await house.teams.seen('dm-ana')).slice(-1)
      expect(card).toContain('What moved toward the plan?')
      const said = await house.teams.submit('ana', 'standup.answer', { round }, { p1: 'From Teams', helper: 'nobody' })
      expect(said).not.toContain('removed')
      const answer = await house.db.read.standupAnswer.findFirstOrThrow()
      expect(answer.personId).toBe(house.own)
      expect((await house.teams.seen('dm-ana')).join()).toContain('From Teams')
    })

    test('of two answers in one round the earlier stands, and the digest shows one', async () => {
      const house = await twice(database)
      await house.to('2026-11-23', '11:30')
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      await house.teams.submit(
        'ana',
        'standup.answer',
        { round },
        { v1: 'First, in Teams', v3: 'Why?', helper: 'side' },
      )
      await house.to('2026-11-23', '11:35')
      const later = { p1: 'Second, in Slack', p3: 'No keys', helper: 'anyone' }
      await house.slack.submit('ana', 'standup.answer', { round }, later)
      await join(house)
      const answers = await house.db.read.standupAnswer.findMany()
      expect(answers).toHaveLength(1)
      expect(answers[0]).toMatchObject({ personId: house.own })
      expect(JSON.stringify(answers[0]?.parts)).toContain('First, in Teams')
      const digest = (await house.slack.seen('checkout')).find((card) => card.includes('Checkout stand-up')) ?? ''
      expect(digest).toContain('1 of 3 answered')
      expect(digest).toContain('First, in Teams')
      expect(digest).not.toContain('Second, in Slack')
      expect(await house.db.read.sideQuestion.findFirst()).toMatchObject({ askerId: house.own })
      expect(await house.db.read.blocker.findFirst()).toMatchObject({ ownerId: house.own, text: 'No keys' })
    })

    test('an answer stands before a skip, whichever was earlier', async () => {
      const house = await twice(database)
      await house.to('2026-11-23', '11:30')
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      await house.slack.press('ana', 'standup.skip', { round })
      await house.to('2026-11-23', '11:35')
      await house.teams.submit('ana', 'standup.answer', { round }, { v1: 'Said', helper: 'nobody' })
      await join(house)
      const part = await house.db.read.participation.findFirst({ where: { roundId: round, personId: house.own } })
      expect(part?.state).toBe('answered')
      expect(await house.db.read.participation.count({ where: { personId: house.other } })).toBe(0)
    })

    test('nothing that named the other account names it any more', async () => {
      const house = await twice(database)
      await house.to('2026-11-23', '09:30')
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      const stuck = { p3: 'No keys', helper: String(house.other) }
      await house.slack.submit('paul', 'standup.answer', { round }, stuck)
      await join(house)
      const { db, other } = house
      const left = await Promise.all([
        db.read.identity.count({ where: { personId: other } }),
        db.read.participation.count({ where: { personId: other } }),
        db.read.standupAnswer.count({ where: { OR: [{ personId: other }, { helper: String(other) }] } }),
        db.read.blocker.count({ where: { OR: [{ ownerId: other }, { needsPersonId: other }, { helpedById: other }] } }),
        db.read.dayItem.count({ where: { personId: other } }),
        db.read.dayMessage.count({ where: { personId: other } }),
        db.read.delivery.count({ where: { personId: other } }),
        db.read.crew.count({ where: { createdById: other } }),
        db.read.member.count({ where: { addedById: other } }),
      ])
      expect(left).toEqual(left.map(() => 0))
      expect(await db.read.blocker.findFirst()).toMatchObject({ needsPersonId: house.own })
    })

    test('is not joined by a code on the same platform, nor by who did not type it', async () => {
      const house = await twice(database)
      const code = codeIn(await house.slack.say('ana', '/tandem link me'))
      expect(await house.slack.say('ana', `/tandem link ${code}`)).toContain('your own code')
      expect(await house.slack.say('cleo', `/tandem link ${code}`)).toContain('both on this one')
      await house.teams.write('ana', `link ${code}`)
      const { id } = await house.db.read.linkCode.findFirstOrThrow({ orderBy: { id: 'desc' } })
      await house.teams.press('tim', 'linking.join', { code: id })
      expect(await house.db.read.person.count({ where: { name: 'Tim' } })).toBe(1)
      await house.to('2026-11-23', '07:30')
      expect(await house.teams.press('ana', 'linking.join', { code: id })).toContain('more than 10 minutes ago')
    })

    test('by the same verified e-mail is one at introduction; guests never are, and have their code', async () => {
      const house = await twice(database)
      await house.introduce('teams', 'paul', { email: 'paul@northwind.example' })
      expect((await house.teams.person('paul')).id).toBe((await house.slack.person('paul')).id)
      await house.introduce('teams', 'paul2', { email: 'paul@northwind.example', guest: true })
      expect((await house.teams.person('paul2')).id).not.toBe((await house.slack.person('paul')).id)
      const code = codeIn(await house.slack.say('paul', '/tandem link me'))
      expect(await house.teams.write('gus', `link ${code}`)).toContain('This code is of Paul')
    })
  })

  describe('direct messages', () => {
    test('go where the person chose, else where they last acted', async () => {
      const house = await twice(database)
      expect(await house.slack.say('cleo', '/tandem me')).not.toContain('writeIn')
      await join(house)
      expect(await house.teams.say('ana', '/tandem me')).toContain('writeIn')
      const raw = {
        zone: 'berlin',
        workDays: 'mon-fri',
        workFrom: '09:00',
        workTo: '17:00',
        weeklyMost: '10',
        [`side-${house.crew}`]: 'project',
        [`part-${house.crew}`]: 'takesPart',
      }
      await house.teams.submit('ana', 'setup.me', {}, { ...raw, writeIn: 'slack' })
      await house.to('2026-11-23', '09:30')
      expect((await house.slack.seen('dm-ana')).join()).toContain('Checkout stand-up, Mon 23 Nov')
      await house.slack.submit('ana', 'setup.me', {}, { ...raw, writeIn: 'lastActed' })
      await house.to('2026-11-23', '09:31')
      await house.teams.say('ana', '/tandem help')
      await house.to('2026-11-24', '09:30')
      expect((await house.teams.seen('dm-ana')).join()).toContain('Checkout stand-up, Tue 24 Nov')
      expect((await house.slack.seen('dm-ana')).join()).not.toContain('Checkout stand-up, Tue 24 Nov')
    })
  })

  describe('setup', () => {
    test('names people who stand in the crew under one name on two platforms, and what to do; not when they are one', async () => {
      const house = await twice(database)
      expect(house.overview).toContain('Ana stands here twice, in Slack and in Teams.')
      expect(house.overview).toContain('"link me"')
      await join(house)
      expect(await house.slack.say('ana', '/tandem setup', 'checkout')).not.toContain('stands here twice')
    })
  })
})
