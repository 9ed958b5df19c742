import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function atPrompt() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    const round = (await newestRound(db)).id
    const cleo = await house.person('Cleo')
    return { ...house, round, cleo: cleo.id }
  }
  type House = Awaited<ReturnType<typeof atPrompt>>

  const blocked = (house: House, helper: string) =>
    house.submit(
      'paul',
      'standup.answer',
      { round: house.round },
      { p1: 'form half done', p3: 'No sandbox keys', helper },
    )

  describe('a blocker', () => {
    test('has a number and an owner, stands in the digest, and is told at once to who is needed', async () => {
      const house = await atPrompt()
      await blocked(house, String(house.cleo))
      const told = (await house.seen('dm-cleo')).at(-1)
      expect(told).toContain('Paul needs you in the Checkout crew.')
      await house.to('2026-11-23', '11:30')
      const [digest] = await house.seen('checkout')
      expect(digest).toContain(
        'BLOCKED B-1 Paul: No sandbox keys, since Mon 23 Nov 09:30. Needs Cleo. [I can help] [Resolved]',
      )
      expect(digest).toContain('Paul: form half done')
    })

    test('that comes after the digest is also said once in its thread', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '12:00')
      await blocked(house, 'anyone')
      await blocked(house, 'anyone')
      const replies = house.posted.filter(({ conversation, under }) => conversation === 'checkout' && under)
      expect(replies).toHaveLength(1)
      expect(replies[0]?.under).toBe(
        house.posted.find(({ conversation, under }) => conversation === 'checkout' && !under)?.ref,
      )
    })

    test('one helps, only one; the owner hears of it; resolved once', async () => {
      const house = await atPrompt()
      await blocked(house, 'anyone')
      const { id: blocker } = await house.db.read.blocker.findFirstOrThrow()
      const replies = await Promise.all(
        ['cleo', 'dev'].map((account) => house.press(account, 'standup.help', { blocker })),
      )
      const said = await Promise.all(replies.map(house.said))
      expect(said.filter((text) => text.startsWith('Thank you.'))).toHaveLength(1)
      expect((await house.seen('dm-paul')).join()).not.toContain('can help.')
      expect(await house.said(await house.press('ben', 'standup.resolve', { blocker }))).toBe('B-1 is resolved.')
      expect(await house.said(await house.press('ben', 'standup.resolve', { blocker }))).toContain(
        'Nothing was changed',
      )
      await house.to('2026-11-23', '11:30')
      expect((await house.seen('checkout'))[0]).toContain('RESOLVED B-1')
      // It is no reason for a message of its own: the owner reads it with the next prompt.
      await house.to('2026-11-24', '09:30')
      expect((await house.seen('dm-paul')).at(-1)).toMatch(/Checkout stand-up, Tue 24 Nov[^]*B-1/)
    })

    test('still open after 8 working hours is raised once more in the thread of the newest digest', async () => {
      const house = await atPrompt()
      await blocked(house, 'anyone')
      await house.to('2026-11-24', '09:25')
      const raised = () =>
        house.posted.filter(({ message }) =>
          message.blocks.some((block) => 'text' in block && block.text === 'Still open after 8 working hours.'),
        )
      expect(raised()).toHaveLength(0)
      await house.to('2026-11-26', '12:00')
      // Once in each of the two channels, and not again on later days.
      expect(
        raised()
          .map(({ conversation }) => conversation)
          .sort(),
      ).toEqual(['checkout', 'teams-checkout'])
      expect(raised()[0]?.at.toISOString()).toBe('2026-11-24T08:30:00.000Z')
    })

    test('reported again in the same words is the same blocker; taken back, it is gone', async () => {
      const house = await atPrompt()
      await blocked(house, 'anyone')
      await house.to('2026-11-24', '09:30')
      const round = (await newestRound(house.db)).id
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', p3: ' no  sandbox KEYS', helper: 'anyone' })
      expect(await house.db.read.blocker.count()).toBe(1)
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', p3: 'Another thing', helper: 'anyone' })
      expect(await house.db.read.blocker.count({ where: { resolvedAt: null } })).toBe(2)
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', ...nobody })
      expect(
        (await house.db.read.blocker.findMany({ where: { resolvedAt: null } })).map(({ number }) => number),
      ).toEqual([1])
    })
  })

  describe('a question to the other side', () => {
    test('stays until answered, and the asker hears the answer', async () => {
      const house = await atPrompt()
      await house.submit(
        'cleo',
        'standup.answer',
        { round: house.round },
        { v1: 'x', v3: 'Can it ship without accounts?', helper: 'side' },
      )
      await house.to('2026-11-24', '11:30')
      const second = (await house.seen('checkout'))[1]
      expect(second).toContain('NEEDS THE OTHER SIDE Cleo asks project: Can it ship without accounts? [Answer]')
      const { id: question } = await house.db.read.sideQuestion.findFirstOrThrow()
      await house.submit('ana', 'standup.reply', { question }, { text: 'Yes, in the pilot stores.' })
      expect((await house.seen('dm-cleo')).at(-1)).toContain('Ana answers: Yes, in the pilot stores.')
      expect((await house.seen('checkout'))[0]).toContain('ANSWERED Cleo asks project')
      const late = await house.submit('ben', 'standup.reply', { question }, { text: 'No.' })
      expect(await house.said(late)).toBe('Ana answered this already; nothing was changed.\nWhat you wrote:\nNo.')
    })
  })

  test('something to know is neither: it is worth a talk', async () => {
    const house = await atPrompt()
    await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'x', p3: 'The form may slip', ...nobody })
    await house.to('2026-11-23', '11:30')
    expect((await house.seen('checkout'))[0]).toContain('Worth a talk: Ana: The form may slip')
    expect(await house.db.read.blocker.count()).toBe(0)
  })
})
