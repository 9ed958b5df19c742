import { describe, expect, test } from 'vitest'
import { subjects } from '../src/doctor.ts'
import { installation } from '../src/platforms/web/people.ts'
import { onBothDatabases } from './support/databases.ts'
import { monday, openHouse } from './support/house.ts'

onBothDatabases((database) => {
  describe('the doctor', () => {
    test('counts the late and failed jobs of one’s own organization only', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { organizationId, id: person } = await house.person('Paul')
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const stranger = await db.transact(async (tx) => {
        const { id: home } = await tx.installation.findFirstOrThrow({ where: { externalId: installation } })
        const { id } = await tx.person.create({
          data: { organizationId: other, name: 'Eve', zone: 'UTC', admin: true },
        })
        const account = { organizationId: other, personId: id, installationId: home, externalId: 'eve' }
        await tx.identity.create({ data: account })
        return id
      })
      expect(other).not.toBe(organizationId)
      const due = new Date(monday.getTime() - 3_600_000)
      const failed = { state: 'failed' as const, due }
      await db.transact((tx) =>
        tx.job.createMany({
          data: [
            { name: 'day.gather', key: `${person}:2026-11-20`, ...failed },
            { name: 'day.gather', key: `${stranger}:2026-11-20`, ...failed },
            { name: 'day.urgent', key: `${stranger}|standup.needed|1`, due },
          ],
        }),
      )
      const own = await house.said(await house.say('ben', '/tandem doctor'))
      expect(own).toContain('Jobs that failed for good: 1')
      expect(own).toContain('Jobs more than 5 minutes late: 0')
      const theirs = await house.said(await house.say('eve', '/tandem doctor'))
      expect(theirs).toContain('Jobs that failed for good: 1')
      expect(theirs).toContain('Jobs more than 5 minutes late: 1')
    })

    test('knows whose every job is', async () => {
      const { db } = await database.fresh()
      const { app } = await openHouse(db)
      const names = app.features.flatMap(({ jobs }) => Object.keys(jobs ?? {}))
      expect(names.filter((name) => !(name in subjects))).toEqual([])
    })
  })
})
