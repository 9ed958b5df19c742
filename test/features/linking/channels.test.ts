import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { codeIn, offered, openTwo, withCrew } from '../../support/two.ts'

onBothDatabases((database) => {
  const opened = async () => {
    const house = await openTwo((await database.fresh()).db)
    return { ...house, ...(await withCrew(house)) }
  }
  const linked = async () => {
    const house = await opened()
    const { link } = await offered(house)
    await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')
    await house.teams.press('tim', 'linking.confirm', { link }, 'office')
    return { ...house, link }
  }
  const crewOf = async (house: Awaited<ReturnType<typeof opened>>, channel: string) =>
    (await house.db.read.channel.findFirstOrThrow({ where: { externalId: channel } })).crewId

  describe('a first link between two installations', () => {
    test('shows in both channels what will cross and who will read it, before anything does', async () => {
      const house = await opened()
      const { answer } = await offered(house)
      expect(answer).toContain('Both channels now show what will cross')
      for (const card of [...(await house.slack.seen('checkout')), ...(await house.teams.seen('office'))]) {
        expect(card).toContain('Link Office > Checkout with the Checkout crew?')
        expect(card).toContain('#checkout (Slack, Northwind) and Office > Checkout (Microsoft Teams)')
        expect(card).toMatch(/digests, blockers and questions of the crew/)
        expect(card).toContain('5 people, 1 of them a guest')
        expect(card).toContain('9 people, none of them a guest')
        expect(card).toContain('[Confirm]')
        expect(card).toContain('[Cancel]')
      }
      expect(await house.slack.seen('checkout')).toHaveLength(1)
      expect(await house.teams.seen('office')).toHaveLength(1)
      expect(await crewOf(house, 'office')).toBeNull()
    })

    test('takes one person in each channel; one alone, twice, is not enough', async () => {
      const house = await opened()
      const { link } = await offered(house)
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')).toContain(
        'Now somebody in the other',
      )
      expect((await house.teams.seen('office'))[0]).toContain('Ana confirmed in #checkout. Now one person in Office')
      expect(await house.slack.press('cleo', 'linking.confirm', { link }, 'checkout')).toContain('confirmed already')
      expect(await crewOf(house, 'office')).toBeNull()
      expect(await house.teams.press('tim', 'linking.confirm', { link }, 'office')).toContain(
        'belongs to the Checkout crew',
      )
      expect(await crewOf(house, 'office')).toBe(house.crew)
      for (const card of [...(await house.slack.seen('checkout')), ...(await house.teams.seen('office'))]) {
        expect(card).toContain('Office > Checkout belongs to the Checkout crew')
        expect(card).not.toContain('[Confirm]')
      }
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')).toContain('confirmed already')
    })

    test('both at the same moment link once', async () => {
      const house = await opened()
      const { link } = await offered(house)
      await Promise.all([
        house.slack.press('ana', 'linking.confirm', { link }, 'checkout'),
        house.teams.press('tim', 'linking.confirm', { link }, 'office'),
      ])
      expect(await crewOf(house, 'office')).toBe(house.crew)
      expect(await house.db.read.installationLink.count()).toBe(1)
    })

    test('is confirmed by no guest, nobody outside the crew on its side, and nobody elsewhere; Cancel ends it', async () => {
      const house = await opened()
      const { link } = await offered(house)
      expect(await house.slack.press('gil', 'linking.confirm', { link }, 'checkout')).toContain('Guests cannot')
      expect(await house.slack.press('uma', 'linking.confirm', { link }, 'checkout')).toContain('Only members')
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'random')).toContain('one of the two channels')
      expect(await house.slack.press('ana', 'linking.confirm', { link })).toContain('one of the two channels')
      expect(await house.teams.press('gus', 'linking.cancel', { link }, 'office')).toContain('Guests cannot')
      expect(await house.teams.press('tim', 'linking.cancel', { link }, 'office')).toContain('Canceled')
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')).toContain('was canceled')
      expect((await house.slack.seen('checkout'))[0]).toContain('canceled')
      expect(await crewOf(house, 'office')).toBeNull()
    })

    test('lapses after a day', async () => {
      const house = await opened()
      const { link } = await offered(house)
      await house.to('2026-11-24', '07:01')
      expect(await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')).toContain('not confirmed in time')
    })
  })

  describe('after it', () => {
    test('a digest goes to both channels and is kept current in each', async () => {
      const house = await linked()
      await house.to('2026-11-23', '11:30')
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      await house.slack.submit('paul', 'standup.answer', { round }, { p1: 'Staging is ready', helper: 'nobody' })
      for (const seen of [await house.slack.seen('checkout'), await house.teams.seen('office')]) {
        expect(seen.filter((card) => card.includes('Checkout stand-up'))).toEqual([
          expect.stringContaining('Staging is ready'),
        ])
      }
    })

    test('a later link between the two is confirmed once, by any member of the crew', async () => {
      const house = await linked()
      const { link } = await offered(house, 'checkout', 'lounge')
      expect(await house.teams.press('tim', 'linking.confirm', { link }, 'lounge')).toContain('Only members')
      expect(await house.slack.press('cleo', 'linking.confirm', { link }, 'checkout')).toContain(
        'belongs to the Checkout',
      )
      expect(await crewOf(house, 'lounge')).toBe(house.crew)
    })

    test('/tandem unlink takes it out, asked once more; what stands there stays and says nothing more', async () => {
      const house = await linked()
      await house.to('2026-11-23', '11:30')
      expect(await house.teams.say('tim', '/tandem unlink', 'office')).toContain('Only members')
      const asked = await house.slack.say('ana', '/tandem unlink', 'checkout')
      expect(asked).toContain('[Take it out]')
      const { id: channel } = await house.db.read.channel.findFirstOrThrow({ where: { externalId: 'office' } })
      const before = await house.teams.seen('office')
      expect(await house.teams.press('tim', 'linking.unlink', { channel, crew: house.crew }, 'office')).toContain(
        'not in the crew',
      )
      expect(await house.slack.press('ana', 'linking.unlink', { channel, crew: house.crew })).toContain(
        'is out of the Checkout',
      )
      expect(await crewOf(house, 'office')).toBeNull()
      const { id: round } = await house.db.read.round.findFirstOrThrow()
      await house.slack.submit('paul', 'standup.answer', { round }, { p1: 'Later', helper: 'nobody' })
      await house.to('2026-11-24', '11:30')
      expect(await house.teams.seen('office')).toEqual(before)
      expect((await house.slack.seen('checkout')).join()).toContain('Later')
      // It can come back.
      const { link } = await offered(house)
      await house.slack.press('ana', 'linking.confirm', { link }, 'checkout')
      expect(await crewOf(house, 'office')).toBe(house.crew)
    })

    test('a channel taken out in setup is out in the same way', async () => {
      const house = await linked()
      await house.to('2026-11-23', '11:30')
      const before = await house.teams.seen('office')
      const work = { workDays: 'mon-fri', workFrom: '09:00', workTo: '17:00', projectLabel: 'P', productLabel: 'V' }
      const { crew, raw } = house
      expect(await house.slack.submit('ana', 'setup.crew', { crew }, { ...raw, ...work })).toContain('is running')
      expect((await house.db.read.channelLink.findFirst())?.state).toBe('unlinked')
      await house.to('2026-11-24', '11:30')
      expect(await house.teams.seen('office')).toEqual(before)
      expect((await house.slack.seen('checkout')).join()).toContain('is out of the Checkout crew')
    })

    test('a channel of a linked installation can be chosen in setup; before, it could not', async () => {
      const before = await opened()
      const { id: lounge } = await before.db.read.channel.findFirstOrThrow({ where: { externalId: 'lounge' } })
      const raw = { ...before.raw, name: 'Payments', channels: [String(lounge)] }
      expect(await before.slack.submit('ana', 'setup.crew', { crew: null }, raw)).toContain('not offered')
      const house = await linked()
      const again = await house.db.read.channel.findFirstOrThrow({ where: { externalId: 'lounge' } })
      const chosen = { ...house.raw, name: 'Payments', channels: [String(again.id)] }
      expect(await house.slack.submit('ana', 'setup.crew', { crew: null }, chosen)).toContain('Payments is ready')
    })
  })

  describe('a code of a channel', () => {
    test('is shown only in a crew’s channel, to a member, and only its hash is kept', async () => {
      const house = await opened()
      expect(await house.slack.say('ana', '/tandem link')).toContain('in a channel of your crew')
      expect(await house.slack.say('ana', '/tandem link', 'random')).toContain('belongs to no crew yet')
      expect(await house.slack.say('uma', '/tandem link', 'checkout')).toContain('Only members')
      const words = await house.slack.say('ana', '/tandem link', 'checkout')
      const code = codeIn(words)
      expect(words).toContain(`/tandem link ${code}`)
      expect(words).toContain('Only you see it')
      const rows = JSON.stringify(await house.db.read.linkCode.findMany())
      expect(rows).not.toContain(code)
      expect(rows).not.toContain(code.replace('-', ''))
    })

    test('does not link two channels of one platform, a direct message, or a channel that a crew has', async () => {
      const house = await opened()
      const code = codeIn(await house.slack.say('ana', '/tandem link', 'checkout'))
      expect(await house.slack.say('cleo', `/tandem link ${code}`, 'random')).toContain('another platform')
      expect(await house.slack.say('cleo', `/tandem link ${code}`, 'checkout')).toContain('crew already')
      expect(await house.teams.say('tim', `/tandem link ${code}`)).toContain('Type it in the channel')
      expect(await house.teams.say('gus', `/tandem link ${code}`, 'office')).toContain('Guests cannot')
      // None of these used it up.
      expect(await house.teams.say('tim', `/tandem link ${code.toLowerCase().replace('-', ' ')}`, 'office')).toContain(
        'Both channels',
      )
      expect(await house.teams.say('tim', `/tandem link ${code}`, 'lounge')).toContain('wrong, used or older')
    })
  })
})
