/** In the sample organization: CHK with the sixteen tasks of USAFA CS350, PAY that waits for its T12, and EMPTY. */
import type { Db } from '../../../src/db.ts'
import { usafa } from './plan.ts'

export async function withWhatIfPlan(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    const crew = await tx.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const { organizationId } = crew
    const person = async (name: string) => (await tx.person.findFirstOrThrow({ where: { name, organizationId } })).id
    const [ana, paul] = [await person('Ana'), await person('Paul')]
    const at = new Date('2026-11-20T09:00:00Z')
    const initiative = (key: string, name: string, more: object = {}) =>
      tx.initiative.create({
        data: {
          organizationId,
          key,
          name,
          kind: 'project',
          phase: 'build',
          crewId: crew.id,
          currency: 'EUR',
          createdById: ana,
          ...more,
        },
      })
    const chk = await initiative('CHK', 'Checkout v2', {
      budget: 12_000_000n,
      benefit: 21_000_000n,
      burnPerDay: 110_000n,
      projectOwnerId: ana,
    })
    const pay = await initiative('PAY', 'Payments core', { budget: 8_000_000n })
    await initiative('EMPTY', 'Not planned yet')
    const ids = new Map<string, number>()
    const add = async (initiativeId: number, key: string, likely: number, more: object = {}) => {
      const data = {
        organizationId,
        initiativeId,
        key,
        name: `Work ${key.slice(1)}`,
        likely,
        position: ids.size,
        ...more,
      }
      const { id } = await tx.deliverable.create({ data })
      ids.set(`${initiativeId} ${key}`, id)
      return id
    }
    for (const [key, days, after] of usafa) {
      const more = { T9: { name: 'Payment form' }, T3: { ownerId: paul }, T1: { reportedAt: at, reportedById: ana } }
      const toId = await add(chk.id, key, days, more[key as keyof typeof more])
      for (const from of after.split(',').filter(Boolean)) {
        await tx.dependency.create({ data: { fromId: ids.get(`${chk.id} ${from}`) ?? 0, toId, lag: 0 } })
      }
    }
    // It waits for T12, which is critical anyway, so that T9 keeps its float.
    const first = await add(pay.id, 'T1', 11)
    const second = await add(pay.id, 'T2', 2)
    await tx.dependency.create({ data: { fromId: ids.get(`${chk.id} T12`) ?? 0, toId: second, lag: 0 } })
    await tx.dependency.create({ data: { fromId: first, toId: second, lag: 0 } })
    const third = await add(pay.id, 'T3', 7)
    await tx.dependency.create({ data: { fromId: second, toId: third, lag: 0 } })
    await tx.booking.create({
      data: {
        organizationId,
        initiativeId: pay.id,
        kind: 'cost',
        day: '2026-11-18',
        amount: 600_000n,
        currency: 'EUR',
        byId: ana,
        at,
      },
    })
    const objective = await tx.objective.create({
      data: { organizationId, key: 'O1', name: 'Shoppers finish' },
    })
    const result = await tx.keyResult.create({
      data: {
        organizationId,
        objectiveId: objective.id,
        key: 'KR1',
        name: 'conversion',
        unit: '%',
        baseline: 2.1,
        target: 2.6,
        direction: 'up',
      },
    })
    await tx.keyResultReading.create({ data: { keyResultId: result.id, day: '2026-11-20', value: 2.3, byId: ana, at } })
    await tx.initiativeKeyResult.create({ data: { initiativeId: chk.id, keyResultId: result.id } })
  })
}
