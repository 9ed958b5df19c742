import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/chat/feature.ts'
import { directOf } from '../../../src/platforms/web/people.ts'
import { toInstant } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { monday, newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function open(at = monday) {
    const { db } = await database.fresh()
    const house = await openHouse(db, { at })
    const crew = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const person = async (name: string) => (await house.person(name)).id
    const say = async (account: string, words: string, channel?: string) =>
      house.said(await house.say(account, words, channel))
    const press = async (account: string, name: string, value: object, channel?: string) =>
      house.said(await house.press(account, `actions.${name}`, value, channel))
    const submit = async (account: string, name: string, value: object, raw: Record<string, string | string[]>) =>
      house.said(await house.submit(account, `actions.${name}`, value, raw))
    const newest = () => db.read.actionItem.findFirstOrThrow({ orderBy: { number: 'desc' } })
    const want = async (more: Partial<Facts['action.wanted']> = {}) => {
      const wanted = {
        fact: 'action.wanted' as const,
        organizationId: crew.organizationId,
        crewId: crew.id,
        initiativeId: null,
        text: 'Call the PSP',
        ownerId: await person('Paul'),
        dueOn: '2026-11-27',
        source: 'retro:3',
        createdById: await person('Ana'),
        ...more,
      }
      await db.transact((tx) => house.app.chat.apply(tx, { facts: [wanted] }, house.clock.now()))
      await house.app.outbox.drain()
      return newest()
    }
    const direct = async (account: string, part: string) =>
      (await house.seen(directOf(account))).filter((text) => text.includes(part))
    return { house, db, crew, person, say, press, submit, newest, want, direct }
  }

  describe('an action item', () => {
    test('in one line: what, who, by when; it has the next number, and whoever does it is told with their day', async () => {
      const at = await open()
      const said = await at.say('ana', '/tandem actions add "Call the *PSP*" @Paul by fri', 'checkout')
      expect(said).toBe('A-1 is Paul’s, due Fri 27 Nov.')
      expect(await at.newest()).toMatchObject({ number: 1, crewId: at.crew.id, source: 'chat', dueOn: '2026-11-27' })
      expect(await at.say('ana', '/tandem actions add "Write it down" by today', 'checkout')).toBe(
        'A-2 is yours, due Mon 23 Nov.',
      )
      expect(await at.direct('paul', 'is yours to do')).toEqual([])
      await at.house.to('2026-11-23', '09:30')
      const [told] = await at.direct('paul', 'A-1 is yours to do')
      expect(told).toContain('Call the *PSP*')
      expect(told).toContain('stand-up')
      expect(await at.direct('ana', 'A-2 is yours')).toEqual([])
    })

    test('what is missing or wrong in the line is asked for in a form that keeps what was typed', async () => {
      const at = await open()
      const shown = async (words: string) => {
        const reply = await at.house.say('ana', `/tandem actions add ${words}`, 'checkout')
        if (reply.do !== 'open') throw new Error('no form')
        return reply.form
      }
      expect((await shown('')).inputs).toMatchObject({ due: { label: 'By when?' } })
      const wrong = await shown('"Call the PSP" @Paul by someday')
      expect(wrong.intro).toContain('"someday" is not a day.')
      expect(wrong.inputs).toMatchObject({ text: { value: 'Call the PSP' }, due: { value: 'someday' } })
      const nobodyHere = await shown('"Call the PSP" @Pual by fri')
      expect(nobodyHere.intro).toContain('The nearest is Paul.')
      expect(nobodyHere.inputs).toMatchObject({ text: { value: 'Call the PSP' }, due: { value: 'fri' } })
      const raw = { text: 'Call', owner: [String(await at.person('Cleo'))], due: 'yesterday' }
      expect(await at.submit('ana', 'add', { crew: at.crew.id }, raw)).toContain('due: Sun 22 Nov 2026 is over')
      expect(await at.submit('ana', 'add', { crew: at.crew.id }, { ...raw, due: 'tomorrow' })).toBe(
        'A-1 is Cleo’s, due Tue 24 Nov.',
      )
    })

    test('two that are wanted at once have two numbers, and a closed one stays closed', async () => {
      const at = await open()
      await Promise.all([at.want({ text: 'One' }), at.want({ text: 'Two' }), at.want({ text: 'Three' })])
      const all = await at.db.read.actionItem.findMany({ orderBy: { number: 'asc' } })
      expect(all.map(({ number }) => number)).toEqual([1, 2, 3])
      const [one] = all
      expect(await at.press('cleo', 'done', { action: one?.id })).toBe('A-1 is done.')
      expect(await at.press('paul', 'done', { action: one?.id })).toBe('A-1 is done already. Nothing was changed.')
      expect(await at.submit('paul', 'drop', { action: one?.id }, { reason: 'Late' })).toContain('is done already')
      expect((await at.db.read.actionItem.findFirstOrThrow({ where: { number: 1 } })).reason).toBeNull()
    })

    test('is given another day in words, handed over to somebody who is told, and dropped with a reason', async () => {
      const at = await open()
      const { id } = await at.want()
      expect(await at.submit('paul', 'replan', { action: id }, { due: 'last week' })).toContain('is not a day')
      expect(await at.submit('paul', 'replan', { action: id }, { due: 'fri' })).toContain('due on that day already')
      expect(await at.submit('paul', 'replan', { action: id }, { due: '2 dec' })).toBe('A-1 is due Wed 2 Dec now.')
      expect(await at.newest()).toMatchObject({ dueOn: '2026-12-02', replanned: 1 })
      const uma = String(await at.person('Uma'))
      expect(await at.submit('paul', 'hand', { action: id }, { owner: [uma] })).toBe('A-1 is Uma’s now.')
      await at.house.to('2026-11-23', '17:00')
      expect(await at.direct('uma', 'A-1 is yours to do')).toHaveLength(1)
      expect((await at.direct('paul', 'A-1'))[0]).toContain('A-1 was handed on to Uma.')
      expect(await at.submit('uma', 'drop', { action: id }, { reason: '' })).toContain('reason:')
      expect(await at.submit('uma', 'drop', { action: id }, { reason: 'The PSP has called.' })).toBe('A-1 is dropped.')
      expect((await at.direct('uma', 'A-1'))[0]).toContain('A-1 Call the PSP: dropped, "The PSP has called."')
    })

    test('of no crew and of others is nobody else’s to change', async () => {
      const at = await open()
      const { id } = await at.want({ crewId: null })
      expect(await at.press('cleo', 'done', { action: id })).toContain('changed by whoever does it')
      expect(await at.press('ana', 'done', { action: id })).toBe('A-1 is done.')
    })
  })

  describe('the list', () => {
    test('is one’s own in person and the crew’s in its channel, the next due first, ten at a time of forty', async () => {
      const at = await open()
      for (let index = 0; index < 40; index += 1) {
        const dueOn = `2026-12-${String(30 - (index % 28)).padStart(2, '0')}`
        const long = `${index} ${'A very long action item '.repeat(10)}`
        await at.want({ dueOn, text: long, ownerId: await at.person(index % 2 ? 'Paul' : 'Cleo') })
      }
      const crew = await at.say('paul', '/tandem actions', 'checkout')
      expect(crew).toContain('Action items of Checkout')
      expect(crew).toContain('40 open.')
      expect(crew.match(/Re-plan/g)).toHaveLength(10)
      expect(crew).toContain('and 30 more')
      const days = [...crew.matchAll(/due \w+ (\d+) Dec/g)].map(([, day]) => Number(day))
      expect(days).toEqual([...days].sort((a, b) => a - b))
      const last = await at.press('paul', 'list', { crew: at.crew.id, skip: 30 })
      expect(last).toContain('From number 31 on.')
      expect(last).not.toContain('more')
      const mine = await at.say('paul', '/tandem actions')
      expect(mine).toContain('Your action items')
      expect(mine).toContain('20 open.')
      expect(mine).not.toContain('Cleo')
    })

    test('of a crew is its members’ alone until one of them shares it, without buttons', async () => {
      const at = await open()
      await at.want()
      expect(await at.press('hanna', 'list', { crew: at.crew.id, skip: 0 })).toContain('shown to its members')
      const shared = { share: 'actions.crew', about: { crew: at.crew.id } }
      const channel = await at.db.read.channel.findFirstOrThrow({ where: { name: '#checkout' } })
      expect(await at.press('paul', 'share', { ...shared, channel: channel.id }, 'checkout')).toContain('Shared in')
      const [card] = (await at.house.seen('checkout')).filter((text) => text.includes('Action items of Checkout'))
      expect(card).toContain('A-1 Call the PSP · Paul · due Fri 27 Nov · from a retro')
      expect(card).toContain('Shared by Paul.')
      expect(card).not.toContain('[Done]')
    })

    test('home shows five and how many more', async () => {
      const at = await open()
      for (let index = 0; index < 7; index += 1) await at.want({ text: `Item ${index}` })
      const home = await at.say('paul', '/tandem home')
      expect(home).toContain('Item 4')
      expect(home).not.toContain('Item 5')
      expect(home).toContain('and 2 more')
    })
  })

  describe('what is promised comes back', () => {
    test('on its day beside the stand-up prompt, and not before', async () => {
      const at = await open()
      await at.want({ dueOn: '2026-11-24' })
      await at.house.to('2026-11-23', '09:30')
      expect((await at.direct('paul', 'Also waiting for you')).join()).not.toContain('Call the PSP · due')
      await at.house.to('2026-11-24', '09:30')
      const [prompt] = await at.direct('paul', 'Call the PSP · due today')
      expect(prompt).toContain('Also waiting for you (1)')
      expect(prompt).toContain('Checkout stand-up')
    })

    test('once a week in the day’s one message, all of it, and no more once it is done', async () => {
      const at = await open(toInstant('2026-11-27', '15:00', 'Europe/Berlin'))
      const { id } = await at.want({ dueOn: '2026-12-18' })
      for (let index = 0; index < 11; index += 1) await at.want({ text: `Item ${index}`, dueOn: '2026-12-21' })
      await at.house.to('2026-11-27', '18:00')
      expect(await at.direct('paul', 'What you promised')).toEqual([])
      await at.house.to('2026-11-30', '09:45')
      const digests = await at.direct('paul', 'What you promised')
      expect(digests).toHaveLength(1)
      expect(digests[0]).toContain('Checkout stand-up')
      expect(digests[0]).toContain('A-1 Call the PSP')
      expect(digests[0]).toContain('and 2 more')
      expect(digests[0]?.match(/\[Done\] \[Re-plan\] \[Hand over\]/g)).toHaveLength(10)
      await at.press('paul', 'done', { action: id })
      expect((await at.direct('paul', 'What you promised'))[0]).not.toContain('Call the PSP')
      for (const { id: other } of await at.db.read.actionItem.findMany({ where: { state: 'open' } }))
        await at.press('paul', 'done', { action: other })
      expect((await at.direct('paul', 'What you promised'))[0]).toContain('Nothing is open any more.')
      // Nobody's stand-up is looked at any more.
      await at.db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
      await at.house.to('2026-12-07', '10:00')
      expect(await at.direct('paul', 'What you promised')).toHaveLength(1)
    })

    test('each once although two processes tick: the week to its person, what is late to the crew', async () => {
      const at = await open(toInstant('2026-11-27', '15:00', 'Europe/Berlin'))
      await at.db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
      await at.want({ dueOn: '2026-11-27' })
      const now = toInstant('2026-11-30', '15:00', 'Europe/Berlin')
      const other = await openHouse(at.db, { at: now, sample: false })
      at.house.clock.moveTo(now)
      for (let tick = 0; tick < 3; tick += 1) await Promise.all([at.house.app.runner.tick(), other.app.runner.tick()])
      await Promise.all([at.house.app.outbox.drain(), other.app.outbox.drain()])
      const late = [...at.house.posted, ...other.posted].filter(({ message }) => message.summary.startsWith('Overdue'))
      expect(late.map(({ conversation }) => conversation).sort()).toEqual(['checkout', 'teams-checkout'])
      const weeks = await at.db.read.dayItem.findMany({ where: { cardKind: 'actions.week' } })
      expect(weeks).toHaveLength(1)
    })

    test('where the process slept over Monday it comes on the next working day, once', async () => {
      const at = await open()
      await at.want({ dueOn: '2026-12-18' })
      at.house.clock.moveTo(new Date('2026-12-01T13:00:00Z'))
      await at.house.app.runner.tick()
      await at.house.app.outbox.drain()
      expect(await at.direct('paul', 'What you promised')).toEqual([])
      await at.house.to('2026-12-02', '10:00')
      expect(await at.direct('paul', 'What you promised')).toHaveLength(1)
      await at.house.to('2026-12-04', '17:00')
      expect(await at.direct('paul', 'What you promised')).toHaveLength(1)
    })

    test('overdue it reaches the crew once, in the thread of the day’s digest', async () => {
      const at = await open()
      const { id } = await at.want({ dueOn: '2026-11-23' })
      const answer = async () => {
        const { id: round } = await newestRound(at.db)
        await at.house.submit('ana', 'standup.answer', { round }, { p1: 'work', ...nobody })
      }
      await at.house.to('2026-11-24', '10:00')
      await answer()
      await at.house.to('2026-11-24', '12:00')
      const told = at.house.posted.filter(({ message }) => message.summary.startsWith('Overdue in Checkout'))
      expect(told.map(({ conversation }) => conversation).sort()).toEqual(['checkout', 'teams-checkout'])
      for (const { under } of told) expect(under).toBeDefined()
      const [first] = told
      const text = first ? await at.house.text(first.message) : ''
      expect(text).toContain('A-1 Call the PSP · Paul · overdue since Mon 23 Nov')
      await at.house.to('2026-11-27', '17:00')
      expect(at.house.posted.filter(({ message }) => message.summary.startsWith('Overdue'))).toHaveLength(2)
      await at.submit('paul', 'replan', { action: id }, { due: 'mon' })
      expect(await at.house.text(told[0]?.message ?? { summary: '', blocks: [] })).toContain('nothing any more')
      expect((await at.newest()).overdueToldAt).toBeNull()
    })

    test('overdue on a day without a stand-up it is one message of its own', async () => {
      const at = await open()
      await at.db.transact(async (tx) => {
        await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
      })
      await at.want({ dueOn: '2026-11-23' })
      await at.want({ dueOn: '2026-11-20', text: 'Older' })
      await at.house.to('2026-11-24', '14:59')
      expect(at.house.posted.filter(({ message }) => message.summary.startsWith('Overdue')).length).toBe(2)
      await at.house.to('2026-11-25', '16:00')
      const told = at.house.posted.filter(
        ({ conversation, message }) => conversation === 'checkout' && message.summary.startsWith('Overdue'),
      )
      expect(told).toHaveLength(2)
      expect(told.map(({ under }) => under)).toEqual([undefined, undefined])
    })
  })

  describe('an action item from elsewhere', () => {
    test('an accepted decision’s card adds one, which names the decision', async () => {
      const at = await open()
      const ana = await at.person('Ana')
      const decided = {
        fact: 'decision.wanted' as const,
        organizationId: at.crew.organizationId,
        crewId: at.crew.id,
        initiativeId: null,
        domain: 'joint' as const,
        what: 'Ship the beta without accounts.',
        why: null,
        options: [],
        tally: null,
        impact: null,
        source: 'poll:9',
        link: null,
        actorId: ana,
        reviewOn: null,
      }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [decided] }, at.house.clock.now()))
      await at.house.app.outbox.drain()
      expect((await at.house.seen('checkout')).at(-1)).toContain('[Add an action]')
      const { id: decision } = await at.db.read.decision.findFirstOrThrow()
      expect(await at.press('cleo', 'decide', { decision })).toBe('form actions.decide')
      const raw = { text: 'Tell the pilot stores', owner: [String(await at.person('Dev'))], due: 'whenever' }
      const send = async (more: object) =>
        at.house.said(await at.house.submit('cleo', 'actions.decide', { decision }, { ...raw, ...more }))
      expect(await send({})).toContain('due: "whenever" is not a day.')
      expect(await send({ due: '3 working days' })).toBe('A-1 is Dev’s, due Thu 26 Nov.')
      expect(await at.newest()).toMatchObject({ source: `decision:${decision}`, text: 'Tell the pilot stores' })
      expect(await at.say('dev', '/tandem actions')).toContain('Tell the pilot stores · due Thu 26 Nov · from DEC-1')
    })

    test('its source may say that it is done', async () => {
      const at = await open()
      await at.want({ source: 'scope:4' })
      const met = { fact: 'action.met' as const, organizationId: at.crew.organizationId, source: 'scope:4' }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [met] }, at.house.clock.now()))
      expect((await at.newest()).state).toBe('done')
    })

    test('follows whoever turns out to be one person, and stays when its crew is gone', async () => {
      const at = await open()
      await at.want()
      const [paul, dev] = [await at.person('Paul'), await at.person('Dev')]
      const joined = { fact: 'person.joined' as const, personId: dev, formerId: paul }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [joined] }, at.house.clock.now()))
      expect((await at.newest()).ownerId).toBe(dev)
      const deleted = { fact: 'crew.deleted' as const, crewId: at.crew.id }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [deleted] }, at.house.clock.now()))
      expect(await at.newest()).toMatchObject({ state: 'open', crewId: null })
    })

    test('is deleted with what was said once it is closed for as long as that', async () => {
      const at = await open()
      const { id } = await at.want({ dueOn: '2026-11-23' })
      await at.want({ text: 'Still open' })
      await at.press('paul', 'done', { action: id })
      const forget = at.house.app.features.find(({ name }) => name === 'actions')?.forget
      const retention = { participationDays: 90, answerDays: 400 }
      const later = (days: number) => new Date(at.house.clock.now().getTime() + days * 86_400_000)
      await at.db.transact(async (tx) => void (await forget?.({ tx, now: later(399), retention })))
      expect(await at.db.read.actionItem.count()).toBe(2)
      await at.db.transact(async (tx) => void (await forget?.({ tx, now: later(401), retention })))
      expect((await at.db.read.actionItem.findMany()).map(({ text }) => text)).toEqual(['Still open'])
    })
  })
})
