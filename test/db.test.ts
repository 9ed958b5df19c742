import { describe, expect, test } from 'vitest'
import { claimMode, openDb } from '../src/db.ts'
import { onBothDatabases } from './support/databases.ts'

onBothDatabases((database) => {
  describe('the database', () => {
    test('a reader sees nothing of a transaction that has not committed', async () => {
      const { db } = await database.fresh()
      await db.transact(async (tx) => {
        await tx.organization.create({ data: { name: 'Acme' } })
        expect(await tx.organization.count()).toBe(1)
        expect(await db.read.organization.count()).toBe(0)
      })
      expect(await db.read.organization.count()).toBe(1)
    })

    test('a snapshot is of one moment, whatever is committed while it is read; a reader sees it at once', async () => {
      const { db } = await database.fresh()
      const name = () => db.transact((tx) => tx.setting.create({ data: { name: `${Math.random()}`, value: '' } }))
      await name()
      const counts = await db.snapshot(async (read) => {
        const before = await read.setting.count()
        await name()
        return [before, await db.read.setting.count(), await read.setting.count()]
      })
      expect(counts).toEqual([1, 2, 1])
      expect(await db.snapshot((read) => read.setting.count())).toBe(2)
    })

    test('a transaction that throws leaves nothing behind', async () => {
      const { db } = await database.fresh()
      const work = db.transact(async (tx) => {
        await tx.organization.create({ data: { name: 'Acme' } })
        throw new Error('stop')
      })
      await expect(work).rejects.toThrow('stop')
      expect(await db.read.organization.count()).toBe(0)
    })

    test('two processes that take the same unique key: the later one is done anew and finds it', async () => {
      const { db, url } = await database.fresh()
      const other = await openDb(url)
      try {
        const claim = (one: typeof db) =>
          one.transact(async (tx) => {
            const found = await tx.setting.findUnique({ where: { name: 'x' } })
            if (found) return 'found'
            await new Promise((resume) => setTimeout(resume, 30))
            await tx.setting.create({ data: { name: 'x', value: '1' } })
            return 'made'
          })
        const results = await Promise.all([claim(db), claim(other)])
        expect(results.sort()).toEqual(['found', 'made'])
      } finally {
        await other.close()
      }
    })

    test('transactions that wait for each other in a circle are undone and done anew until they pass', async () => {
      const { db } = await database.fresh()
      await db.transact((tx) => tx.setting.createMany({ data: ['a', 'b'].map((name) => ({ name, value: '' })) }))
      const crossing = (first: string, second: string) =>
        db.transact(async (tx) => {
          const add = (name: string) =>
            tx.$executeRaw`UPDATE "Setting" SET "value" = "value" || 'x' WHERE "name" = ${name}`
          await add(first)
          await new Promise((resume) => setTimeout(resume, 20))
          await add(second)
        })
      const pairs = [1, 2, 3].flatMap(() => [crossing('a', 'b'), crossing('b', 'a')])
      await Promise.all(pairs)
      const rows = await db.read.setting.findMany({ where: { name: { in: ['a', 'b'] } } })
      expect(rows.map(({ value }) => value)).toEqual(['xxxxxx', 'xxxxxx'])
    })

    test('moments, JSON and enums come back as they went in', async () => {
      const { db } = await database.fresh()
      const sentAt = new Date('2026-11-24T08:30:00.123Z')
      const message = { summary: 'x', blocks: [{ block: 'text', text: 'Grüße 🎈 <b>' }] }
      await db.transact((tx) => tx.webMessage.create({ data: { conversation: 'c', message, sentAt } }))
      const row = await db.read.webMessage.findFirstOrThrow()
      expect(row.sentAt).toEqual(sentAt)
      expect(row.message).toEqual(message)
    })

    test('the sandbox and a real installation refuse each other’s database', async () => {
      const { db } = await database.fresh()
      expect(await claimMode(db, 'sandbox')).toBeUndefined()
      expect(await claimMode(db, 'sandbox')).toBeUndefined()
      expect(await claimMode(db, 'production')).toContain('sandbox database')
    })
  })
})
