import { expect, test } from 'vitest'
import { type Db, openDb } from '../../../src/db.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms))

onBothDatabases((database) => {
  /** Holds up whoever writes to that table, where a database lets several write at once. */
  async function hold(other: Db, table: string): Promise<() => Promise<unknown>> {
    if (database.dialect === 'sqlite') return async () => undefined
    let release = () => {}
    const held = new Promise<void>((resume) => {
      release = resume
    })
    let locked = () => {}
    const ready = new Promise<void>((resume) => {
      locked = resume
    })
    const done = other.transact(async (tx) => {
      await tx.$executeRawUnsafe(`LOCK TABLE "${table}" IN EXCLUSIVE MODE`)
      locked()
      await held
    })
    await ready
    return async () => {
      release()
      await done
    }
  }

  test('an answer ahead that is being written while its round opens counts in it, and nobody is asked for it', async () => {
    const { db, url } = await database.fresh()
    const other = await openDb(url)
    try {
      const house = await openHouse(db)
      const reply = await house.say('ana', '/standup')
      if (reply.do !== 'open') throw new Error(await house.said(reply))
      // The blocker is the last thing an answer writes: held up there, the answer is in and not yet committed.
      const release = await hold(other, 'Blocker')
      const sent = house.submit('ana', 'standup.answer', reply.form.value, {
        p1: 'AHEAD',
        p3: 'keys',
        helper: 'anyone',
      })
      await pause(400)
      const opened = house.to('2026-11-23', '08:30')
      await pause(400)
      await release()
      await Promise.all([sent, opened])
      const ana = (await house.person('Ana')).id
      const round = await newestRound(db)
      expect(await db.read.participation.findFirst({ where: { roundId: round.id, personId: ana } })).toMatchObject({
        state: 'answered',
      })
      await house.to('2026-11-23', '11:30')
      expect(await house.seen('dm-ana')).toHaveLength(0)
      const digest = (await house.seen('checkout')).at(-1)
      expect(digest).toContain('1 of 6')
      expect(digest).toContain('Ana: AHEAD')
    } finally {
      await other.close()
    }
  })

  test('an answer and the prompt that would ask for it: answered, whoever is first', async () => {
    const { db, url } = await database.fresh()
    const other = await openDb(url)
    try {
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:00')
      const round = (await newestRound(db)).id
      const release = await hold(other, 'Participation')
      const asked = house.to('2026-11-23', '09:30')
      await pause(200)
      const sent = house.submit('ana', 'standup.answer', { round }, { p1: 'first', ...nobody })
      await pause(200)
      await release()
      await Promise.all([sent, asked])
      const ana = (await house.person('Ana')).id
      expect(await db.read.participation.findFirst({ where: { roundId: round, personId: ana } })).toMatchObject({
        state: 'answered',
      })
    } finally {
      await other.close()
    }
  })
})
