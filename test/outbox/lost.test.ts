import { describe, expect, test } from 'vitest'
import { SendError, type Sender } from '../../src/chat/ports.ts'
import { createLog } from '../../src/log.ts'
import { createOutbox } from '../../src/outbox/outbox.ts'
import { destinationOf } from '../../src/people/identities.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openHouse } from '../support/house.ts'

onBothDatabases((database) => {
  describe('a channel that is lost', () => {
    test('is told once to the maker of the crew and to the admins, and digests go on elsewhere', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const channel = await db.read.channel.findFirstOrThrow({
        where: { crew: { name: 'Checkout' } },
        include: { crew: true },
      })
      const { send } = house.sender
      house.sender.send = async (to, ...rest) => {
        if (to.channel === channel.externalId) throw new SendError('gone', 'is_archived')
        return send(to, ...rest)
      }
      for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) await house.to(day, '18:00')
      const told = house.posted.filter(({ message }) => message.summary.includes('Tandem cannot write to'))
      const admins = await db.read.person.findMany({
        where: { OR: [{ admin: true }, { id: channel.crew?.createdById ?? 0 }] },
      })
      expect(told).toHaveLength(admins.length)
      expect(new Set(told.map(({ conversation }) => conversation)).size).toBe(told.length)
      expect(told[0] && (await house.text(told[0].message))).toContain(`Tandem cannot write to ${channel.name}`)
      const said = await house.said(await house.say('ben', '/tandem doctor'))
      expect(said).toMatch(/Messages set aside: \d+ \(\d+ is_archived\)/)
      const other = house.posted.filter(({ conversation }) => !conversation.startsWith('dm-'))
      expect(other.length).toBeGreaterThan(2)
    })

    test('who cannot be reached where they last acted is told on their other platform', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const ana = await house.person('Ana')
      await db.transact(async (tx) => {
        const { organizationId } = ana
        const home = await tx.installation.create({
          data: { organizationId, platform: 'teams', externalId: 'tenant', name: 'Northwind' },
        })
        const account = { organizationId, personId: ana.id, installationId: home.id, externalId: 'ana-in-teams' }
        await tx.identity.create({ data: account })
      })
      await house.say('ana', '/tandem help')
      const sent: string[] = []
      const platform = (name: 'web' | 'teams', fail: boolean): Sender => ({
        ...house.sender,
        name,
        async send({ account = '' }, _message, { mark }) {
          if (fail) throw new SendError('gone', 'account_inactive')
          sent.push(account)
          return mark
        },
      })
      const outbox = createOutbox({
        db,
        senders: () => [platform('web', true), platform('teams', false)],
        destinationOf,
        draw: house.app.draw,
        log: createLog({ write: () => {} }),
      })
      const { crewId } = await db.read.ritual.findFirstOrThrow()
      const member = await db.read.member.findFirstOrThrow({ where: { personId: ana.id, crewId } })
      const card = { kind: 'setup.welcome', key: `${crewId}:${ana.id}:${member.id}` }
      const person = (id: number) => ({ do: 'dm' as const, to: id, card, kind: 'reminder' as const })
      const { id: paul } = await house.person('Paul')
      await db.transact((tx) => outbox.put(tx, null, [person(ana.id), person(paul)], house.clock.now()))
      await outbox.drain()
      expect(sent).toEqual(['ana-in-teams'])
      const [own, his] = await Promise.all(
        [ana.id, paul].map((personId) =>
          db.read.delivery.findFirstOrThrow({ where: { personId }, orderBy: { id: 'desc' } }),
        ),
      )
      expect(own).toMatchObject({ state: 'current', platform: 'teams' })
      expect(his).toMatchObject({ state: 'aside', lastError: 'account_inactive' })
    })
  })
})
