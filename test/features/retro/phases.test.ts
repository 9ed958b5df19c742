import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { how, openRetro } from './retros.ts'

const day = '2026-11-23'

onBothDatabases((database) => {
  const open = async () => openRetro((await database.fresh()).db)

  describe('phases by their deadlines', () => {
    test('live: one hour, and the last minute passes without a promise: it stays open until there is one', async () => {
      const one = await open()
      expect(await one.start({ pace: 'live' })).toContain('Notes are collected until Mon 23 Nov 06:20.')
      await one.write('ana', 'c1', 'Pair on reviews', 'Less work at once')
      await one.house.to(day, '06:20')
      expect(await one.newest()).toMatchObject({ phase: 'group' })
      expect(await one.write('cleo', 'c1', 'Late')).toContain('it is at Group now')
      await one.house.to(day, '06:30')
      expect((await one.newest()).phase).toBe('vote')
      const pair = await one.theme('Pair on reviews')
      await one.dots('cleo', pair.id, pair.id)
      await one.house.to(day, '06:35')
      expect((await one.newest()).phase).toBe('discuss')
      expect((await one.thread()).some((text) => text.startsWith('Pair on reviews · 2 dots'))).toBe(true)
      await one.house.to(day, '06:55')
      expect((await one.newest()).phase).toBe('act')
      await one.house.to(day, '07:30')
      expect(await one.newest()).toMatchObject({ phase: 'act', endsAt: new Date('2026-11-25T06:00:00Z') })
      // Told in their working hours.
      await one.house.to(day, '09:35')
      expect((await one.house.seen('dm-ana')).join()).toContain(
        'nothing is promised yet. An action item, or the reason why there is none, is waited for until Wed 25 Nov 07:00',
      )
      expect(await one.press('ana', 'none')).toBe('form retro.none')
      expect(await one.submit('cleo', 'none', { reason: 'x' })).toContain('R-1 is run by Ana')
      expect(await one.submit('ana', 'none', { reason: 'All of it is begun already.' })).toContain('is closed, without')
      expect(await one.board()).toContain('No action item: All of it is begun already.')
    })

    test('nothing promised and nobody says why: two working days later it closes and says that, once', async () => {
      const one = await open()
      await one.start({ pace: 'live' })
      await one.write('ana', 'c1', 'Pair on reviews')
      await one.house.to('2026-11-25', '06:59')
      expect(await one.newest()).toMatchObject({ phase: 'act', closedAt: null })
      expect(await one.board()).not.toContain('nobody said why')
      await one.house.to('2026-11-25', '07:00')
      expect(await one.newest()).toMatchObject({ phase: 'closed', endsAt: null, noActionReason: null })
      const said = 'No action item, and nobody said why.'
      expect(await one.board()).toContain(said)
      expect((await one.thread()).filter((text) => text.includes(said))).toHaveLength(1)
      await one.house.to('2026-11-26', '12:00')
      expect((await one.house.seen('dm-ana')).filter((text) => text.includes('You run it'))).toHaveLength(0)
    })

    test('an action item lets the hour close it by itself', async () => {
      const one = await open()
      await one.start({ pace: 'live' })
      await one.write('ana', 'c1', 'Pair on reviews')
      await one.house.to(day, '06:56')
      await one.submit('ana', 'act', { text: 'Pair', owner: String(one.id('paul')), due: '2026-12-01' })
      await one.house.to(day, '07:00')
      expect(await one.newest()).toMatchObject({ phase: 'closed', noActionReason: null })
    })

    test('a deadline that has passed holds although the process sleeps: nothing comes in after it', async () => {
      const one = await open()
      await one.start({ pace: 'live' })
      await one.write('ana', 'c1', 'In time')
      one.house.clock.moveTo(new Date('2026-11-23T05:21:00Z'))
      expect(await one.write('cleo', 'c1', 'Late')).toContain('a moment after its end')
      expect(await one.press('cleo', 'ready')).toContain('a moment after its end')
      await one.house.app.runner.tick()
      expect((await one.newest()).phase).toBe('group')
      expect(await one.db.read.retroNote.count()).toBe(1)
    })

    test('the end is set by whoever runs it: earlier, later, by hand; the old one finds nothing to do', async () => {
      const one = await open()
      await one.start({ pace: 'live' })
      await one.write('ana', 'c1', 'One')
      expect(await one.submit('cleo', 'time', { ends: 'in 30 minutes' })).toContain('is run by Ana')
      expect(await one.submit('ana', 'time', { ends: 'soon' })).toMatch(/^ends: "soon" is not a deadline/)
      expect(await one.submit('ana', 'time', { ends: 'in 30 minutes' })).toContain('Collect ends Mon 23 Nov 06:30.')
      await one.house.to(day, '06:25')
      expect((await one.newest()).phase).toBe('collect')
      expect(await one.submit('ana', 'time', { ends: 'by hand' })).toContain('when you move on')
      await one.house.to(day, '06:40')
      expect((await one.newest()).phase).toBe('collect')
      expect(await one.next()).toBe('Collect is over.')
      expect(await one.newest()).toMatchObject({ phase: 'group', endsAt: new Date('2026-11-23T05:50:00Z') })
    })

    test('nothing written: put off twice, then called off; nobody is left with an open one', async () => {
      const one = await open()
      await one.start({ pace: 'live' })
      await one.house.to(day, '06:59')
      expect((await one.newest()).phase).toBe('collect')
      await one.house.to(day, '07:05')
      expect(await one.newest()).toMatchObject({ phase: 'skipped' })
      expect(await one.board()).toContain('R-1 was called off.')
      expect(await one.start()).toContain('R-2 has begun')
    })

    test('called off: notes are deleted, and it can be nothing but over', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'One')
      expect(await one.press('cleo', 'skip')).toContain('is run by Ana')
      expect(await one.press('ana', 'skip')).toContain('called off')
      expect(await one.db.read.retroNote.count()).toBe(0)
      expect(await one.press('ana', 'next', { phase: 'collect' })).toContain('called off')
    })
  })

  describe('on a schedule', () => {
    const scheduled = { ...how, pace: 'days', when: 'every 2 weeks on monday 09:00' }

    test('from Monday to Friday: collected until Wednesday, voted on Thursday, talked about on Friday; the next in a fortnight', async () => {
      const one = await open()
      const { house } = one
      expect(await house.said(await house.say('cleo', '/tandem retro schedule', 'checkout'))).toBe(
        'form retro.schedule',
      )
      const saved = await house.said(await house.submit('cleo', 'retro.schedule', { crew: one.crew }, scheduled))
      expect(saved).toContain('next on Mon 23 Nov 2026, Mon 7 Dec 2026, Mon 21 Dec 2026')
      await house.to(day, '09:00')
      const begun = await one.newest()
      expect(begun).toMatchObject({ phase: 'collect', day, facilitatorId: one.id('ana') })
      expect(await one.board()).toContain('Collect until: Wed 25 Nov 17:00')
      expect(await one.board()).toContain('We talk: Fri 27 Nov 14:00')
      await one.write('ana', 'c1', 'Pair on reviews')
      await one.press('paul', 'ready')
      await house.to('2026-11-25', '16:59')
      expect((await house.seen('dm-cleo')).filter((text) => text.includes('You are reminded once'))).toHaveLength(1)
      expect((await house.seen('dm-ana')).join()).not.toContain('You are reminded once')
      expect((await house.seen('dm-paul')).join()).not.toContain('You are reminded once')
      await house.to('2026-11-25', '17:00')
      expect((await one.newest()).phase).toBe('group')
      await house.to('2026-11-26', '09:30')
      expect((await house.seen('dm-ana')).join()).toContain('the notes are in. Name the themes until Thu 26 Nov 12:00')
      await house.to('2026-11-26', '12:00')
      expect((await one.newest()).phase).toBe('vote')
      await house.to('2026-11-26', '17:00')
      expect((await one.newest()).phase).toBe('discuss')
      // The one reminder says by now that nothing waits; there was no second one for the vote.
      const told = (await house.seen('dm-cleo')).filter((text) => text.startsWith('R-1 Retrospective'))
      expect(told).toEqual(['R-1 Retrospective: Checkout: nothing waits for you.\n[Fewer messages]'])
      await house.to('2026-11-27', '15:00')
      expect((await one.newest()).phase).toBe('act')
      await one.submit('ana', 'act', { text: 'Pair', owner: String(one.id('ana')), due: '2026-12-04' })
      await house.to('2026-11-27', '17:00')
      expect((await one.newest()).phase).toBe('closed')
      await house.to('2026-12-07', '09:00')
      // The other side's turn; what was promised comes first.
      expect(await one.newest()).toMatchObject({
        number: 2,
        facilitatorId: one.id('cleo'),
        since: (await one.db.read.retro.findFirstOrThrow({ where: { number: 1 } })).closedAt,
      })
      expect(await one.board()).toContain('Still open from before (1)\n- A-1 Pair · Ana, due Fri 4 Dec')
      expect(await one.press('uma', 'actions')).toContain('A-1 Pair')
    })

    test('saved twice there is one opening; stopped there is none; while one is open the next is left out', async () => {
      const one = await open()
      const { house } = one
      for (let times = 0; times < 2; times += 1)
        await house.submit('cleo', 'retro.schedule', { crew: one.crew }, { ...scheduled, pace: 'press' })
      expect(await one.db.read.job.count({ where: { name: 'retro.open', state: 'waiting' } })).toBe(1)
      await one.start()
      await house.to(day, '09:30')
      expect(await one.db.read.retro.count()).toBe(1)
      expect(await one.db.read.job.count({ where: { name: 'retro.open', state: 'waiting' } })).toBe(1)
      expect(await house.said(await house.press('ana', 'retro.stop', { crew: one.crew }))).toContain(
        'begins by itself any more',
      )
      expect(await one.db.read.job.count({ where: { name: 'retro.open', state: 'waiting' } })).toBe(0)
    })

    test('one that only waits for the reason ends where the next of the schedule begins', async () => {
      const one = await open()
      const { house } = one
      await house.submit(
        'cleo',
        'retro.schedule',
        { crew: one.crew },
        { ...scheduled, when: 'every week on monday 09:00' },
      )
      await house.to(day, '09:00')
      for (const account of ['ana', 'cleo', 'dev']) await one.write(account, 'c1', `Note of ${account}`)
      await house.to('2026-11-27', '17:01')
      expect(await one.newest()).toMatchObject({ number: 1, phase: 'act', endsAt: new Date('2026-12-01T16:00:00Z') })
      await house.to('2026-11-30', '09:00')
      expect(await one.newest()).toMatchObject({ number: 2, phase: 'collect', facilitatorId: one.id('cleo') })
      expect(await one.db.read.retro.findFirstOrThrow({ where: { number: 1 } })).toMatchObject({ phase: 'closed' })
      await house.to('2026-12-01', '17:01')
      expect(await one.newest()).toMatchObject({ number: 2, phase: 'collect' })
    })

    test('one that nobody could be written to in time is left out, the next is planned; /retro says when', async () => {
      const one = await open()
      const { house } = one
      await house.submit('cleo', 'retro.schedule', { crew: one.crew }, scheduled)
      expect(await house.said(await house.say('ana', '/retro'))).toContain('The next one begins Mon 23 Nov 09:00.')
      house.clock.moveTo(new Date('2026-11-25T09:00:00Z'))
      while ((await house.app.runner.tick()) > 0);
      expect(await one.db.read.retro.count()).toBe(0)
      const said = await house.said(await house.say('ana', '/retro'))
      expect(said).toContain('The next one begins Mon 7 Dec 09:00.')
      expect(said).toContain('[Stop the schedule]')
      await house.to('2026-12-07', '09:00')
      expect(await one.newest()).toMatchObject({ number: 1, day: '2026-12-07' })
    })

    test('what cannot be read is said beside its field', async () => {
      const one = await open()
      const save = async (raw: object) =>
        one.house.said(await one.house.submit('ana', 'retro.schedule', { crew: one.crew }, { ...scheduled, ...raw }))
      expect(await save({ when: 'now and then' })).toMatch(/^when: /)
      expect(await save({ when: 'every saturday 09:00' })).toContain("never falls on one of the crew's working days")
      expect(await save({ dots: '2', perTheme: '3' })).toMatch(/^perTheme: A person has 2 dots/)
      expect(await save({ format: 'own' })).toMatch(/^columns: Write your columns here/)
      expect(await save({ format: 'own', columns: 'Kudos: who helped?\nkudos' })).toMatch(
        /^columns: "kudos" is there twice/,
      )
      expect(await save({ format: 'own', columns: 'Kudos: who helped?\nWishes' })).toContain('looks back')
    })
  })

  describe('whoever runs it', () => {
    test('"Not this time" passes it to the next of the same side, then to the other; it never runs out', async () => {
      const one = await open()
      await one.start({}, 'cleo')
      const runner = async () => (await one.newest()).facilitatorId
      expect(await runner()).toBe(one.id('ana'))
      expect(await one.press('cleo', 'pass')).toContain('R-1 is run by Ana')
      const order: string[] = []
      for (let times = 0; times < 5; times += 1) {
        const now = (await one.house.db.read.person.findUniqueOrThrow({ where: { id: (await runner()) ?? 0 } })).name
        order.push(now)
        await one.press(now.toLowerCase(), 'pass')
      }
      expect(order).toEqual(['Ana', 'Ben', 'Paul', 'Cleo', 'Dev'])
      expect(await runner()).toBe(one.id('uma'))
      await one.press('uma', 'pass')
      expect(await runner()).toBe(one.id('finn'))
      expect(await one.press('finn', 'pass')).toContain('Everybody has passed R-1 on')
      await one.house.to(day, '09:35')
      expect((await one.house.seen('dm-finn')).join()).toContain('You run R-1 Retrospective: Checkout')
    })

    test('while they are away the others may go on', async () => {
      const one = await open()
      await one.start()
      await one.write('cleo', 'c1', 'One')
      expect(await one.next('cleo')).toContain('R-1 is run by Ana')
      await one.db.transact((tx) =>
        tx.person.update({ where: { id: one.id('ana') }, data: { awayFrom: day, awayTo: day } }),
      )
      expect(await one.next('cleo')).toBe('Collect is over.')
    })
  })

  describe('at the same moment', () => {
    test('two who start one have one', async () => {
      const one = await open()
      const said = await Promise.all([one.start({}, 'ana'), one.start({}, 'cleo')])
      expect(said.filter((words) => words.includes('has begun'))).toHaveLength(1)
      expect(said.filter((words) => words.includes('one at a time'))).toHaveLength(1)
      expect(await one.db.read.retro.count()).toBe(1)
    })

    test('a note is taken or refused, and nothing slips in behind the end of collecting', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'First')
      const accounts = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma', 'finn']
      const racing = accounts.map((account) => one.write(account, 'c2', `Note of ${account}`))
      const [moved, ...said] = await Promise.all([one.next(), ...racing])
      expect(moved).toBe('Collect is over.')
      const taken = said.filter((words) => words.includes('is in.')).length
      expect(said.every((words) => words.includes('is in.') || words.includes('at Group now'))).toBe(true)
      expect(await one.db.read.retroNote.count()).toBe(1 + taken)
    })

    test('a dot is in the sum or refused; two who move on move once', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'First')
      await one.next()
      await one.next()
      const { id } = await one.theme('First')
      const racing = ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma'].map((account) => one.dots(account, id, id))
      const [a, b, ...said] = await Promise.all([one.next(), one.next(), ...racing])
      expect([a, b].sort()).toEqual([
        'R-1 is past Vote. It has moved on already. Nothing was changed.',
        'Vote is over.',
      ])
      const taken = said.filter((words) => words.includes('are placed, 3 left')).length
      expect((await one.theme('First')).dots).toBe(2 * taken)
      expect(await one.db.read.retroDot.count()).toBe(0)
      expect((await one.newest()).phase).toBe('discuss')
    })
  })
})
