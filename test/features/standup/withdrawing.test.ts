import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function atPrompt() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    const round = (await newestRound(db)).id
    const cleo = String((await house.person('Cleo')).id)
    const say = (account: string, raw: Record<string, string>) =>
      house.submit(account, 'standup.answer', { round }, raw)
    const everywhere = async () =>
      (
        await Promise.all(
          ['checkout', 'teams-checkout', 'dm-cleo', 'dm-paul', 'dm-ben', 'dm-ana'].map((one) => house.seen(one)),
        )
      )
        .flat()
        .join('\n')
    return { ...house, command: house.say, round, cleo, say, everywhere }
  }

  describe('an answer changed after its blocker or question was ended', () => {
    test('does not open it again', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '12:00')
      await house.say('paul', { p1: 'form haf done', p3: 'No keys', helper: house.cleo })
      const { id: blocker } = await house.db.read.blocker.findFirstOrThrow({ where: { text: 'No keys' } })
      await house.press('cleo', 'standup.resolve', { blocker })
      await house.say('cleo', { v1: 'x', v3: 'Can it ship?', helper: 'side' })
      const { id: question } = await house.db.read.sideQuestion.findFirstOrThrow({ where: { text: 'Can it ship?' } })
      await house.submit('ana', 'standup.reply', { question }, { text: 'Yes.' })
      const [posts, blockers, questions, jobs] = [
        house.posted.length,
        await house.db.read.blocker.count(),
        await house.db.read.sideQuestion.count(),
        await house.db.read.job.count({ where: { name: 'standup.raise' } }),
      ]
      await house.say('paul', { p1: 'form half done', p3: ' no  KEYS', helper: house.cleo })
      await house.say('cleo', { v1: 'xx', v3: 'Can it ship?', helper: 'side' })
      expect(house.posted).toHaveLength(posts)
      expect(await house.db.read.blocker.count()).toBe(blockers)
      expect(await house.db.read.sideQuestion.count()).toBe(questions)
      expect(await house.db.read.job.count({ where: { name: 'standup.raise' } })).toBe(jobs)
    })

    test('opens another when it says something else', async () => {
      const house = await atPrompt()
      await house.say('paul', { p1: 'x', p3: 'No keys', helper: 'anyone' })
      const { id: blocker } = await house.db.read.blocker.findFirstOrThrow({ where: { text: 'No keys' } })
      await house.press('ben', 'standup.resolve', { blocker })
      await house.say('paul', { p1: 'x', p3: 'No test phones', helper: 'anyone' })
      expect(await house.db.read.blocker.count({ where: { resolvedAt: null, text: 'No test phones' } })).toBe(1)
    })
  })

  describe('a deleted answer', () => {
    test('takes its blocker along, from every card it stood on, resolved or not', async () => {
      for (const resolved of [false, true]) {
        const house = await atPrompt()
        await house.to('2026-11-23', '12:00')
        await house.say('paul', { p1: 'SECRET work', p3: 'SECRET keys', helper: house.cleo })
        if (resolved) {
          const { id: blocker } = await house.db.read.blocker.findFirstOrThrow({ where: { text: 'SECRET keys' } })
          await house.press('cleo', 'standup.resolve', { blocker })
        }
        expect(await house.everywhere()).toContain('SECRET keys')
        await house.press('paul', 'standup.delete', { round: house.round })
        expect(await house.everywhere()).not.toContain('SECRET')
        expect(await house.db.read.blocker.count({ where: { text: { contains: 'SECRET' } } })).toBe(0)
      }
    })

    test('takes its question and the reply to it along', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '12:00')
      await house.say('cleo', { v1: 'x', v3: 'SECRET ask?', helper: 'side' })
      const { id: question } = await house.db.read.sideQuestion.findFirstOrThrow({ where: { text: 'SECRET ask?' } })
      await house.submit('ana', 'standup.reply', { question }, { text: 'Yes.' })
      await house.press('cleo', 'standup.delete', { round: house.round })
      expect(await house.everywhere()).not.toContain('SECRET')
      expect(await house.db.read.sideQuestion.count({ where: { id: question } })).toBe(0)
    })

    test('and a blocker taken back by an edit count as nothing in the report', async () => {
      const house = await atPrompt()
      const report = async () => house.said(await house.command('ben', '/standup report 2026-11-23 today', 'checkout'))
      await house.say('paul', { p1: 'x', p3: 'No keys', helper: 'anyone' })
      expect(await report()).toContain('Blockers opened: 1, of which 0 resolved')
      await house.say('paul', { p1: 'x', ...nobody })
      expect(await report()).toContain('Blockers opened: 0, of which 0 resolved')
    })

    test('who is not needed any more reads no more of it', async () => {
      const house = await atPrompt()
      await house.say('paul', { p1: 'x', p3: 'SECRET keys', helper: house.cleo })
      expect((await house.seen('dm-cleo')).join()).toContain('SECRET keys')
      await house.say('paul', { p1: 'x', p3: 'SECRET keys', helper: String((await house.person('Dev')).id) })
      expect((await house.seen('dm-cleo')).join()).not.toContain('SECRET')
      expect((await house.seen('dm-dev')).join()).toContain('SECRET keys')
    })
  })
})
