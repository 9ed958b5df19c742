import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function typing() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    const round = (await newestRound(db)).id
    const opened = await house.press('ana', 'standup.open', { round })
    if (opened.do !== 'open') throw new Error(await house.said(opened))
    return { ...house, round, value: opened.form.value }
  }

  describe('what was typed is not lost', () => {
    test('when the next round has begun meanwhile: it is the start of that answer', async () => {
      const house = await typing()
      await house.to('2026-11-24', '09:30')
      const raw = { p1: 'Staging ready', p2: 'Testers', ...nobody }
      const said = await house.said(await house.submit('ana', 'standup.answer', house.value, raw))
      expect(said).toMatch(/closed on Tue 24 Nov.*nothing was changed.*kept as the start of your answer for Tue 24 Nov/)
      expect(said).toContain('What moved toward the plan? [Staging ready\nTesters]')
      const current = (await newestRound(house.db)).id
      expect(await house.db.read.standupDraft.findFirst()).toMatchObject({ roundId: current })
      expect((await house.seen('dm-ana')).at(-1)).toContain('[Staging ready\nTesters]')
    })

    test('when that one is answered already, or they left the crew: it comes back in the answer', async () => {
      const house = await typing()
      await house.to('2026-11-24', '09:30')
      const current = (await newestRound(house.db)).id
      await house.submit('ana', 'standup.answer', { round: current }, { p1: 'new', ...nobody })
      const raw = { p1: 'Staging ready', ...nobody }
      expect(await house.said(await house.submit('ana', 'standup.answer', house.value, raw))).toContain(
        'What you wrote:\nStaging ready',
      )
      const { crewId: crew } = await house.db.read.ritual.findFirstOrThrow()
      await house.press('ana', 'setup.leave', { crew })
      const said = await house.said(await house.submit('ana', 'standup.answer', house.value, raw))
      expect(said).toContain('You are not in the Checkout crew.')
      expect(said).toContain('What you wrote:\nStaging ready')
    })

    test('an answer sent again as it was is only refused', async () => {
      const house = await typing()
      const raw = { p1: 'Staging ready', ...nobody }
      await house.submit('ana', 'standup.answer', house.value, raw)
      await house.to('2026-11-24', '09:30')
      expect(await house.said(await house.submit('ana', 'standup.answer', house.value, raw))).not.toContain('kept')
      expect(await house.db.read.standupDraft.count()).toBe(0)
    })

    test('when somebody else has answered the question first', async () => {
      const house = await typing()
      await house.submit(
        'cleo',
        'standup.answer',
        { round: house.round },
        { v1: 'x', v3: 'Can it ship?', helper: 'side' },
      )
      const { id: question } = await house.db.read.sideQuestion.findFirstOrThrow({ where: { text: 'Can it ship?' } })
      await house.submit('ben', 'standup.reply', { question }, { text: 'Yes.' })
      const late = await house.said(
        await house.submit('ana', 'standup.reply', { question }, { text: 'In pilot stores' }),
      )
      expect(late).toContain('Ben answered this already; nothing was changed.')
      expect(late).toContain('What you wrote:\nIn pilot stores')
    })
  })
})
