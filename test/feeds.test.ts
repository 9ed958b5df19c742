/** Calendars behind signed addresses, from the command to the calendar program. */
import { describe, expect, test } from 'vitest'
import { createFeeds } from '../src/feeds.ts'
import { openAlignment } from './features/alignment/alignment.ts'
import { onBothDatabases } from './support/databases.ts'

const reach = { publicUrl: 'https://tandem.example.com/house/', secret: 'a secret' }

onBothDatabases((database) => {
  async function open() {
    const at = await openAlignment((await database.fresh()).db)
    await at.schedule({ followUp: 'monthly last friday 09:00' })
    const feeds = createFeeds({ db: at.db, clock: at.house.clock, ...reach })
    const address = feeds.address(at.crew.id, await at.person('Cleo'))
    const get = (link: string, of = feeds) => {
      const { pathname, searchParams } = new URL(link)
      return of.open(pathname.split('/').at(-1) ?? '', searchParams.get('mark') ?? '')
    }
    return { ...at, feeds, address, get }
  }

  describe('a calendar of a crew', () => {
    test('has the sessions that are planned and those of its schedule, and follows what is moved', async () => {
      const at = await open()
      expect(at.address).toMatch(/^https:\/\/tandem\.example\.com\/house\/calendar\/\d+-\d+\.ics\?mark=/)
      const response = await at.get(at.address)
      expect(response.status).toBe(200)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      const before = await response.text()
      expect(before.match(/BEGIN:VEVENT/g)).toHaveLength(12)
      expect(before).toContain('DTSTART:20261127T080000Z')
      const { id } = await at.next()
      await at.say('cleo', '/align point "TOPSECRET"', 'checkout')
      await at.submit('ana', 'move', { session: id }, { day: '2026-11-30', time: '11:00' })
      const after = await (await at.get(at.address)).text()
      expect(after).toContain('DTSTART:20261130T100000Z')
      expect(after).not.toContain('20261127T080000Z')
      expect(after).not.toContain('TOPSECRET')
      expect(after.match(/UID:.*/g)).toEqual(before.match(/UID:.*/g))
    })

    test('is nobody’s who has changed its address, and nobody’s with another key', async () => {
      const at = await open()
      const other = at.address.replace(/\d+\.ics/, `${await at.person('Ana')}.ics`)
      for (const link of [
        other,
        at.address.replace('.ics', '.ics.ics'),
        `${at.address}x`,
        at.address.split('?')[0] ?? '',
      ])
        expect((await at.get(link)).status).toBe(404)
      const elsewhere = createFeeds({ db: at.db, clock: at.house.clock, ...reach, secret: 'another' })
      expect((await at.get(at.address, elsewhere)).status).toBe(404)
    })

    test('ends with the membership of whoever was given it, and with the crew', async () => {
      const at = await open()
      const personId = await at.person('Cleo')
      await at.db.transact((tx) => tx.member.deleteMany({ where: { crewId: at.crew.id, personId } }))
      const response = await at.get(at.address)
      expect([response.status, await response.text()]).toEqual([
        410,
        'This calendar is for members of its crew, and whoever was given it is none any more.\n',
      ])
      await at.db.transact((tx) => tx.crew.delete({ where: { id: at.crew.id } }))
      expect((await at.get(at.address)).status).toBe(410)
    })
  })
})
