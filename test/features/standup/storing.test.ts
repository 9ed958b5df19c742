import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function atPrompt() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    return { ...house, round: (await newestRound(db)).id }
  }

  describe('an answer', () => {
    test('may hold what the database cannot keep: NUL, and half an emoji', async () => {
      const house = await atPrompt()
      const values = { p1: 'a\0b', p2: 'half \ud83c', ...nobody }
      const said = await house.said(await house.submit('ana', 'standup.answer', { round: house.round }, values))
      expect(said).toContain('is in.')
      const draft = await house.said(await house.write('ben', 'the form\0 is half\ud83c done'))
      expect(draft).toContain('Kept as the start of your stand-up answer.')
      expect((await house.db.read.standupDraft.findFirstOrThrow()).text).toBe('the form\uFFFD is half\uFFFD done')
    })

    test('of everybody at once is in, also where each reads the digest in their own messages', async () => {
      const house = await atPrompt()
      const { crewId } = await house.db.read.ritual.findFirstOrThrow()
      await house.db.transact((tx) => tx.channel.updateMany({ where: { crewId }, data: { crewId: null } }))
      await house.to('2026-11-24', '09:30')
      const { id: round } = await newestRound(house.db)
      const began = Date.now()
      const replies = await Promise.all(
        [
          ['ana', 'p1'],
          ['ben', 'p1'],
          ['paul', 'p1'],
          ['cleo', 'v1'],
          ['dev', 'v1'],
        ].map(([account = '', field = '']) =>
          house.submit(account, 'standup.answer', { round }, { [field]: `of ${account}`, ...nobody }),
        ),
      )
      for (const reply of replies) expect(await house.said(reply)).toContain('is in.')
      expect(Date.now() - began).toBeLessThan(5_000)
    })
  })

  test('one day that cannot be opened does not end the stand-ups of a crew', async () => {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const { id: ritualId, organizationId, crewId } = await db.read.ritual.findFirstOrThrow()
    const ana = await house.person('Ana')
    await db.transact(async (tx) => {
      // A record in the way: this round cannot be opened. And the job is before its last try.
      const round = await tx.round.create({ data: { ritualId, organizationId, crewId, day: '2026-11-23' } })
      const own = { roundId: round.id, personId: ana.id, side: 'project' as const }
      await tx.participation.create({ data: { ...own, askAt: house.clock.now(), closesAt: house.clock.now() } })
      await tx.job.updateMany({ where: { name: 'standup.open' }, data: { attempts: 4 } })
    })
    await house.to('2026-11-23', '12:00')
    expect(await db.read.round.findFirstOrThrow()).toMatchObject({ state: 'planned' })
    await house.to('2026-11-24', '09:30')
    expect((await house.seen('dm-ana')).join()).toContain('Checkout stand-up, Tue 24 Nov')
  })
})
