/** The house with a crew about to be set up in #payments, by Ana. */
import type { TestDatabase } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'

export async function openPayments(database: TestDatabase, options: { at?: Date } = {}) {
  const { db } = await database.fresh()
  const house = await openHouse(db, options)
  const ids = Object.fromEntries((await db.read.person.findMany()).map(({ id, name }) => [name, String(id)]))
  const channels = Object.fromEntries((await db.read.channel.findMany()).map(({ id, name }) => [name, String(id)]))
  const raw = {
    name: 'Payments',
    project: [ids.Ana ?? '', ids.Paul ?? ''],
    product: [ids.Cleo ?? ''],
    sponsors: [ids.Finn ?? ''],
    channels: [channels['#payments'] ?? ''],
    when: 'mon wed 10:00',
    zone: 'berlin',
    country: 'Germany',
  }
  /** What the form of a crew that exists asks besides. */
  const work = {
    workDays: 'mon-fri',
    workFrom: '09:00',
    workTo: '17:00',
    projectLabel: 'Project',
    productLabel: 'Product',
  }
  const crewOf = async () => (await db.read.crew.findFirstOrThrow({ where: { name: 'Payments' } })).id
  return { ...house, ids, channels, raw, work, crewOf }
}
