import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function answered() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    const round = (await newestRound(db)).id
    const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
    await house.submit('ana', 'standup.answer', { round }, { p1: 'secret plan', ...nobody })
    await house.to('2026-11-23', '11:30')
    const gone = async () => {
      expect(await house.said(await house.press('ana', 'standup.delete', { round }))).toContain('is deleted')
      expect((await house.seen('checkout')).join()).not.toContain('secret plan')
      expect((await house.seen('dm-ana')).join()).not.toContain('secret plan')
      expect(await db.read.standupAnswer.count({ where: { roundId: round } })).toBe(0)
    }
    return { ...house, round, crew, gone }
  }

  describe('anyone can delete their own answer', () => {
    test('after the next prompt, from the old prompt and from Read all', async () => {
      const house = await answered()
      await house.to('2026-11-24', '09:30')
      expect((await house.seen('dm-ana'))[0]).toContain('[Delete my answer]')
      const all = await house.said(await house.press('ana', 'standup.read', { round: house.round }))
      expect(all).toContain('[Delete my answer]')
      const others = await house.said(await house.press('ben', 'standup.read', { round: house.round }))
      expect(others).not.toContain('[Delete my answer]')
      await house.gone()
    })

    test('after leaving the crew', async () => {
      const house = await answered()
      await house.press('ana', 'setup.leave', { crew: house.crew })
      expect((await house.seen('dm-ana')).join()).toContain('[Delete my answer]')
      await house.gone()
    })

    test('when they only follow, or stand on neither side', async () => {
      const house = await answered()
      await house.press('ana', 'setup.follow', { crew: house.crew })
      await house.submit('ana', 'setup.side', { crew: house.crew }, { side: 'both' })
      expect((await house.seen('dm-ana')).join()).toContain('[Delete my answer]')
      await house.gone()
    })

    test('and nobody else’s', async () => {
      const house = await answered()
      const said = await house.said(await house.press('ben', 'standup.delete', { round: house.round }))
      expect(said).toContain('There is no answer of yours')
      expect((await house.seen('checkout')).join()).toContain('secret plan')
    })
  })
})
