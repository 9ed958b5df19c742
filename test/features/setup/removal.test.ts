import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openPayments } from './payments.ts'

onBothDatabases((database) => {
  describe('who is added again', () => {
    test('is told again who added them', async () => {
      const house = await openPayments(database)
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      await house.press('ana', 'setup.start', { crew })
      await house.to('2026-11-23', '10:00')
      await house.press('finn', 'setup.leave', { crew })
      await house.submit('paul', 'setup.crew', { crew }, { ...house.raw, ...house.work })
      await house.to('2026-11-24', '10:00')
      const seen = await house.seen('dm-finn')
      expect(seen.filter((text) => text.includes('added you to the Payments crew'))).toEqual([
        expect.stringContaining('Paul added you'),
      ])
    })
  })

  describe('a deleted crew', () => {
    test('leaves no first message that still offers its buttons', async () => {
      const house = await openPayments(database)
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      await house.press('ana', 'setup.start', { crew })
      await house.to('2026-11-23', '10:00')
      expect((await house.seen('dm-finn')).join()).toContain('[Leave]')
      await house.press('ana', 'setup.delete', { crew })
      for (const person of ['finn', 'paul', 'cleo']) {
        expect((await house.seen(`dm-${person}`)).join()).not.toMatch(/Payments crew|\[Leave\]/)
      }
      expect((await house.seen('dm-finn')).join()).toContain('This was removed.')
    })

    test('is still there for those who hear of it, and gone when all have heard', async () => {
      const house = await openPayments(database)
      await house.submit('ana', 'setup.crew', { crew: null }, house.raw)
      const crew = await house.crewOf()
      const heard: number[] = []
      house.app.features.push({
        name: 'listener',
        facts: {
          async 'crew.deleted'({ crewId }, { tx }) {
            heard.push(await tx.crew.count({ where: { id: crewId } }), await tx.ritual.count({ where: { crewId } }))
            return {}
          },
        },
      })
      expect(await house.said(await house.press('ana', 'setup.delete', { crew }))).toContain('is deleted')
      expect(heard).toEqual([1, 1])
      expect(await house.db.read.crew.count({ where: { id: crew } })).toBe(0)
    })
  })
})
