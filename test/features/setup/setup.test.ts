import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openPayments } from './payments.ts'

onBothDatabases((database) => {
  const opened = () => openPayments(database)

  describe('setup', () => {
    test('asks four questions, echoes the schedule with its next three dates, and writes to nobody before Start', async () => {
      const house = await opened()
      expect(await house.said(await house.say('ana', '/tandem setup', 'payments'))).toBe('form setup.crew')
      const overview = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, house.raw))
      expect(overview).toContain('Payments is ready to start')
      expect(overview).toContain("Asks mon wed 10:00 in each person's own zone.")
      expect(overview).toContain('Next: Mon 23 Nov, Wed 25 Nov, Mon 30 Nov.')
      expect(overview).toContain('Digest at Mon 23 Nov 12:00.')
      expect(overview).toContain('Closes at Mon 23 Nov 12:00, after the last person was asked')
      expect(overview).toContain('Project: Ana (asked Mon 23 Nov 10:00), Paul (asked Mon 23 Nov 10:00)')
      expect(overview).toContain('Nobody else has been written to. 3 others hear of it when you press Start.')
      await house.to('2026-11-23', '13:00')
      expect((await house.seen('dm-paul')).filter((text) => text.includes('Payments'))).toHaveLength(0)
      expect(await house.seen('payments')).toHaveLength(0)
    })

    test('Try it on me now shows the own prompt and, sent, the digest; nothing is kept and nobody is told', async () => {
      const house = await opened()
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      const prompt = await house.said(await house.press('ana', 'standup.try', { crew }))
      expect(prompt).toContain('This is what you would get. Only you see it')
      expect(prompt).toContain('What moved toward the plan?')
      const digest = await house.said(
        await house.submit('ana', 'standup.try', { crew }, { p1: 'Tried', p3: 'Stuck', helper: 'anyone' }),
      )
      expect(digest).toContain('Ana: Tried')
      expect(digest).toContain('BLOCKED B-1')
      expect(await house.db.read.standupAnswer.count()).toBe(0)
      expect(await house.db.read.blocker.count()).toBe(0)
      expect(house.posted).toHaveLength(0)
    })

    test('Start tells each member once, with who added them, on which side, and who reads their answers', async () => {
      const house = await opened()
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      expect(await house.said(await house.press('ana', 'setup.start', { crew }))).toContain('Payments is running')
      expect(await house.said(await house.press('ana', 'setup.start', { crew }))).toContain('has started already')
      await house.to('2026-11-23', '10:00')
      const told = (name: string) =>
        house.posted.filter(
          ({ conversation, message }) =>
            conversation === `dm-${name}` && message.summary.includes('You are in the Payments crew'),
        )
      expect(told('paul')).toHaveLength(1)
      expect(told('finn')).toHaveLength(1)
      expect(told('ana')).toHaveLength(0)
      expect((await house.seen('dm-finn')).join()).toContain('Ana added you to the Payments crew, as a sponsor.')
      expect((await house.seen('dm-paul')).join()).toContain(
        'Your answers are read by #payments and the 4 members of the crew.',
      )
    })

    test('what is wrong is said beside its field, with everything kept', async () => {
      const house = await opened()
      const wrong = {
        ...house.raw,
        product: [house.ids.Ana ?? ''],
        when: 'weekdys 9:30',
        zone: 'Berln',
        country: 'Germny',
        name: '',
      }
      const reply = await house.submit('ana', 'setup.crew', { crew: null }, wrong)
      if (reply.do !== 'refuse') throw new Error('not refused')
      expect(reply.errors.name).toBe('This is needed.')
      const rest = await house.submit('ana', 'setup.crew', { crew: null }, { ...wrong, name: 'P' })
      if (rest.do !== 'refuse') throw new Error('not refused')
      expect(rest.errors.product).toBe('Ana cannot stand on both sides. Remove them from one.')
      expect(rest.errors.when).toContain('Did you mean "weekdays"?')
      expect(rest.errors.zone).toContain('The nearest is Europe/Berlin')
      expect(rest.errors.country).toContain('The nearest is Germany')
      expect(rest.raw).toEqual({ ...wrong, name: 'P' })
      expect(await house.db.read.crew.count({ where: { name: 'P' } })).toBe(0)
    })

    test('help, home, admins and doctor answer only the asker', async () => {
      const house = await opened()
      expect(await house.said(await house.say('ana', '/tandem help'))).toContain(
        '/tandem standup [day]: Answer your stand-up, today or ahead. Also now, skip',
      )
      expect(await house.said(await house.say('ana', '/tandem help standup'))).toContain(
        'Example: /tandem standup report 2026-11-02 today',
      )
      expect(await house.said(await house.say('ana', '/tandem'))).toContain(
        'Checkout: project side; #checkout, Teams > Checkout',
      )
      expect(await house.said(await house.say('ana', '/tandem admins'))).toContain('Organization admins: Ben')
      expect(await house.said(await house.say('ana', '/tandem doctor'))).toContain('for organization admins')
      expect(await house.said(await house.say('ben', '/tandem doctor'))).toContain('All is well')
      const both = [house.ids.Ben ?? '', house.ids.Ana ?? '']
      expect(await house.said(await house.submit('ana', 'setup.admins', {}, { people: both }))).toContain(
        'Only an organization admin',
      )
      expect(await house.said(await house.submit('ben', 'setup.admins', {}, { people: both }))).toBe(
        'Saved: 2 admins; nobody for finance.',
      )
      expect(await house.said(await house.say('ana', '/tandem doctor'))).toContain('All is well')
    })
  })
})
