/** Several transactions in one commit, on SQLite. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Db, openDb, type Tx } from '../src/db.ts'
import { createGroups } from '../src/groups.ts'
import { bundle } from './support/bundle.ts'
import { sqliteDatabase } from './support/databases.ts'

const database = sqliteDatabase()

/** However slow the machine is, what waits is one group. */
async function open() {
  const { url } = await database.fresh()
  const db = await openDb(url, { works: 32, ms: 60_000 })
  onTestFinished(() => db.close())
  return { db, url }
}

const put = (tx: Tx, name: string) => tx.setting.create({ data: { name, value: '' } })
const names = async (db: Db) => (await db.read.setting.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)

it('what waits at the same moment runs in the order it came, sees what is before it, and shares commits', async () => {
  const { db } = await open()
  const seen = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      db.transact(async (tx) => {
        const before = await tx.setting.count()
        await put(tx, `s${index}`)
        return before
      }),
    ),
  )
  expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index))
  expect(await db.read.setting.count()).toBe(50)
})

it('nobody is answered before the commit, neither with a value nor with an error', async () => {
  const { db } = await open()
  const answers: string[] = []
  const answered = (name: string) => () => void answers.push(name)
  const first = db.transact((tx) => put(tx, 'a')).then(answered('a'))
  const second = db
    .transact(async (tx) => {
      await put(tx, 'b')
      throw new Error('no')
    })
    .catch(answered('b'))
  const third = db
    .transact(async (tx) => {
      expect(await tx.setting.count()).toBe(1)
      expect(answers).toEqual([])
      expect(await names(db)).toEqual([])
    })
    .then(answered('c'))
  await Promise.all([first, second, third])
  expect(answers).toEqual(['a', 'b', 'c'])
  expect(await names(db)).toEqual(['a'])
})

it('a work that throws takes no other with it, first, in the middle or last', async () => {
  const { db } = await open()
  const work = (name: string) =>
    db.transact(async (tx) => {
      await put(tx, name)
      if (name.startsWith('x')) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled(['x1', 'a', 'x2', 'b', 'x3'].map(work))
  expect(results.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
    'x1',
    'a',
    'x2',
    'b',
    'x3',
  ])
  expect(await names(db)).toEqual(['a', 'b'])
})

it('what a work began beside that which failed is undone with it, and what it would begin later is refused', async () => {
  const { db } = await open()
  let late: Promise<unknown> = Promise.resolve()
  const first = db.transact((tx) => put(tx, 'a'))
  const second = db.transact((tx) => {
    const beside = async () => {
      for (const name of ['b', 'c', 'd', 'e']) await put(tx, name)
    }
    late = beside().catch((error) => error)
    return Promise.all([late, Promise.reject(new Error('no'))])
  })
  const third = db.transact((tx) => put(tx, 'f'))
  const [, refused] = await Promise.allSettled([first, second, third])
  expect(refused).toMatchObject({ status: 'rejected', reason: { message: 'no' } })
  expect(await late).toBeInstanceOf(TypeError)
  expect(await names(db)).toEqual(['a', 'f'])
})

it('a unique key taken inside a group is done anew and found', async () => {
  const { db } = await open()
  let tries = 0
  const first = db.transact((tx) => put(tx, 'a'))
  const second = db.transact(async (tx) => {
    tries += 1
    if (tries > 1) return tx.setting.findUnique({ where: { name: 'a' } })
    return put(tx, 'a')
  })
  await first
  expect(await second).toMatchObject({ name: 'a' })
  expect(tries).toBe(2)
})

it('a commit that fails fails only whose fault it is, and the next ones find the database as usual', async () => {
  const { db } = await open()
  // Checked at the commit, so that the work itself succeeds.
  const orphan = (tx: Tx) =>
    tx.$executeRaw`INSERT INTO "Identity" ("organizationId", "personId", "installationId", "externalId") VALUES (7, 7, 7, 'U7')`
  const results = await Promise.allSettled([
    db.transact((tx) => put(tx, 'a')),
    db.transact(async (tx) => {
      await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`
      await put(tx, 'b')
      await orphan(tx)
    }),
    db.transact((tx) => put(tx, 'c')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await db.transact((tx) => put(tx, 'd'))
  expect(await names(db)).toEqual(['a', 'c', 'd'])
})

it('a group that another process keeps out waits, and all of it is done', async () => {
  const { db, url } = await open()
  const other = await openDb(url)
  try {
    const held = other.transact(async (tx) => {
      await put(tx, 'held')
      await new Promise((resume) => setTimeout(resume, 200))
    })
    await new Promise((resume) => setTimeout(resume, 50))
    await Promise.all([held, ...['a', 'b', 'c'].map((name) => db.transact((tx) => put(tx, name)))])
    expect(await names(db)).toEqual(['a', 'b', 'c', 'held'])
  } finally {
    await other.close()
  }
})

it('one that is alone has no savepoint; a slow one lets nobody else into its group, and a full one neither', async () => {
  const groups: string[][] = []
  const transact = createGroups(
    async (works) => {
      groups.push([])
      await works({} as Tx)
    },
    (sql) => void groups.at(-1)?.push(sql),
    { works: 2, ms: 10 },
  )
  await transact(async () => {})
  const slow = transact(() => new Promise((resume) => setTimeout(resume, 30)))
  await Promise.all([slow, transact(async () => {})])
  expect(groups).toEqual([[], [], []])
  groups.length = 0
  await Promise.all([1, 2, 3].map(() => transact(async () => {})))
  expect(groups).toEqual([['SAVEPOINT "work"', 'RELEASE "work"'], []])
})

it('nothing can be written through what only reads', async () => {
  const { db } = await open()
  await expect(db.read.setting.create({ data: { name: 'a', value: '' } })).rejects.toThrow()
  await db.transact((tx) => put(tx, 'a'))
  expect(await names(db)).toEqual(['a'])
})

let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  child = await bundle(join(import.meta.dirname, 'support/answering.ts'))
})
afterAll(() => child.remove())

it('killed in the middle of a group, again and again: nothing is lost that was answered', {
  timeout: 60_000,
}, async () => {
  const { db, url } = await open()
  const answered = new Set<string>()
  for (let run = 0; run < 8; run += 1) {
    const program = fork(child.file, [url, `r${run}`])
    program.on('message', (name: string) => void answered.add(name))
    await once(program, 'message')
    // Another moment each time.
    await new Promise((resume) => setTimeout(resume, 40 + 13 * run))
    program.kill('SIGKILL')
    await once(program, 'close')
  }
  const kept = new Set(await names(db))
  expect(answered.size).toBeGreaterThan(50)
  expect([...answered].filter((name) => !kept.has(name))).toEqual([])
  expect([...kept].filter((name) => name.endsWith('thrown'))).toEqual([])
})
