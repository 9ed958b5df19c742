import { describe, expect, test } from 'vitest'
import { directOf } from '../../../src/platforms/web/people.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    await house.to('2026-11-23', '09:30')
    const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const say = async (account: string, words: string, channel?: string) =>
      house.said(await house.say(account, words, channel))
    const submit = async (account: string, form: string, value: object, raw: Record<string, string | string[]>) =>
      house.said(await house.submit(account, `kudos.${form}`, value, raw))
    const person = async (name: string) => (await house.person(name)).id
    const roots = (channel = 'checkout') =>
      house.posted.filter(({ conversation, under }) => conversation === channel && under === undefined)
    const seen = async (part: string, channel = 'checkout') =>
      (await house.seen(channel)).filter((text) => text.includes(part))
    const direct = async (account: string) => (await house.seen(directOf(account))).join('\n')
    return { house, db, crew, say, submit, person, roots, seen, direct }
  }

  describe('kudos', () => {
    test('before the crew: one root message a day in every channel gathers them, across sides they stand out', async () => {
      const at = await open()
      expect(await at.say('cleo', '/kudos @Paul and @Ana for the *payment* form', 'checkout')).toBe(
        'You thanked Ana and Paul, before Checkout.',
      )
      expect(await at.say('ben', '/kudos Ana for the plan', 'checkout')).toBe('You thanked Ana, before Checkout.')
      for (const channel of ['checkout', 'teams-checkout']) {
        const [day, ...more] = at.roots(channel)
        expect(more).toEqual([])
        const text = day ? await at.house.text(day.message) : ''
        expect(text).toContain('Thanks in Checkout, Mon 23 Nov')
        expect(text).toContain('Product to Project: Cleo thanks Ana and Paul: the *payment* form')
        expect(text).toContain('Ben thanks Ana: the plan')
        expect(text.indexOf('Product to Project')).toBeLessThan(text.indexOf('Ben thanks'))
      }
      const thread = at.house.posted.filter(({ under }) => under !== undefined)
      expect(thread.map(({ message }) => message.summary)).toEqual(['Thanks: the plan', 'Thanks: the plan'])
      await at.house.to('2026-11-24', '17:00')
      expect(await at.direct('paul')).toContain('Said to the Checkout crew.')
      await at.say('cleo', '/kudos @Paul for today', 'checkout')
      expect(at.roots()).toHaveLength(2)
    })

    test('alone: only whoever is thanked reads it, with their day', async () => {
      const at = await open()
      expect(await at.say('cleo', '/kudos @Paul for SECRET help')).toBe('You thanked Paul, nobody else reads it.')
      await at.house.to('2026-11-24', '17:00')
      expect(await at.direct('paul')).toContain('Cleo thanks Paul: SECRET help')
      expect(await at.direct('paul')).toContain('Only those who are thanked read this.')
      const others = at.house.posted.filter(({ conversation }) => conversation !== directOf('paul'))
      expect(JSON.stringify(others)).not.toContain('SECRET')
    })

    test('bare, or with a name or words missing, it opens a form that keeps what was typed', async () => {
      const at = await open()
      const form = async (words: string) => {
        const reply = await at.house.say('cleo', `/kudos ${words}`, 'checkout')
        if (reply.do !== 'open') throw new Error('no form')
        return reply.form
      }
      expect((await form('')).id).toBe('kudos.say')
      const wrong = await form('@Pual for the form')
      expect(wrong.intro).toContain('The nearest is Paul.')
      expect(wrong.inputs.text).toMatchObject({ value: 'the form' })
      expect((await form('@Paul')).inputs.to).toMatchObject({ value: [await at.person('Paul')] })
      const long = await form(`@Paul for ${'x'.repeat(600)}`)
      expect(long.intro).toContain('at most 500 fit')
      const raw = { to: [String(await at.person('Paul'))], text: 'Form', where: String(at.crew.id) }
      expect(await at.submit('cleo', 'say', { crew: at.crew.id }, raw)).toBe('You thanked Paul, before Checkout.')
      expect(await at.submit('cleo', 'say', { crew: null }, { ...raw, where: 'alone' })).toContain('nobody else')
      const self = [String(await at.person('Cleo'))]
      expect(await at.submit('cleo', 'say', { crew: null }, { ...raw, to: self })).toContain('not offered')
    })

    test('nobody is named before others who does not want to be, whether thanked or thanking', async () => {
      const at = await open()
      const uma = await at.person('Uma')
      await at.db.transact((tx) => tx.person.update({ where: { id: uma }, data: { celebrated: false } }))
      const reply = await at.house.say('cleo', '/kudos @Uma for the survey', 'checkout')
      if (reply.do !== 'open') throw new Error('no form')
      expect(reply.form.intro).toContain('Uma would rather not be named before others. Thank them alone.')
      expect(reply.form.inputs.where).toMatchObject({ value: 'alone' })
      const raw = { to: [String(uma)], text: 'the survey', where: String(at.crew.id) }
      expect(await at.submit('cleo', 'say', { crew: null }, raw)).toContain('to: Uma would rather not')
      expect(await at.submit('cleo', 'say', { crew: null }, { ...raw, where: 'alone' })).toContain('You thanked Uma')
      expect(await at.say('uma', '/kudos @Paul for the form', 'checkout')).toContain('You thanked Paul')
      expect((await at.seen('thanks Paul'))[0]).toContain('Somebody thanks Paul: the form')
      await at.db.transact((tx) => tx.person.update({ where: { id: uma }, data: { celebrated: true } }))
    })

    test('shows no count of anybody anywhere', async () => {
      const at = await open()
      for (let index = 0; index < 14; index += 1) await at.say('cleo', `/kudos @Paul for thing ${index}`, 'checkout')
      const [day] = await at.seen('Thanks in Checkout')
      expect(day).toContain('and 2 more')
      expect(day).not.toMatch(/14|Paul: \d|\d+ (thanks|kudos|points)/)
    })
  })

  describe('the thanks of a month', () => {
    test('are gathered on the first working day for a crew that switched it on, across sides first, and not before', async () => {
      const at = await open()
      await at.say('ben', '/kudos Ana for the plan', 'checkout')
      await at.say('cleo', '/kudos @Paul for the form', 'checkout')
      expect(await at.say('ben', '/kudos settings', 'checkout')).toBe('form kudos.settings')
      const on = (active: string) => at.submit('ben', 'settings', { crew: at.crew.id }, { active })
      expect(await on('true')).toBe('Checkout gathers the thanks of the month, first on Tue 1 Dec 2026.')
      await at.house.to('2026-12-01', '08:59')
      expect(await at.seen('Thanks of')).toEqual([])
      await at.house.to('2026-12-01', '09:01')
      const [month, ...more] = await at.seen('Thanks of November in Checkout')
      expect(more).toEqual([])
      expect(month).toContain('Product to Project: Cleo thanks Paul: the form')
      expect(month?.indexOf('Cleo thanks')).toBeLessThan(month?.indexOf('Ben thanks') ?? 0)
      // Nobody was thanked in December.
      await at.house.to('2027-01-05', '12:00')
      expect(await at.seen('Thanks of')).toHaveLength(1)
      await at.say('cleo', '/kudos @Paul for the new year', 'checkout')
      expect(await on('false')).toContain('does not gather')
      await at.house.to('2027-02-02', '12:00')
      expect(await at.seen('Thanks of')).toHaveLength(1)
    })

    test('are told late, once, where the process slept over the day', async () => {
      const at = await open()
      await at.say('ben', '/kudos Ana for the plan', 'checkout')
      await at.submit('ben', 'settings', { crew: at.crew.id }, { active: 'true' })
      at.house.clock.moveTo(new Date('2026-12-03T10:00:00Z'))
      await at.house.app.runner.tick()
      await at.house.app.outbox.drain()
      expect(await at.seen('Thanks of November')).toHaveLength(1)
      expect(await at.db.read.job.count({ where: { name: 'kudos.month', state: 'waiting' } })).toBe(1)
    })
  })

  describe('under a celebration', () => {
    test('thanks stand in its thread, in every channel', async () => {
      const at = await open()
      const { organizationId, id: crewId } = at.crew
      const ids = { project: [await at.person('Paul')], product: [await at.person('Cleo')] }
      const words = { title: 'The beta is live', where: 'CHK', ...ids }
      const now = at.house.clock.now()
      const { id: celebration } = await at.db.transact((tx) =>
        tx.celebration.create({
          data: {
            organizationId,
            crewId,
            of: 'milestone',
            key: 'hand.1.x',
            state: 'announced',
            day: '2026-11-23',
            words,
            at: now,
          },
        }),
      )
      const effects = [
        { do: 'announce' as const, to: crewId, card: { kind: 'celebrations.card', key: String(celebration) } },
      ]
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { effects }, now))
      await at.house.app.outbox.drain()
      const form = await at.house.press('dev', 'kudos.thank', { celebration })
      if (form.do !== 'open') throw new Error('no form')
      expect(form.form.inputs.to).toMatchObject({ value: [...ids.project, ...ids.product] })
      const raw = { to: ids.project.map(String), text: 'The last mile' }
      expect(await at.submit('dev', 'thank', { celebration }, raw)).toBe('You thanked Paul, before Checkout.')
      const told = at.house.posted.filter(({ message }) => message.summary === 'Thanks: The last mile')
      expect(told.map(({ conversation }) => conversation).sort()).toEqual(['checkout', 'teams-checkout'])
      for (const { under } of told) expect(under).toBeDefined()
      expect(at.roots().filter(({ message }) => message.summary.startsWith('Thanks in'))).toEqual([])
      expect(await at.house.said(await at.house.press('hanna', 'kudos.thank', { celebration }))).toContain('its own')
    })
  })

  describe('people and time', () => {
    test('two accounts of one person are thanked once', async () => {
      const at = await open()
      await at.say('cleo', '/kudos @Paul and @Ben for both', 'checkout')
      const [paul, ben] = [await at.person('Paul'), await at.person('Ben')]
      const joined = { fact: 'person.joined' as const, personId: paul, formerId: ben }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [joined] }, at.house.clock.now()))
      await at.house.app.outbox.drain()
      expect((await at.seen('Thanks in Checkout'))[0]).toContain('Cleo thanks Paul: both')
      expect(await at.db.read.kudosReceiver.findMany()).toHaveLength(1)
    })

    test('thanks are deleted with what was said', async () => {
      const at = await open()
      await at.say('cleo', '/kudos @Paul for it', 'checkout')
      const forget = at.house.app.features.find(({ name }) => name === 'kudos')?.forget
      const retention = { participationDays: 90, answerDays: 400 }
      const later = (days: number) => new Date(at.house.clock.now().getTime() + days * 86_400_000)
      await at.db.transact(async (tx) => void (await forget?.({ tx, now: later(399), retention })))
      expect(await at.db.read.kudos.count()).toBe(1)
      await at.db.transact(async (tx) => void (await forget?.({ tx, now: later(401), retention })))
      expect(await at.db.read.kudos.count()).toBe(0)
    })
  })
})
