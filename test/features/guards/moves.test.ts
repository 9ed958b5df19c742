import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { csv } from '../portfolio/portfolio.ts'
import { openGuards } from './guards.ts'

onBothDatabases((database) => {
  async function open() {
    const one = await openGuards((await database.fresh()).db)
    await one.house.to('2026-11-23', '10:00')
    await one.paste('ana', csv('initiative,key,owner', 'CHK,T2,Paul'))
    expect(await one.allocate('ana', 'Paul', 60, '2026-11-23', '2027-01-29')).toMatch(/^Saved: Paul, 60 %/)
    const less = (account = 'ana') => one.allocate(account, 'Paul', 30, '2026-11-23', '2027-01-29')
    return { ...one, less }
  }

  describe('a person’s time moved away from an initiative', () => {
    test('is told to its product owner with the days it costs, before it takes effect on the next working day', async () => {
      const one = await open()
      expect(await one.less()).toContain('It takes effect on Tue 24 Nov 2026 09:00, unless they object.')
      expect(await one.percent('Paul', '2026-12-01')).toBe(60)
      const told = await one.direct('cleo')
      expect(told).toContain(
        'Ana moves time away from it: Paul 30 % instead of 60 %, Mon 23 Nov 2026 to Fri 29 Jan 2027.',
      )
      expect(told).toContain('CHK: finish Mon 21 Dec > Mon 28 Dec 2026, +5 days')
      expect(told).not.toMatch(/EUR|budget/)
      expect(told).toContain('[Fine] [Object...]')
      await one.house.to('2026-11-24', '08:59')
      expect(await one.percent('Paul', '2026-12-01')).toBe(60)
      await one.house.to('2026-11-24', '09:00')
      expect(await one.percent('Paul', '2026-12-01')).toBe(30)
      // The day that was over by then is as it was.
      expect(await one.percent('Paul', '2026-11-23')).toBe(60)
      expect(await one.direct('cleo')).toContain('It is in effect.')
      expect(await one.word('cleo', 'fine')).toContain('settled already')
    })

    test('takes effect at once where the product owner finds it fine', async () => {
      const one = await open()
      await one.less()
      expect(await one.word('ana', 'fine')).toContain('That is for the product owner of CHK')
      expect(await one.word('cleo', 'fine')).toContain('In effect now: Paul, 30 % for CHK instead of 60 %')
      expect(await one.percent('Paul', '2026-11-23')).toBe(30)
      expect(await one.db.read.job.count({ where: { name: 'portfolio.move' } })).toBe(0)
    })

    test('objected to, it waits for whoever asked: left, nothing changes', async () => {
      const one = await open()
      await one.less()
      expect(await one.word('cleo', 'object', ' ')).toMatch(/^reason: /)
      expect(await one.word('cleo', 'object', 'No float left')).toContain('has your reason')
      expect(await one.direct('ana')).toContain('Cleo: “No float left”')
      await one.house.to('2026-11-25', '10:00')
      expect(await one.percent('Paul', '2026-12-01')).toBe(60)
      expect(await one.word('cleo', 'leave')).toContain('That is for whoever asked for it')
      expect(await one.word('ana', 'leave')).toBe('Left as it was: Paul stays at 60 % for CHK.')
      expect(await one.word('ana', 'anyway')).toContain('settled already')
      await one.house.to('2026-11-26', '10:00')
      expect(await one.direct('cleo')).toContain('time stays as it was')
    })

    test('done all the same, it is a decision with the objection in it, and the product owner is told', async () => {
      const one = await open()
      await one.less()
      await one.word('cleo', 'object', 'No float left')
      expect(await one.word('ana', 'anyway')).toContain('recorded with the objection')
      expect(await one.percent('Paul', '2026-12-01')).toBe(30)
      expect(await one.db.read.decision.findFirstOrThrow({ where: { source: 'move:1' } })).toMatchObject({
        what: 'Paul, 30 % for CHK instead of 60 %, Mon 23 Nov 2026 to Fri 29 Jan 2027',
        why: 'The product owner objected: No float left',
        domain: 'how',
        state: 'accepted',
      })
      expect(await one.direct('cleo')).toContain('less time, against the objection')
    })

    test('by the product owner, or for more time, it takes effect at once; without one the project owner is told', async () => {
      const one = await open()
      expect(await one.less('cleo')).toMatch(/^Saved: Paul, 30 %/)
      expect(await one.percent('Paul', '2026-12-01')).toBe(30)
      expect(await one.allocate('ana', 'Paul', 80, '2026-11-23', '2027-01-29')).toMatch(/^Saved: Paul, 80 %/)
      await one.db.transact((tx) => tx.initiative.update({ where: { id: one.chk }, data: { productOwnerId: null } }))
      expect(await one.less('paul')).toMatch(/^Saved: Paul, 30 %/)
      await one.house.to('2026-11-24', '10:00')
      const told = await one.direct('ana')
      expect(told).toContain('Paul moves time away from it: Paul 30 % instead of 80 %')
      expect(told).toContain('It is in effect.')
      expect(told).not.toContain('[Object...]')
    })

    test('a later word about the same person takes its place', async () => {
      const one = await open()
      await one.less()
      expect(await one.allocate('ana', 'Paul', 0, '2026-12-01', '2026-12-11')).toContain(
        'Asked for: Paul, 0 % for CHK instead of 60 %',
      )
      await one.house.to('2026-11-24', '10:00')
      expect([await one.percent('Paul', '2026-11-30'), await one.percent('Paul', '2026-12-01')]).toEqual([60, 0])
      expect(await one.db.read.allocationMove.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
        { state: 'left' },
        { state: 'done' },
      ])
    })

    test('two words at the same moment: one counts', async () => {
      const one = await open()
      await one.less()
      const said = await Promise.all([one.word('cleo', 'fine'), one.word('cleo', 'object', 'No')])
      expect(said.filter((words) => words.includes('settled already'))).toHaveLength(1)
      const { state } = await one.move()
      expect(await one.percent('Paul', '2026-12-01')).toBe(state === 'done' ? 30 : 60)
    })
  })
})
