import { expect, test } from 'vitest'
import { loadHistory } from '../../../src/sample.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  test('what two accounts owned, gave and work on is one person’s once they are one', async () => {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await db.transact((tx) => loadHistory(tx, house.app.chat.apply, house.clock.now()))
    const [ana, paul] = [await house.person('Ana'), await house.person('Paul')]
    const theirs = (id: number) =>
      Promise.all([
        db.read.deliverable.count({ where: { ownerId: id } }),
        db.read.allocation.count({ where: { personId: id } }),
        db.read.initiative.count({
          where: { OR: [{ projectOwnerId: id }, { productOwnerId: id }, { sponsorId: id }] },
        }),
        db.read.booking.count({ where: { byId: id } }),
        db.read.whyVoice.count({ where: { personId: id } }),
      ])
    const why = await db.read.why.findFirstOrThrow()
    await db.transact(async (tx) => {
      await tx.whyVoice.deleteMany({ where: { whyId: why.id } })
      const at = house.clock.now()
      await tx.whyVoice.create({ data: { whyId: why.id, personId: ana.id, agrees: true, at } })
      await tx.whyVoice.create({ data: { whyId: why.id, personId: paul.id, agrees: false, reason: 'No float', at } })
    })
    const [before, own] = [await theirs(paul.id), await theirs(ana.id)]
    expect(before[0]).toBeGreaterThan(0)
    expect(before[1]).toBeGreaterThan(0)
    const fact = { fact: 'person.joined' as const, personId: ana.id, formerId: paul.id }
    await db.transact((tx) => house.app.chat.apply(tx, { facts: [fact] }, house.clock.now()))
    expect(await theirs(paul.id)).toEqual([0, 0, 0, 0, 0])
    const after = await theirs(ana.id)
    expect(after[0]).toBe((before[0] ?? 0) + (own[0] ?? 0))
    expect(after[1]).toBe((before[1] ?? 0) + (own[1] ?? 0))
    const voices = await db.read.whyVoice.findMany({ where: { whyId: why.id } })
    expect(voices).toMatchObject([{ personId: ana.id, agrees: true }])
  })
})
