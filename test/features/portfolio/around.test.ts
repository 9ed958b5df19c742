/** What bears on an initiative is read, and nothing else: its days are those of the whole organization's network. */
import { expect, test } from 'vitest'
import type { Db } from '../../../src/db.ts'
import { networkOf } from '../../../src/features/portfolio/rules/network.ts'
import { planAround, planOfOrganization } from '../../../src/features/portfolio/store/reads.ts'
import { portfolioOf, statusIn } from '../../../src/features/portfolio/store/views.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { dice } from '../../week/people.ts'

const today = '2026-11-23'
const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']

/** Eight initiatives of five pieces; later pieces wait for earlier ones, of the same initiative or of another. */
async function tangled(db: Db, seed: number, across: number) {
  const roll = dice(seed)
  return db.transact(async (tx) => {
    const { id: organizationId } = await tx.organization.create({ data: { name: `Tangle ${seed}` } })
    const person = await tx.person.create({ data: { organizationId, name: 'Ana', zone: 'Europe/Berlin' } })
    const ids: number[] = []
    const pieces: number[] = []
    for (const key of keys) {
      const made = await tx.initiative.create({
        data: { organizationId, key, name: key, createdById: person.id, startOn: today },
      })
      ids.push(made.id)
    }
    for (let at = 0; at < 5 * keys.length; at += 1) {
      const initiativeId = ids[at % keys.length] as number
      const likely = 1 + Math.floor(9 * roll('days', at))
      const made = await tx.deliverable.create({
        data: { organizationId, initiativeId, key: `T${at}`, name: `T${at}`, likely, position: 99 - at },
      })
      pieces.push(made.id)
    }
    for (let to = keys.length; to < pieces.length; to += 1) {
      const own = to - keys.length
      const other = Math.floor(roll('from', to) * to)
      const from = roll('across', to) < across ? other : own
      await tx.dependency.create({ data: { fromId: pieces[from] as number, toId: pieces[to] as number, lag: 0 } })
    }
    return { organizationId, ids, pieces, personId: person.id }
  })
}

onBothDatabases((database) => {
  test('whatever is linked with what: the same days, float and critical pieces as in the network of all', async () => {
    const { db } = await database.fresh()
    const sizes = new Set<number>()
    for (const [seed, across] of [0, 0.05, 0.1, 0.5].entries()) {
      const { organizationId, ids } = await tangled(db, seed, across)
      const all = networkOf(await planOfOrganization(db.read, organizationId), today)
      if (!('network' in all)) throw new Error('A circle')
      for (const id of ids) {
        const plan = await planAround(db.read, organizationId, [id])
        const around = networkOf(plan, today)
        if (!('network' in around)) throw new Error('A circle')
        sizes.add(plan.initiatives.length)
        const { key } = plan.initiatives.find((one) => one.id === id) ?? { key: '' }
        expect(around.network.groups.get(key)).toEqual(all.network.groups.get(key))
        expect(around.network.pieces.size).toBe(5 * plan.initiatives.length)
        for (const [piece, scheduled] of around.network.pieces) {
          expect(scheduled).toEqual(all.network.pieces.get(piece))
        }
      }
    }
    expect(sizes).toContain(1)
    expect(sizes).toContain(keys.length)
  })

  test('through others, however far; an initiative that waits for nobody is alone, and a circle elsewhere is not its own', async () => {
    const { db } = await database.fresh()
    const { organizationId, ids, pieces } = await tangled(db, 1, 0)
    const [a, b, c, d, e] = ids as [number, number, number, number, number]
    const link = (from: number, to: number) =>
      db.transact((tx) =>
        tx.dependency.create({ data: { fromId: pieces[from] as number, toId: pieces[to] as number, lag: 0 } }),
      )
    await link(0, 9)
    await link(1, 10)
    // Its own plan waits for itself.
    await link(11, 3)
    const initiativesAround = async (id: number) =>
      (await planAround(db.read, organizationId, [id])).initiatives.map((one) => one.id)
    for (const id of [a, b, c]) expect(await initiativesAround(id)).toEqual([a, b, c])
    expect(await initiativesAround(e)).toEqual([e])
    const [alone] = (await planAround(db.read, organizationId, [e])).initiatives
    const [circle] = (await planAround(db.read, organizationId, [d])).initiatives
    if (!alone || !circle) throw new Error('No initiative')
    expect(await finishOf(db, organizationId, circle.id)).toBeNull()
    expect(await finishOf(db, organizationId, alone.id)).not.toBeNull()
    await db.transact((tx) => tx.initiative.update({ where: { id: b }, data: { phase: 'retired' } }))
    expect(await initiativesAround(a)).toEqual([a])
    expect(await initiativesAround(c)).toEqual([c])
  })

  test('who works here and elsewhere is counted with both, and the other initiative has its key', async () => {
    const { db } = await database.fresh()
    const { organizationId, ids, personId } = await tangled(db, 1, 0)
    for (const initiativeId of [ids[0], ids[4]] as number[]) {
      const span = { fromDay: today, toDay: '2026-12-18', percent: 70 }
      await db.transact((tx) => tx.allocation.create({ data: { organizationId, initiativeId, personId, ...span } }))
    }
    const [wanted] = (await planAround(db.read, organizationId, [ids[0] as number])).initiatives
    if (!wanted) throw new Error('No initiative')
    const records = await portfolioOf(db.read, organizationId, [wanted], today)
    expect(statusIn(records, wanted, today).over).toHaveLength(1)
    expect(records.plan.initiatives.map(({ key }) => key)).toEqual(['A', 'E'])
    expect(records.plan.deliverables).toHaveLength(5)
  })
})

async function finishOf(db: Db, organizationId: number, id: number) {
  const [one] = (await planAround(db.read, organizationId, [id])).initiatives
  if (!one) throw new Error('No initiative')
  return statusIn(await portfolioOf(db.read, organizationId, [one], today), one, today).finish.day
}
