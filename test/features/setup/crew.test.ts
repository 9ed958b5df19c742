import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openPayments } from './payments.ts'

onBothDatabases((database) => {
  const opened = () => openPayments(database)

  describe('who may change a crew', () => {
    test('its members, and nobody else: no admin, and no maker who left it', async () => {
      const house = await opened()
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      await house.press('ana', 'setup.start', { crew })
      expect(await house.said(await house.press('paul', 'setup.change', { crew }))).toBe('form setup.crew')
      await house.press('ana', 'setup.leave', { crew })
      for (const outsider of ['dev', 'ben', 'ana']) {
        const refused = 'Only members of Payments can change it'
        expect(await house.said(await house.press(outsider, 'setup.change', { crew }))).toContain(refused)
        const raw = { ...house.raw, ...house.work, name: 'Taken' }
        expect(await house.said(await house.submit(outsider, 'setup.crew', { crew }, raw))).toContain(refused)
      }
      expect(await house.crewOf()).toBe(crew)
    })

    test('its maker and admins delete it, also when they are not in it; its members do not', async () => {
      const house = await opened()
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      await house.press('ana', 'setup.start', { crew })
      expect(await house.said(await house.press('paul', 'setup.delete', { crew }))).toContain(
        'Only who set Payments up',
      )
      expect(await house.said(await house.say('dev', '/tandem setup', 'payments'))).not.toContain('[Delete crew...]')
      const found = await house.said(await house.say('ben', '/tandem setup', 'payments'))
      expect(found).toContain('which you are not in')
      expect(found).toContain('[Delete crew...]')
      expect(await house.said(await house.press('ben', 'setup.delete', { crew }))).toContain('is deleted')
      expect(await house.db.read.crew.count({ where: { id: crew } })).toBe(0)
      expect(await house.db.read.ritual.count({ where: { crewId: crew } })).toBe(0)
    })

    test('who sets one up for others finds, changes and starts it; from then on it is theirs', async () => {
      const house = await opened()
      const raw = { ...house.raw, project: [house.ids.Paul ?? ''], channels: [] }
      const overview = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, raw))
      expect(overview).toContain('3 others hear of it when you press Start.')
      const crew = await house.crewOf()
      expect(await house.said(await house.say('ana', '/tandem setup'))).toContain('Payments is ready to start')
      expect(await house.said(await house.press('ana', 'setup.change', { crew }))).toBe('form setup.crew')
      expect(await house.said(await house.press('ana', 'setup.start', { crew }))).toContain('is running')
      expect(await house.said(await house.press('ana', 'setup.change', { crew }))).toContain('Only members')
      expect(await house.said(await house.say('ana', '/tandem setup'))).toBe('form setup.crew')
    })

    test('those who hear of it at Start are counted without the one who presses it', async () => {
      const house = await opened()
      const raw = { ...house.raw, project: [house.ids.Ana ?? ''], sponsors: [] }
      const overview = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, raw))
      expect(overview).toContain('Nobody else has been written to. 1 other person hears of it when you press Start.')
    })
  })

  describe('the change form', () => {
    async function changing() {
      const house = await opened()
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      const change = (more: Record<string, string>) =>
        house.submit('ana', 'setup.crew', { crew }, { ...house.raw, ...house.work, ...more })
      return { house, crew, change }
    }

    test('offers working days, hours and the names of the sides as they are', async () => {
      const { house, crew, change } = await changing()
      await change({ workDays: 'mon-thu', workFrom: '08:00', workTo: '16:30', projectLabel: 'Delivery' })
      expect(await house.db.read.crew.findUnique({ where: { id: crew } })).toMatchObject({
        workDays: '1234',
        workFrom: '08:00',
        workTo: '16:30',
        projectLabel: 'Delivery',
        productLabel: 'Product',
      })
      const reply = await house.press('ana', 'setup.change', { crew })
      if (reply.do !== 'open') throw new Error('no form')
      const { inputs } = reply.form
      const shown = ['workDays', 'workFrom', 'workTo', 'projectLabel', 'productLabel'].map(
        (name) => inputs[name]?.value,
      )
      expect(shown).toEqual(['mon to thu', '08:00', '16:30', 'Delivery', 'Product'])
      expect(inputs.project?.label).toBe('Who delivers it? (delivery side)')
    })

    test('a new crew is asked for less, and works Monday to Friday', async () => {
      const { house, crew } = await changing()
      const reply = await house.say('dev', '/tandem setup')
      expect(reply.do === 'open' && Object.keys(reply.form.inputs)).not.toContain('workDays')
      expect(await house.db.read.crew.findUnique({ where: { id: crew } })).toMatchObject({ workDays: '12345' })
    })

    test('new names of the sides stand wherever sides are named, also on what was said before', async () => {
      const { house, crew, change } = await changing()
      await house.press('ana', 'setup.start', { crew })
      await house.to('2026-11-23', '10:00')
      expect((await house.seen('dm-paul')).join()).toContain('on the project side')
      const overview = await house.said(await change({ projectLabel: 'Delivery', productLabel: 'Value' }))
      expect(overview).toContain('Delivery: Ana')
      expect(overview).toContain('Value: Cleo')
      expect((await house.seen('dm-paul')).join()).toContain('on the delivery side')
      expect(await house.said(await house.say('cleo', '/tandem'))).toContain('Payments: value side')
      const reply = await house.press('cleo', 'setup.side', { crew })
      if (reply.do !== 'open') throw new Error('no form')
      expect(JSON.stringify(reply.form.inputs)).toContain('Value: I help decide what it is worth')
    })

    test('what cannot be is said beside its field', async () => {
      const { house, change } = await changing()
      const wrong = { workDays: 'mon funday', workTo: '08:00', projectLabel: 'Us', productLabel: 'us' }
      const said = await house.said(await change(wrong))
      expect(said).toContain('workDays: "funday" is not a weekday.')
      expect(said).toContain('workTo: The working day ends at 08:00, before it begins at 09:00.')
      expect(said).toContain('productLabel: Both sides have the same name.')
    })

    test('a schedule that never falls on a working day is refused with the nearest that does', async () => {
      const { house, change } = await changing()
      const nearest = 'The nearest is "every friday 09:30".'
      expect(await house.said(await change({ when: 'every saturday 09:30' }))).toContain(nearest)
      expect(await house.said(await change({ when: 'mon 09:30', workDays: 'tue-thu' }))).toContain(
        'when: "every monday 09:30" never falls on a working day of the crew (Tue to Thu). The nearest is "every tuesday 09:30".',
      )
      const raw = { ...house.raw, name: 'Weekend', channels: [], when: 'every saturday 09:30' }
      expect(await house.said(await house.submit('ana', 'setup.crew', { crew: null }, raw))).toContain(nearest)
      expect(await house.db.read.crew.count({ where: { name: 'Weekend' } })).toBe(0)
    })
  })
})
