import { describe, expect, it } from 'vitest'
import { SendError } from '../../src/chat/ports.ts'
import { sentence } from '../../src/chat/say.ts'
import { onBothDatabases } from '../support/databases.ts'
import { digest, openPostOffice, reply } from './postoffice.ts'

onBothDatabases((database) => {
  const open = async () => openPostOffice((await database.fresh()).db)

  describe('the outbox', () => {
    it('says a card once on every channel of the crew, and again only as an update', async () => {
      const { put, outbox, sendings, crewId, words } = await open()
      await put([{ do: 'announce', to: crewId, card: digest }])
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      expect(sendings.map(({ what, where }) => `${what} ${where}`).sort()).toEqual(['send first', 'send second'])
      words.set('test.digest 1', 'newer')
      await put([{ do: 'refresh', card: digest }])
      await outbox.drain()
      const updates = sendings.slice(2).map(({ what, where, text }) => `${what} ${where} ${text}`)
      expect(updates.sort()).toEqual(['update first newer', 'update second newer'])
    })

    it('many refreshes cost one update', async () => {
      const { put, outbox, sendings, crewId } = await open()
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      for (let ballot = 0; ballot < 20; ballot += 1) await put([{ do: 'refresh', card: digest }])
      await outbox.drain()
      expect(sendings.filter(({ what }) => what === 'update')).toHaveLength(2)
    })

    it('a card that moves while it is being sent is drawn again', async () => {
      const { put, outbox, sendings, crewId, words, platform } = await open()
      words.set('test.digest 1', 'one answer')
      let moved = false
      platform.send = async () => {
        if (moved) return
        moved = true
        words.set('test.digest 1', 'two answers')
        await put([{ do: 'refresh', card: digest }])
      }
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      const last = new Map(sendings.map(({ where, text }) => [where, text]))
      expect([...last].sort()).toEqual([
        ['first', 'two answers'],
        ['second', 'two answers'],
      ])
    })

    it('two processes never send the same copy', async () => {
      const { put, outbox, openOutbox, sendings, crewId, platform } = await open()
      const other = openOutbox()
      platform.send = () => new Promise((resume) => setTimeout(resume, 5))
      for (let key = 1; key <= 10; key += 1) {
        await put([{ do: 'announce', to: crewId, card: { kind: 'test.digest', key: String(key) } }])
      }
      await Promise.all([outbox.drain(), other.drain()])
      await Promise.all([outbox.drain(), other.drain()])
      expect(sendings).toHaveLength(20)
      expect(new Set(sendings.map(({ mark }) => mark)).size).toBe(20)
    })

    it('what fails is tried again later and later, and one channel’s trouble stops no other', async () => {
      const { put, pass, outbox, sendings, crewId, platform } = await open()
      const tries: string[] = []
      platform.send = async ({ channel }) => {
        tries.push(channel ?? '')
        if (channel === 'first' && tries.length < 6) throw new SendError('later', '503')
      }
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      expect([...tries].sort()).toEqual(['first', 'second'])
      await pass(0.4)
      expect(tries).toHaveLength(2)
      await pass(0.2)
      expect(tries).toHaveLength(3)
      await pass(0.6)
      expect(tries).toHaveLength(3)
      for (let wait = 0; wait < 10; wait += 1) await pass(10)
      expect(sendings.map(({ where }) => where)).toEqual(['second', 'first'])
    })

    it('Retry-After is honored', async () => {
      const { put, pass, outbox, sendings, personId, platform } = await open()
      let asked = 0
      platform.send = async () => {
        asked += 1
        if (asked === 1) throw new SendError('later', 'rate limited', 30_000)
      }
      await put([{ do: 'dm', to: personId, card: digest, kind: 'reminder' }])
      await outbox.drain()
      await pass(29)
      expect(asked).toBe(1)
      await pass(2)
      expect(asked).toBe(2)
      expect(sendings).toHaveLength(1)
    })

    it('what can never succeed is set aside at once, counted, and said in the log without its words', async () => {
      const { put, pass, outbox, sendings, crewId, platform, deliveries, lines, words } = await open()
      words.set('test.digest 1', 'the secret plan')
      platform.send = async ({ channel }) => {
        if (channel === 'first') throw new SendError('gone', 'is_archived')
      }
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      await pass(3600)
      expect((await deliveries()).map(({ state, lastError }) => [state, lastError])).toEqual([
        ['aside', 'is_archived'],
        ['current', null],
      ])
      expect(sendings).toHaveLength(1)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain('"outcome":"gone"')
      expect(lines.join()).not.toContain('secret plan')
    })

    it('the order within a channel is kept while its first message waits', async () => {
      const { put, pass, outbox, sendings, crewId, platform } = await open()
      let down = true
      platform.send = async ({ channel }) => {
        if (channel === 'first' && down) throw new SendError('later', 'down')
      }
      await put([{ do: 'announce', to: crewId, card: digest }])
      await put([{ do: 'announce', to: crewId, card: { kind: 'test.digest', key: '2' } }])
      await outbox.drain()
      expect(sendings.map(({ where }) => where)).toEqual(['second', 'second'])
      down = false
      await pass(600)
      const first = sendings.filter(({ where }) => where === 'first').map(({ text }) => text)
      expect(first).toEqual(['test.digest 1', 'test.digest 2'])
    })

    it('a reply stands under the copy of its own channel', async () => {
      const { put, outbox, sendings, crewId } = await open()
      await put([{ do: 'announce', to: crewId, card: digest }])
      await put([{ do: 'announce', to: crewId, card: reply, under: digest }])
      await outbox.drain()
      const first = sendings.filter(({ text }) => text === 'test.digest 1')
      const roots = new Map(first.map(({ where, mark }) => [where, `${where}:${mark}`]))
      const replies = sendings.filter(({ text }) => text === 'test.reply 1')
      expect(replies.map(({ under }) => under)).toEqual(replies.map(({ where }) => roots.get(where)))
      expect(replies).toHaveLength(2)
    })

    it('a card that fails to draw is tried again, its error named without what it said', async () => {
      const { put, openOutbox, sendings, crewId, machine, lines } = await open()
      let broken = true
      const outbox = openOutbox({
        draw: async () => {
          if (broken) throw new Error('cannot read "the secret plan"')
          return sentence('drawn')
        },
      })
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      expect(sendings).toHaveLength(0)
      expect(lines.join()).not.toContain('secret plan')
      broken = false
      machine.now = new Date(machine.now.getTime() + 60_000)
      await outbox.drain()
      expect(sendings.map(({ text }) => text)).toEqual(['drawn', 'drawn'])
    })

    it('a card whose record is gone says so where it stood, and is not said where it did not', async () => {
      const { put, outbox, sendings, crewId, words } = await open()
      await put([{ do: 'announce', to: crewId, card: digest }])
      await outbox.drain()
      words.set('test.digest 1', null)
      words.set('test.reply 1', null)
      await put([
        { do: 'refresh', card: digest },
        { do: 'announce', to: crewId, card: reply },
      ])
      await outbox.drain()
      expect(sendings.slice(2).map(({ what, text }) => `${what} ${text}`)).toEqual([
        'update This was removed.',
        'update This was removed.',
      ])
    })

    it('nothing is written where the transaction did not commit', async () => {
      const { outbox, db, sendings, crewId, machine, deliveries } = await open()
      const failing = db.transact(async (tx) => {
        await outbox.put(tx, null, [{ do: 'announce', to: crewId, card: digest }], machine.now)
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await outbox.drain()
      expect(sendings).toHaveLength(0)
      expect(await deliveries()).toHaveLength(0)
    })
  })
})
