import { expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  test('a deleted crew leaves nothing that was said in it on any card', async () => {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '12:00')
    const round = (await newestRound(db)).id
    const cleo = String((await house.person('Cleo')).id)
    await house.submit('paul', 'standup.answer', { round }, { p1: 'SECRET work', p3: 'SECRET keys', helper: cleo })
    await house.submit('cleo', 'standup.answer', { round }, { v1: 'SECRET value', v3: 'SECRET ask', helper: 'side' })
    const { id: question } = await db.read.sideQuestion.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await house.submit('ana', 'standup.reply', { question }, { text: 'SECRET reply' })
    const { id: blocker } = await db.read.blocker.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await house.press('cleo', 'standup.help', { blocker })
    const everything = async () =>
      (await Promise.all(house.posted.map(({ message }) => house.text(message)))).join('\n')
    expect((await everything()).match(/SECRET/g)?.length).toBeGreaterThan(8)
    const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
    // Said while the crew's rows are there; then they go.
    await db.transact(async (tx) => {
      await house.app.chat.apply(tx, { facts: [{ fact: 'crew.deleted', crewId: crew }] }, house.clock.now())
      await tx.crew.delete({ where: { id: crew } })
    })
    await house.to('2026-11-23', '12:01')
    expect(await db.read.crew.count({ where: { id: crew } })).toBe(0)
    const left = await everything()
    expect(left).not.toContain('SECRET')
    expect(left).not.toContain('[Add or change mine]')
    const posts = house.posted.length
    await house.to('2026-11-25', '12:00')
    expect(house.posted).toHaveLength(posts)
  })
})
