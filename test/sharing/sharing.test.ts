/** Sharing a private answer, with a Slack workspace and a Teams tenant: where it goes, who may, how often. */
import { describe, expect, test } from 'vitest'
import { createNewcomers } from '../../src/people/newcomers.ts'
import { putSweep } from '../../src/retention.ts'
import { onBothDatabases } from '../support/databases.ts'
import { installations, openTwo, type Two, withCrew } from '../support/two.ts'

onBothDatabases((database) => {
  /** Checkout meets in #checkout in Slack and in Office > Checkout in Teams; CHK is its. */
  async function atWork() {
    const { db } = await database.fresh()
    const two = await openTwo(db)
    const { crew } = await withCrew(two, { product: [(await two.teams.person('tim')).id] })
    await db.transact((tx) => tx.channel.updateMany({ where: { externalId: 'office' }, data: { crewId: crew } }))
    await two.slack.submit('ana', 'portfolio.initiative', { initiative: null }, form)
    const { id: initiative, organizationId } = await db.read.initiative.findFirstOrThrow()
    const piece = { organizationId, initiativeId: initiative, key: 'T1', name: 'Address form', likely: 5, position: 1 }
    await db.transact(async (tx) => {
      await tx.initiative.updateMany({ data: { crewId: crew } })
      await tx.deliverable.create({ data: piece })
    })
    const channel = async (externalId: string) => (await db.read.channel.findFirstOrThrow({ where: { externalId } })).id
    return { ...two, crew, initiative, channel }
  }

  const form = {
    key: 'CHK',
    name: 'Checkout v2',
    kind: 'project',
    methodology: 'hybrid',
    phase: 'build',
    currency: 'EUR',
  }
  const status = (initiative: number, channel: number | null) => ({
    share: 'portfolio.status',
    about: { initiative },
    channel,
  })
  const cards = async (two: Two, platform: 'slack' | 'teams', conversation: string) =>
    (await two[platform].seen(conversation)).filter((text) => text.includes('CHK Checkout v2: status'))

  describe('sharing', () => {
    test('in Teams, what was asked in a channel and answered in person reaches that channel', async () => {
      const two = await atWork()
      const answer = await two.teams.say('tim', '/tandem status CHK', 'office')
      expect(answer).toContain('[Share in Office > Checkout]')
      const said = await two.teams.press('tim', 'portfolio.share', status(two.initiative, await two.channel('office')))
      expect(said).toBe('Shared in Office > Checkout.')
      const [card = '', ...more] = await cards(two, 'teams', 'office')
      expect(card).toContain('Shared by Tim.')
      expect(more).toEqual([])
      expect(await cards(two, 'slack', 'checkout')).toEqual([])
    })

    test('of what was asked in person asks where: in one’s own crews’ channels, those of its crew chosen', async () => {
      const two = await atWork()
      expect(await two.slack.say('ana', '/tandem status CHK')).toContain('[Share...]')
      const [slack, teams] = [await two.channel('checkout'), await two.channel('office')]
      const value = { share: 'portfolio.status', about: { initiative: two.initiative } }
      const opened = await two.app.chat.press(
        { platform: 'slack', installation: 'T1', account: 'ana' },
        'portfolio.share',
        { ...value, channel: null },
      )
      expect(opened).toMatchObject({
        do: 'open',
        form: {
          id: 'portfolio.share-in',
          inputs: {
            channels: {
              options: [
                { value: String(slack), label: '#checkout' },
                { value: String(teams), label: 'Office > Checkout' },
              ],
              value: [String(slack), String(teams)],
            },
          },
        },
      })
      const none = await two.slack.submit('ana', 'portfolio.share-in', value, { channels: [] })
      expect(none).toBe('Choose at least one.')
      const channels = [String(slack), String(teams)]
      expect(await two.slack.submit('ana', 'portfolio.share-in', value, { channels })).toBe(
        'Shared in #checkout and Office > Checkout.',
      )
      expect(await cards(two, 'slack', 'checkout')).toHaveLength(1)
      expect(await cards(two, 'teams', 'office')).toHaveLength(1)
      const foreign = [String(await two.channel('random'))]
      expect(await two.slack.submit('ana', 'portfolio.share-in', value, { channels: foreign })).toContain(
        'not offered any more',
      )
    })

    test('of somebody in no crew that meets in a channel says what to do', async () => {
      const two = await atWork()
      const said = await two.slack.press('uma', 'portfolio.share', status(two.initiative, null))
      expect(said).toContain('You are in no crew that meets in a channel.')
    })

    test('reaches no channel that the person is not in, whatever the button says', async () => {
      const two = await atWork()
      const here = status(two.initiative, await two.channel('checkout'))
      expect(await two.slack.press('uma', 'portfolio.share', here)).toContain('You are not in that channel any more')
      const lounge = status(two.initiative, await two.channel('lounge'))
      expect(await two.teams.press('tim', 'portfolio.share', lounge)).toContain('You are not in that channel any more')
      await createNewcomers(two.db).came(installations.teams, 'lounge', 'tim')
      expect(await two.teams.press('tim', 'portfolio.share', lounge)).toBe('Shared in Office > Lounge.')
      expect(await cards(two, 'teams', 'lounge')).toHaveLength(1)
      expect(await cards(two, 'slack', 'checkout')).toEqual([])
    })

    test('where no crew meets is an answer there: Tandem may not be a member', async () => {
      const two = await atWork()
      const random = status(two.initiative, await two.channel('random'))
      const reply = await two.app.chat.press(
        { platform: 'slack', installation: 'T1', account: 'ana', channel: 'random' },
        'portfolio.share',
        random,
      )
      expect(reply).toMatchObject({ do: 'post', message: { summary: expect.stringContaining('CHK Checkout v2') } })
      expect(await cards(two, 'slack', 'random')).toEqual([])
    })

    test('twice within ten minutes is one card, drawn again; later it is another', async () => {
      const two = await atWork()
      const here = status(two.initiative, await two.channel('checkout'))
      const press = () => two.slack.press('ana', 'portfolio.share', here, 'checkout')
      expect(await press()).toBe('Shared in #checkout.')
      await two.db.transact((tx) => tx.deliverable.updateMany({ data: { likely: 9 } }))
      expect(await press()).toContain('brought up to date there')
      const [card = '', ...more] = await cards(two, 'slack', 'checkout')
      expect(card).toContain('Finish: Thu 3 Dec 2026')
      expect(more).toEqual([])
      two.clock.moveTo(new Date(two.clock.now().getTime() + 11 * 60_000))
      expect(await press()).toBe('Shared in #checkout.')
      expect(await cards(two, 'slack', 'checkout')).toHaveLength(2)
    })

    test('of what is not there, or not shared, says so', async () => {
      const two = await atWork()
      const channel = await two.channel('checkout')
      const press = (value: object) => two.slack.press('ana', 'portfolio.share', value, 'checkout')
      expect(await press(status(0, channel))).toContain('not here any more')
      expect(await press({ share: 'portfolio.risk', about: {}, channel })).toContain('nothing to share any more')
      expect(await press({ share: 'toString', about: {}, channel })).toContain('nothing to share any more')
      expect(await press({ share: 'portfolio.status', about: {}, channel })).toContain('nothing to share any more')
    })

    test('is forgotten after 30 days; the message stays', async () => {
      const two = await atWork()
      await two.slack.press('ana', 'portfolio.share', status(two.initiative, await two.channel('checkout')), 'checkout')
      const sweepAfter = async (days: number) => {
        two.clock.moveTo(new Date(Date.parse('2026-11-23T05:00:00Z') + days * 86_400_000))
        await two.db.transact(async (tx) => {
          await tx.job.deleteMany({ where: { state: 'waiting' } })
          await putSweep(tx, two.clock.now())
        })
        while ((await two.app.runner.tick()) > 0);
      }
      await sweepAfter(29)
      expect(await two.db.read.share.count()).toBe(1)
      await sweepAfter(31)
      expect(await two.db.read.share.count()).toBe(0)
      expect(await cards(two, 'slack', 'checkout')).toHaveLength(1)
    })
  })
})
