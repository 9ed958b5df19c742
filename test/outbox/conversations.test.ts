import { describe, expect, it } from 'vitest'
import type { Card, Effect } from '../../src/chat/feature.ts'
import { SendError } from '../../src/chat/ports.ts'
import { onBothDatabases } from '../support/databases.ts'
import { digest, openPostOffice } from './postoffice.ts'

const card = (key: number): Card => ({ kind: 'test.digest', key: String(key) })

onBothDatabases((database) => {
  async function withPeople(count: number) {
    const office = await openPostOffice((await database.fresh()).db)
    const { db, personId } = office
    const { organizationId, installationId } = await db.read.identity.findFirstOrThrow()
    const people = await db.transact(async (tx) => {
      const names = Array.from({ length: count }, (_, index) => `p${index}`)
      const rows = await tx.person.createManyAndReturn({
        data: names.map((name) => ({ organizationId, name, zone: 'Europe/Berlin' })),
      })
      await tx.identity.createMany({
        data: rows.map(({ id, name }) => ({ organizationId, installationId, personId: id, externalId: name })),
      })
      return rows.map(({ id }) => id)
    })
    return { ...office, people: [personId, ...people] }
  }

  describe('conversations', () => {
    it('whatever piles up in those that fail, another is served at once', async () => {
      const { put, pass, outbox, sendings, crewId, people, platform } = await withPeople(39)
      platform.send = async ({ account }) => {
        if (account) throw new SendError('later', '503')
      }
      const effects: Effect[] = people.flatMap((to) =>
        [1, 2, 3, 4].map((key): Effect => ({ do: 'dm', to, card: card(key), kind: 'reminder' })),
      )
      await put(effects)
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      expect(sendings.map(({ where }) => where).sort()).toEqual(['first', 'second'])
      platform.send = async () => {}
      await pass(60)
      expect(sendings).toHaveLength(2 + effects.length)
    })

    it('a send that takes its time holds up no other conversation', async () => {
      const { put, outbox, sendings, crewId, personId, platform } = await withPeople(0)
      let release = () => {}
      const hanging = new Promise<void>((resume) => {
        release = resume
      })
      platform.send = async ({ account }) => {
        if (account) await hanging
      }
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      const first = outbox.drain()
      await new Promise((resume) => setTimeout(resume, 50))
      await put([{ do: 'announce', to: crewId, card: digest }])
      const second = outbox.drain()
      await expect.poll(() => sendings.length).toBe(2)
      expect(sendings.map(({ where }) => where).sort()).toEqual(['first', 'second'])
      release()
      await Promise.all([first, second])
      expect(sendings).toHaveLength(3)
    })

    it('each keeps its own order, also what is put while it is being worked on', async () => {
      const { put, outbox, sendings, personId, platform } = await withPeople(0)
      let more = 2
      platform.send = async () => {
        if (more > 5) return
        await put([{ do: 'dm', to: personId, card: card(more++), kind: 'reminder' }])
      }
      await put([{ do: 'dm', to: personId, card: card(1), kind: 'reminder' }])
      await outbox.drain()
      expect(sendings.map(({ text }) => text.split('\n')[0])).toEqual(
        [1, 2, 3, 4, 5].map((key) => `test.digest ${key}`),
      )
    })
  })
})
