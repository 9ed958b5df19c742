import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/chat/ports.ts'
import type { Db } from '../../src/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { digest, openPostOffice } from './postoffice.ts'

onBothDatabases((database) => {
  const open = async () => openPostOffice((await database.fresh()).db)

  describe('an unknown outcome', () => {
    it('a send with an unknown outcome is looked up before it is sent again', async () => {
      const { put, openOutbox, sendings, crewId, platform, machine, deliveries } = await open()
      const arrived = new Set<string>()
      platform.send = async (_to, mark) => {
        if (arrived.size === 2) return
        arrived.add(mark)
        throw new SendError('unknown', 'timed out')
      }
      const outbox = openOutbox({ find: async (to, mark) => (arrived.has(mark) ? `${to.channel}:${mark}` : null) })
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      machine.now = new Date(machine.now.getTime() + 60_000)
      await outbox.drain()
      expect(sendings).toHaveLength(0)
      expect((await deliveries()).map(({ state, ambiguous }) => [state, ambiguous])).toEqual([
        ['current', 0],
        ['current', 0],
      ])
    })

    it('where it cannot be looked up it is sent again, and counted', async () => {
      const { put, pass, outbox, sendings, personId, platform, deliveries } = await open()
      let first = true
      platform.send = async () => {
        if (first) {
          first = false
          throw new SendError('unknown', 'timed out')
        }
      }
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      await pass(60)
      expect(sendings).toHaveLength(1)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ambiguous: 1 })
    })

    it('where it may not be looked up it is counted too', async () => {
      const { put, openOutbox, sendings, personId, platform, machine, deliveries } = await open()
      let first = true
      platform.send = async () => {
        if (!first) return
        first = false
        throw new SendError('unknown', 'timed out')
      }
      const outbox = openOutbox({ find: async () => undefined })
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      machine.now = new Date(machine.now.getTime() + 60_000)
      await outbox.drain()
      expect(sendings).toHaveLength(1)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ambiguous: 1 })
    })

    it('a process that dies between send and note leaves its copy to another, after the lease', async () => {
      const { put, openOutbox, sendings, personId, machine, deliveries, db } = await open()
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      // As a process leaves it that stops in the middle of a send.
      await db.transact((tx) =>
        tx.delivery.updateMany({
          data: { state: 'sending', sendingSince: machine.now, leaseUntil: new Date(machine.now.getTime() + 60_000) },
        }),
      )
      const outbox = openOutbox({ find: async () => null })
      await outbox.drain()
      expect(sendings).toHaveLength(0)
      machine.now = new Date(machine.now.getTime() + 61_000)
      await outbox.drain()
      expect(sendings).toHaveLength(1)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ambiguous: 0 })
    })

    it('stays unknown while the look-up fails: nothing is sent before it is known', async () => {
      const { put, openOutbox, sendings, personId, platform, machine, deliveries } = await open()
      const arrived = new Set<string>()
      platform.send = async (_to, mark) => {
        arrived.add(mark)
        throw new SendError('unknown', 'timed out')
      }
      let lookUps = 0
      const outbox = openOutbox({
        find: async (_to, mark) => {
          lookUps += 1
          if (lookUps < 3) throw new SendError('later', 'rate limited', 1000)
          return arrived.has(mark) ? `found:${mark}` : null
        },
      })
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      for (let pass = 0; pass < 5; pass += 1) {
        await outbox.drain()
        machine.now = new Date(machine.now.getTime() + 10_000)
        platform.send = async () => {}
      }
      expect(sendings).toHaveLength(0)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ref: expect.stringContaining('found') })
    })

    it('is counted where it cannot be looked up, also when the platform refuses the next try', async () => {
      const { put, pass, outbox, sendings, personId, platform, deliveries } = await open()
      const outcomes = [new SendError('unknown', 'timed out'), new SendError('later', 'rate limited')]
      platform.send = async () => {
        const next = outcomes.shift()
        if (next) throw next
      }
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      for (let tries = 0; tries < 3; tries += 1) await pass(60)
      expect(sendings).toHaveLength(1)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ambiguous: 1 })
    })

    it('is not assumed where the platform refused', async () => {
      const { put, pass, outbox, personId, platform, deliveries } = await open()
      const outcomes = [new SendError('later', 'rate limited')]
      platform.send = async () => {
        const next = outcomes.shift()
        if (next) throw next
      }
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      await pass(60)
      expect((await deliveries())[0]).toMatchObject({ state: 'current', ambiguous: 0 })
    })

    it('is what any other error in a send is, and one in noting what was sent', async () => {
      const { db, put, openOutbox, sendings, personId, platform, machine, deliveries } = await open()
      const arrived = new Set<string>()
      let down = false
      platform.send = async (_to, mark) => {
        arrived.add(mark)
        if (arrived.size === 1) throw new TypeError('fetch failed')
        down = true
      }
      const failing: Db = {
        ...db,
        transact: async (work) => {
          if (!down) return db.transact(work)
          down = false
          throw new Error('the database is away')
        },
      }
      const outbox = openOutbox({
        find: async (_to, mark) => (arrived.has(mark) ? `found:${mark}` : null),
        database: failing,
      })
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await put([{ do: 'dm', to: personId, card: { kind: 'test.digest', key: '2' }, kind: 'reminder' }])
      for (let pass = 0; pass < 3; pass += 1) {
        await outbox.drain()
        machine.now = new Date(machine.now.getTime() + 61_000)
      }
      expect((await deliveries()).map(({ state, ref }) => [state, ref?.startsWith('found')])).toEqual([
        ['current', true],
        ['current', true],
      ])
      // One reached the platform's list, one did not; neither was sent again.
      expect(sendings).toHaveLength(1)
    })
  })

  describe('a platform that is not connected', () => {
    it('keeps its messages for when it is', async () => {
      const { put, openOutbox, sendings, crewId, personId, machine } = await open()
      let connected = false
      const outbox = openOutbox({ connected: () => connected })
      await put([
        { do: 'announce', to: crewId, card: digest },
        { do: 'dm', to: personId, card: digest, kind: 'reminder' },
      ])
      await outbox.drain()
      connected = true
      machine.now = new Date(machine.now.getTime() + 60_000)
      await outbox.drain()
      expect(sendings.map(({ where }) => where).sort()).toEqual(['ana', 'first', 'second'])
    })

    it('somebody without any account is set aside at once', async () => {
      const { db, put, outbox, personId, deliveries } = await open()
      await db.transact((tx) => tx.identity.deleteMany())
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      expect((await deliveries())[0]?.state).toBe('aside')
    })
  })

  it('a copy that was set aside follows its card again once it can', async () => {
    const { put, outbox, sendings, crewId, platform, deliveries, words } = await open()
    await put([{ do: 'announce', to: crewId, card: digest }])
    await outbox.drain()
    platform.update = async () => {
      throw new SendError('gone', 'is_archived')
    }
    await put([{ do: 'refresh', card: digest }])
    await outbox.drain()
    expect((await deliveries()).map(({ state }) => state)).toEqual(['aside', 'aside'])
    platform.update = async () => {}
    words.set('test.digest 1', 'newer')
    await put([{ do: 'refresh', card: digest }])
    await outbox.drain()
    expect(sendings.slice(2).map(({ text }) => text)).toEqual(['newer', 'newer'])
  })
})
