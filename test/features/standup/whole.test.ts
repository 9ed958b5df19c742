import { expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  test('whatever a card cuts stands whole in Read all: answers, blockers, questions and replies', async () => {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '12:00')
    const round = (await newestRound(db)).id
    const long = (word: string) => `${word} ${'x'.repeat(300)} end of ${word}`
    await house.submit('paul', 'standup.answer', { round }, { p1: long('work'), p3: long('keys'), helper: 'anyone' })
    await house.submit('cleo', 'standup.answer', { round }, { v1: 'x', v3: long('question'), helper: 'side' })
    const { id: question } = await db.read.sideQuestion.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await house.submit('ana', 'standup.reply', { question }, { text: long('reply') })
    const thread = house.posted.filter(({ conversation, under }) => conversation === 'checkout' && under)
    for (const { message } of thread) expect(await house.text(message)).toContain('[Read all]')
    const all = await house.said(await house.press('ben', 'standup.read', { round }))
    for (const word of ['work', 'keys', 'question', 'reply']) expect(all).toContain(`end of ${word}`)
    await house.to('2026-11-24', '09:30')
    await house.submit('ben', 'standup.answer', { round: (await newestRound(db)).id }, { p1: 'y', ...nobody })
    const next = await house.said(await house.press('ben', 'standup.read', { round: (await newestRound(db)).id }))
    expect(next).toContain('end of keys')
    const old = (await house.seen('dm-paul'))[0]
    expect(old).toContain('[Read all]')
  })
})
