import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openAlignment } from './alignment.ts'

onBothDatabases((database) => {
  const open = async (given: { portfolio?: boolean } = {}) => openAlignment((await database.fresh()).db, given)

  describe('a session, from its schedule to its record', () => {
    test('is scheduled in words, read before, begun in the thread and closed with who was there', async () => {
      const at = await open({ portfolio: true })
      const told = await at.schedule({ followUp: 'monthly last friday 09:00' })
      expect(told).toContain('Follow-up: last friday of the month 09:00, on a holiday the working day before')
      expect(told).toContain(
        'Next: Fri 27 Nov 2026 09:00, Fri 25 Dec 2026 09:00, Fri 29 Jan 2027 09:00 (Europe/Berlin)',
      )
      expect(await at.say('cleo', '/align point "Who tells the shops?"', 'checkout')).toBe(
        'Added to Follow-up of Checkout, Fri 27 Nov 2026.',
      )
      expect(await at.roots()).toEqual([])
      await at.house.to('2026-11-25', '09:01')
      for (const channel of ['checkout', 'teams-checkout']) {
        const [preRead, ...more] = await at.roots(channel)
        expect(more).toEqual([])
        expect(preRead).toContain('Follow-up of Checkout, Fri 27 Nov 2026')
        expect(preRead).toContain('45 minutes. Led by Ana (project) and Cleo (product).')
        expect(preRead).toMatch(/In one line: Delivery is .* initiatives on date/)
        expect(preRead).toContain('Who tells the shops? · Cleo')
        expect(preRead).toContain('No answer yet: Ana, Ben, Paul, Cleo, Dev, Uma, Finn')
        expect(preRead).toContain('Figures of Wed 25 Nov 09:00')
      }
      const { id } = await at.next()
      expect(await at.press('ana', 'come', { session: id })).toBe('You will be there.')
      expect(await at.press('cleo', 'come', { session: id })).toBe('You will be there.')
      expect(await at.press('paul', 'miss', { session: id })).toContain('You cannot come.')
      expect((await at.roots())[0]).toContain('Coming: project Ana · product Cleo')
      expect((await at.roots())[0]).toContain('Cannot: project Paul')
      expect(
        await at.submit('ana', 'decide', { session: id }, { what: 'x', domain: 'joint', initiative: 'none' }),
      ).toBe('This session has not begun yet. Nothing was changed.')

      await at.house.to('2026-11-27', '09:01')
      expect((await at.thread()).at(-1)).toContain('Follow-up of Checkout, Fri 27 Nov 2026 begins')
      const decision = { what: 'Guest checkout for all', why: 'It holds.', domain: 'joint', initiative: 'none' }
      const recorded = await at.submit('dev', 'decide', { session: id }, decision)
      expect(recorded).toBe('It is recorded as accepted, and said in the thread.')
      const promise = { text: 'Tell the shops', owner: [String(await at.person('Paul'))], due: 'fri' }
      expect(await at.submit('ben', 'act', { session: id }, { ...promise, due: '4 dec' })).toContain('It is promised')
      const there = await Promise.all(['Ana', 'Cleo', 'Dev', 'Finn'].map(at.person))
      const closed = await at.submit(
        'cleo',
        'close',
        { session: id },
        { there: there.map(String), summary: 'All well.' },
      )
      expect(closed).toBe('It is closed. What came of it is in the thread.')

      const summary = (await at.thread()).at(-1)
      expect(summary).toContain('There: project 1 of 3 (Ana) · product 2 of 3 (Cleo, Dev) · sponsors 1 of 1 (Finn)')
      expect(summary).toContain('All well.')
      expect(summary).toMatch(/DECIDED\n• DEC-\d+ Guest checkout for all/)
      expect(summary).toMatch(/A-\d+ Tell the shops · Paul, by Fri 4 Dec/)
      expect((await at.roots()).filter((text) => text.includes('Follow-up'))).toHaveLength(1)
      expect(await at.press('ana', 'come', { session: id })).toBe('This session is closed. Nothing was changed.')
      expect((await at.next()).day).toBe('2026-12-25')
    })

    test('that nobody closes ends three working days later, and says that nobody said who was there', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-12-02', '16:59')
      expect((await at.thread()).join()).not.toContain('What came of it')
      await at.house.to('2026-12-02', '17:01')
      const summary = (await at.thread()).at(-1)
      expect(summary).toContain('There: nobody said who was there')
      expect(summary).toContain('Nothing was decided and nothing promised.')
    })

    test('says on every copy that a side is missing, once nobody of it can come', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      for (const account of ['cleo', 'dev']) await at.press(account, 'miss', { session: id })
      expect((await at.roots())[0]).not.toContain('Nobody of')
      await at.press('uma', 'miss', { session: id })
      for (const channel of ['checkout', 'teams-checkout'])
        expect((await at.roots(channel))[0]).toContain('Nobody of Product can come. Move it')
      await at.press('uma', 'come', { session: id })
      expect((await at.roots())[0]).not.toContain('Nobody of')
    })

    test('is led by the next of their side who can come, where whose turn it is cannot, and they are told', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      expect(await at.press('ben', 'miss', { session: id })).toBe(
        'You cannot come. Add a point, and it is talked about without you.',
      )
      // Ben's turn would be next, and he cannot come either.
      expect(await at.press('ana', 'miss', { session: id })).toContain('Paul leads in your place.')
      expect((await at.roots())[0]).toContain('Led by Paul (project) and Cleo (product).')
      await at.house.to('2026-11-26', '09:31')
      expect(await at.direct('paul')).toContain('You lead Follow-up of Checkout, Fri 27 Nov 2026')
      // Back again, Ana does not take it away from him.
      await at.press('ana', 'come', { session: id })
      expect((await at.roots())[0]).toContain('Led by Paul (project) and Cleo (product).')
      expect(await at.press('paul', 'miss', { session: id })).toContain('Ana leads in your place.')
      expect(await at.direct('paul')).toContain('is led by somebody else')
    })

    test('is led by somebody else of each side each time', async () => {
      const at = await open()
      await at.schedule({ followUp: 'every friday 09:00' })
      await at.house.to('2026-12-18', '10:00')
      const names = new Map((await at.db.read.person.findMany()).map(({ id, name }) => [id, name]))
      const leads = (await at.sessions()).map((one) =>
        [one.projectLeadId, one.productLeadId].map((id) => names.get(id ?? 0)).join(),
      )
      expect(leads).toEqual(['Ana,Cleo', 'Ben,Dev', 'Paul,Uma', 'Ana,Cleo', 'Ben,Dev'])
      expect((await at.roots()).filter((text) => text.includes('Follow-up'))).toHaveLength(4)
    })

    test('two who record at one moment record two decisions', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-27', '09:01')
      const { id } = await at.next()
      const record = (account: string, what: string) =>
        at.submit(account, 'decide', { session: id }, { what, domain: 'joint', initiative: 'none' })
      await Promise.all([record('ana', 'One thing'), record('cleo', 'Another thing')])
      const decisions = await at.db.read.decision.findMany({ where: { source: { startsWith: 'alignment:' } } })
      expect(decisions.map(({ what }) => what).sort()).toEqual(['Another thing', 'One thing'])
      const again = { what: 'x', domain: 'joint', initiative: 'none', review: 'yesterday' }
      expect(await at.submit('ana', 'decide', { session: id }, again)).toBe(
        'review: A review is still to come. Name a later day.',
      )
    })

    test('begins with what the crew knows, also where its pre-read could not go out before', async () => {
      const at = await open()
      await at.schedule({ followUp: 'every monday 10:00' })
      // It was half past nine when this was set.
      await at.house.to('2026-11-23', '09:31')
      expect((await at.roots())[0]).toContain('Follow-up of Checkout, Mon 23 Nov 2026')
      await at.house.to('2026-11-23', '10:01')
      expect((await at.thread()).at(-1)).toContain('begins')
    })
  })

  describe('a quarter of all three', () => {
    test('is held to the day: one pre-read each, led in turn, and nobody is written to alone', async () => {
      const at = await open({ portfolio: true })
      await at.db.transact((tx) => tx.crew.update({ where: { id: at.crew.id }, data: { country: 'DE' } }))
      await at.schedule({
        followUp: 'every 2 weeks on friday 09:00',
        strategicReview: 'first monday of the quarter 10:00',
        planning: 'first monday of january and july 14:00',
        shift: 'next',
      })
      await at.house.to('2027-02-23', '09:00')
      const held = (await at.sessions()).filter(({ state }) => state === 'closed' || state === 'open')
      const days = held.map(({ kind, day }) => `${kind} ${day}`).sort()
      // Christmas Day and New Year are Fridays.
      const fridays = ['2026-11-27', '2026-12-11', '2026-12-28', '2027-01-08', '2027-01-22', '2027-02-05', '2027-02-19']
      expect(days).toEqual([
        ...fridays.map((day) => `followUp ${day}`),
        'planning 2027-01-04',
        'strategicReview 2027-01-04',
      ])
      for (const channel of ['checkout', 'teams-checkout']) {
        const roots = (await at.roots(channel)).map((text) => text.split('\n')[0])
        expect(roots.filter((text) => / of Checkout, /.test(text ?? ''))).toHaveLength(held.length)
        expect(new Set(roots).size).toBe(roots.length)
      }
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma', 'finn'])
        expect(await at.direct(account)).not.toMatch(/You lead it|needs you/)
      expect(await at.db.read.job.count({ where: { name: { startsWith: 'alignment.' }, state: 'failed' } })).toBe(0)
    })
  })

  describe('its schedule', () => {
    test('is refused beside its field with what is wrong, and nothing is saved', async () => {
      const at = await open()
      const wrong = { followUp: 'frydays 9:00', strategicReview: 'every friday 09:00', planning: '' }
      const said = await at.schedule(wrong)
      expect(said).toContain('followUp: "frydays" is not a set of days we know. Did you mean "friday"?')
      expect(said).toContain('strategicReview: This is held each quarter, and what you wrote comes more often.')
      expect(await at.sessions()).toEqual([])
      expect(await at.say('ana', '/align', 'checkout')).toContain('Checkout has no alignment sessions.')
    })

    test('counts quarters from the month in which the year begins, and says so again in the form', async () => {
      const at = await open()
      const told = await at.schedule({ strategicReview: 'first monday of the quarter 10:00', yearFrom: '2' })
      expect(told).toContain('first monday of the quarter 10:00')
      expect(told).toContain('Mon 1 Feb 2027 10:00, Mon 3 May 2027 10:00, Mon 2 Aug 2027 10:00')
      const form = await at.house.say('ana', '/align schedule', 'checkout')
      if (form.do !== 'open') throw new Error('no form')
      expect(form.form.inputs.strategicReview).toMatchObject({ value: 'first monday of the quarter 10:00' })
      expect(form.form.inputs.yearFrom).toMatchObject({ value: '2' })
    })

    test('on a holiday of the crew’s country is held on the working day that was chosen', async () => {
      const at = await open()
      await at.db.transact((tx) => tx.crew.update({ where: { id: at.crew.id }, data: { country: 'DE' } }))
      const before = await at.schedule({ followUp: 'monthly last friday 09:00' })
      expect(before).toContain('Fri 27 Nov 2026 09:00, Thu 24 Dec 2026 09:00, Fri 29 Jan 2027 09:00')
      const after = await at.schedule({ followUp: 'monthly last friday 09:00', shift: 'next' })
      expect(after).toContain('on a holiday the working day after')
      expect(after).toContain('Mon 28 Dec 2026 09:00')
    })

    test('changed, a session that nobody has read of moves with its points; one that is announced stays', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.say('cleo', '/align point "Who tells the shops?"', 'checkout')
      expect(await at.schedule({ followUp: 'every thursday 14:00' })).toContain('Next: Thu 26 Nov 2026 14:00')
      expect(await at.sessions()).toHaveLength(1)
      await at.house.to('2026-11-24', '09:01')
      expect((await at.roots())[0]).toContain('Who tells the shops?')
      const told = await at.schedule({ followUp: 'every friday 14:00' })
      expect(told).toContain('Next: Thu 26 Nov 2026 14:00, Fri 27 Nov 2026 14:00')
      expect(told).toContain('The first one is announced already and stays as it is.')
    })

    test('taken out, nothing more is prepared', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      expect(await at.schedule({})).toContain('Checkout has no alignment sessions.')
      await at.house.to('2026-12-30', '10:00')
      expect(await at.roots()).toEqual([])
      expect(await at.db.read.job.count({ where: { name: { startsWith: 'alignment.' }, state: 'waiting' } })).toBe(0)
      expect(await at.schedule({ followUp: 'monthly last friday 09:00' })).toContain('Next: Fri 29 Jan 2027')
    })

    test('one is skipped with its points for the next, and one is moved alone', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.say('cleo', '/align point "Who tells the shops?"', 'checkout')
      const first = await at.next()
      expect(await at.press('ana', 'skip', { session: first.id })).toBe(
        'Follow-up of Checkout, Fri 27 Nov 2026 is skipped. The next is on Fri 25 Dec 2026, 09:00.',
      )
      const second = await at.next()
      expect(await at.db.read.alignmentPoint.count({ where: { sessionId: second.id } })).toBe(1)
      const move = (day: string, time = '11:00') => at.submit('ana', 'move', { session: second.id }, { day, time })
      expect(await move('2026-12-19')).toBe(
        'day: Sat 19 Dec 2026 is no working day of the crew. The next one is Mon 21 Dec 2026.',
      )
      expect(await move('2026-11-20')).toContain('day: This has passed.')
      expect(await move('2026-12-21')).toBe('It is on Mon 21 Dec 2026, 11:00. The ones after it stay.')
      expect(await at.say('uma', '/align next', 'checkout')).toContain(
        'Next: Mon 21 Dec 2026 11:00, Fri 29 Jan 2027 09:00, Fri 26 Feb 2027 09:00',
      )
      await at.house.to('2026-12-17', '09:01')
      expect((await at.roots())[0]).toContain('Follow-up of Checkout, Mon 21 Dec 2026')
    })

    test('moved after the pre-read, the thread says so, answers are asked for again and the figures are new', async () => {
      const at = await open({ portfolio: true })
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      await at.press('ana', 'come', { session: id })
      await at.submit('ana', 'move', { session: id }, { day: '2026-12-04', time: '10:00' })
      expect((await at.thread()).at(-1)).toContain('It is on Fri 4 Dec 10:00 now. Say again whether you come.')
      expect((await at.roots())[0]).toContain('No answer yet: Ana, Ben')
      await at.house.to('2026-12-02', '09:01')
      expect(await at.roots()).toHaveLength(1)
      expect((await at.roots())[0]).toContain('Figures of Wed 2 Dec 09:00')
      await at.house.to('2026-12-04', '09:59')
      expect((await at.next()).state).toBe('announced')
      await at.house.to('2026-12-04', '10:01')
      expect((await at.next()).state).toBe('open')
    })
  })

  describe('ten working days before', () => {
    test('who is required and not in is asked, and who leads gets the first day on which all are in', async () => {
      const at = await open({ portfolio: true })
      await at.away('Dev', '2027-01-01', '2027-01-05')
      await at.schedule({ strategicReview: 'first monday of the quarter 10:00' })
      await at.house.to('2026-12-18', '23:00')
      expect(await at.direct('ana')).not.toContain('is not in')
      await at.house.to('2026-12-22', '18:00')
      for (const lead of ['ana', 'cleo']) {
        const told = await at.direct(lead)
        expect(told).toContain('You lead it. Dev is not in on that day, and it needs them.')
        expect(told).toContain('The first day on which everybody required of both sides is in: Wed 6 Jan 2027.')
      }
      expect(await at.direct('dev')).toContain('Strategic review of Checkout, Mon 4 Jan 2027 needs you')
      expect(await at.direct('ben')).not.toContain('Strategic review')
      const { id } = await at.next()
      expect(await at.press('cleo', 'there', { session: id, day: '2027-01-07' })).toContain('not proposed any more')
      expect(await at.press('cleo', 'there', { session: id, day: '2027-01-06' })).toBe(
        'It is on Wed 6 Jan 2027, 10:00. The ones after it stay.',
      )
      expect(await at.direct('ana')).toContain('its day is settled. It is on Wed 6 Jan 10:00.')
      expect(await at.direct('dev')).toContain('It is on Wed 6 Jan 10:00 now, a day on which you are in.')
      await at.house.to('2026-12-31', '18:00')
      expect((await at.direct('ana')).match(/You lead it/g)).toBeNull()
    })

    test('kept, it is not asked again; where all are in, nobody is written to', async () => {
      const at = await open({ portfolio: true })
      await at.schedule({ strategicReview: 'first monday of the quarter 10:00' })
      await at.house.to('2026-12-23', '18:00')
      expect(await at.direct('ana')).not.toContain('Strategic review')
      const other = await open({ portfolio: true })
      await other.away('Dev', '2027-01-01', '2027-01-05')
      await other.schedule({ strategicReview: 'first monday of the quarter 10:00' })
      await other.house.to('2026-12-22', '18:00')
      const { id } = await other.next()
      expect(await other.press('ana', 'keep', { session: id })).toBe('It stays on Mon 4 Jan 2027, 10:00.')
      expect(await other.direct('cleo')).toContain('its day is settled')
    })
  })

  describe('a figure', () => {
    test('that somebody does not believe is marked on every copy, with who and why', async () => {
      const at = await open({ portfolio: true })
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      const form = await at.house.press('paul', 'alignment.doubt', { session: id })
      if (form.do !== 'open') throw new Error('no form')
      const { figure } = form.form.inputs
      if (figure?.input !== 'choice') throw new Error('no figures')
      const chosen = figure.options.find(({ label }) => label.startsWith('CHK Checkout v2'))?.value ?? ''
      expect(await at.submit('paul', 'doubt', { session: id }, { figure: chosen, why: 'T4 was done on Monday.' })).toBe(
        'It is marked on every copy, with your words.',
      )
      for (const channel of ['checkout', 'teams-checkout'])
        expect((await at.roots(channel))[0]).toContain('Doubted by Paul: T4 was done on Monday.')
      await at.submit('paul', 'doubt', { session: id }, { figure: chosen, why: 'T5 too.' })
      expect((await at.roots())[0]).not.toContain('T4 was done')
      expect(await at.submit('paul', 'doubt', { session: id }, { figure: 'nothing.9', why: 'x' })).toContain('figure:')
    })

    test('of the spend is not said where the crew hides its money', async () => {
      const at = await open({ portfolio: true })
      await at.db.transact((tx) => tx.crew.update({ where: { id: at.crew.id }, data: { money: 'hidden' } }))
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      expect((await at.roots())[0]).toContain('PAY works toward no key result ·')
      expect((await at.roots())[0]).not.toContain('% of spend')
    })
  })

  describe('what is known of a session', () => {
    test('is shown to whoever asks in the crew, and to nobody outside it', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      const shown = await at.say('cleo', '/align', 'checkout')
      expect(shown).toContain('Follow-up of Checkout, Fri 27 Nov 2026')
      expect(shown).toContain('Planned: the pre-read goes out two working days before.')
      expect(shown).toContain('[Move this one] [Skip this one]')
      const { id } = await at.next()
      for (const verb of ['come', 'miss', 'skip', 'keep', 'move', 'read', 'close'])
        expect(await at.press('gus', verb, { session: id })).toContain('Only members of Checkout')
      expect(await at.say('gus', '/align')).toContain('Commerce board has no alignment sessions.')
    })

    test('is taken back by whoever said it, and by nobody else', async () => {
      const at = await open({ portfolio: true })
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.say('cleo', '/align point "Who tells the shops?"', 'checkout')
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      const [point] = await at.db.read.alignmentPoint.findMany()
      await at.submit('cleo', 'doubt', { session: id }, { figure: 'orphans', why: 'It works toward KR1.' })
      const shown = await at.say('cleo', '/align', 'checkout')
      expect(shown).toContain('YOUR POINT Who tells the shops?')
      expect(shown).toContain('It works toward KR1.')
      const value = { session: id, point: point?.id, figure: 'orphans' }
      for (const verb of ['unpoint', 'undoubt'])
        expect(await at.press('ana', verb, value)).toContain('Nothing was changed')
      expect((await at.roots())[0]).toContain('Doubted by Cleo')
      expect(await at.press('cleo', 'unpoint', value)).toBe('Your point is taken back.')
      expect(await at.press('cleo', 'undoubt', value)).toBe('Your mark is taken off every copy.')
      for (const channel of ['checkout', 'teams-checkout'])
        expect((await at.roots(channel))[0]).not.toMatch(/Who tells the shops|Doubted/)
    })

    test('of a crew that one is not in is not set from its channel', async () => {
      const at = await open()
      const reply = await at.house.say('gus', '/align schedule', 'checkout')
      if (reply.do !== 'open') throw new Error('no form')
      expect(reply.form.intro).toBe('The Commerce board crew, both sides together.')
      expect(await at.submit('gus', 'schedule', { crew: at.crew.id }, { followUp: 'every friday 09:00' })).toContain(
        'You are in no crew that has started',
      )
      expect(await at.sessions()).toEqual([])
    })

    test('a point that is too long comes back in a form with all of it', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      const reply = await at.house.say('cleo', `/align point "${'x'.repeat(301)}"`, 'checkout')
      if (reply.do !== 'open') throw new Error('no form')
      expect(reply.form.intro).toBe('This is 301 characters long; at most 300 fit.')
      expect(reply.form.inputs.text).toMatchObject({ value: 'x'.repeat(301) })
    })

    test('waits with the day of whoever has not said whether they come', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      const waiting = async (name: string) => {
        const feature = at.house.app.features.find((one) => one.name === 'alignment')
        const now = at.house.clock.now()
        return feature?.waiting?.(await at.person(name), { now, tx: at.db.read })
      }
      expect(JSON.stringify(await waiting('Ana'))).toContain('Do you come?')
      await at.press('ana', 'come', { session: id })
      expect(await waiting('Ana')).toEqual([])
      expect(await waiting('Gus')).toEqual([])
    })

    test('is a calendar file where no address reaches the house', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00', planning: 'first monday of january and july 10:00' })
      const file = await at.say('cleo', '/align calendar', 'checkout')
      expect(file).toContain('SUMMARY:Follow-up: Checkout')
      expect(file).toContain('DTSTART:20261127T080000Z')
      expect(file).toContain('DTSTART:20270104T090000Z\r\nDTEND:20270104T103000Z')
      // The last Friday of July is in summer.
      expect(file).toContain('DTSTART:20270730T070000Z')
      expect(new Set(file.match(/UID:.*/g)).size).toBe(24)
    })

    test('of two accounts of one person is that person’s, once', async () => {
      const at = await open({ portfolio: true })
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-25', '09:01')
      const { id } = await at.next()
      await at.press('ana', 'come', { session: id })
      await at.say('ana', '/align point "From Ana"', 'checkout')
      const [ana, ben] = [await at.person('Ana'), await at.person('Ben')]
      const fact = { fact: 'person.joined' as const, personId: ben, formerId: ana }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [fact] }, at.house.clock.now()))
      const session = await at.next()
      expect([session.projectLeadId, JSON.stringify(session.agenda)]).toEqual([
        ben,
        expect.not.stringContaining(`"who":[${ana}`),
      ])
      expect(await at.db.read.alignmentAnswer.findMany()).toMatchObject([{ personId: ben, coming: true }])
      expect(await at.db.read.alignmentPoint.findMany()).toMatchObject([{ byId: ben }])
    })

    test('is forgotten in its time: first who was there, then all of it', async () => {
      const at = await open()
      await at.schedule({ followUp: 'monthly last friday 09:00' })
      await at.house.to('2026-11-27', '09:01')
      const { id } = await at.next()
      await at.submit(
        'cleo',
        'close',
        { session: id },
        { there: [String(await at.person('Ana'))], summary: 'All well.' },
      )
      await at.schedule({})
      const feature = at.house.app.features.find((one) => one.name === 'alignment')
      const forget = (day: string) =>
        at.db.transact(async (tx) =>
          feature?.forget?.({
            tx,
            now: new Date(`${day}T12:00:00Z`),
            retention: { participationDays: 90, answerDays: 400 },
          }),
        )
      const left = async () => [await at.db.read.alignmentAnswer.count(), (await at.sessions()).length]
      await forget('2027-02-25')
      expect(await left()).toEqual([7, 1])
      await forget('2027-02-26')
      expect(await left()).toEqual([0, 1])
      await at.house.app.outbox.drain()
      expect((await at.sessions())[0]?.presence).toMatchObject({ project: { there: 1, of: 3 } })
      await forget('2028-01-02')
      expect(await left()).toEqual([0, 0])
    })
  })
})
