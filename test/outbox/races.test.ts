import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/chat/feature.ts'
import { onBothDatabases } from '../support/databases.ts'
import { digest, openPostOffice, reply } from './postoffice.ts'

const rest = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

onBothDatabases((database) => {
  const open = async () => openPostOffice((await database.fresh()).db)
  type Office = Awaited<ReturnType<typeof open>>

  /** A change that is made, and commits a little later: on PostgreSQL others go on meanwhile. */
  const slowly = ({ db, outbox, machine }: Office, effects: Effect[], ms: number) =>
    db.transact(async (tx) => {
      await outbox.put(tx, null, effects, machine.now)
      await rest(ms)
    })

  /** What every conversation shows in the end. */
  const shown = ({ sendings }: Office) => [...new Map(sendings.map(({ where, text }) => [where, text]))].sort()

  describe('a change that commits while its card is said for the first time', () => {
    it('is on the card that goes to the channels', async () => {
      const office = await open()
      const { words, outbox, put, crewId } = office
      words.set('test.digest 1', 'no answer')
      const answering = slowly(office, [{ do: 'refresh', card: digest }], 300).then(() =>
        words.set('test.digest 1', 'one answer'),
      )
      await rest(50)
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      await answering
      await outbox.drain()
      expect(shown(office)).toEqual([
        ['first', 'one answer'],
        ['second', 'one answer'],
      ])
    })

    it('is on the day message that carries it', async () => {
      const office = await open()
      const { db, put, personId } = office
      const version = async () => (await db.read.cardVersion.findFirst({ where: { kind: 'day.message' } }))?.version
      await put([{ do: 'dm', to: personId, card: digest, kind: 'notice' }])
      const gathering = slowly(office, [{ do: 'dm', to: personId, card: reply, kind: 'prompt' }], 300)
      await rest(50)
      await put([{ do: 'refresh', card: digest }])
      await gathering
      expect(await version()).toBe(2)
    })
  })

  describe('many changes at once', () => {
    it('of the same cards in any order are each done once, none waiting for another in a circle', async () => {
      const office = await open()
      const { put, db, outbox, machine, personId } = office
      const keys = ['1', '2', '3', '4', '5', '6']
      const prompt = (key: string) => ({ kind: 'test.prompt', key })
      const { organizationId } = await db.read.person.findFirstOrThrow()
      const people = [personId]
      for (const name of keys.slice(1)) {
        const data = { organizationId, name, zone: 'Europe/Berlin' }
        people.push((await db.transact((tx) => tx.person.create({ data }))).id)
      }
      // As in a crew without a channel: each person's message carries their own prompt and the digest of all.
      await put(people.map((to) => ({ do: 'dm', to, card: digest, kind: 'notice' })))
      await put(people.map((to, index) => ({ do: 'dm', to, card: prompt(keys[index] ?? ''), kind: 'prompt' })))
      let runs = 0
      const began = Date.now()
      await Promise.all(
        keys.map((key, index) =>
          db.transact(async (tx) => {
            runs += 1
            await tx.organization.count()
            const effects: Effect[] = [
              { do: 'refresh', card: prompt(key) },
              { do: 'refresh', card: digest },
              { do: 'refresh', card: prompt(keys[(index + 1) % keys.length] ?? '') },
            ]
            await outbox.put(tx, null, index % 2 ? effects : effects.toReversed(), machine.now)
            await rest(20)
          }),
        ),
      )
      expect(runs).toBe(keys.length)
      expect(Date.now() - began).toBeLessThan(5_000)
    })
  })
})
