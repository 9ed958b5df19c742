import { describe, expect, it } from 'vitest'
import type { Consequence, JobDefinition } from '../../src/chat/feature.ts'
import type { Db } from '../../src/db.ts'
import { createLog } from '../../src/log.ts'
import { createClock } from '../../src/schedule/clock.ts'
import { cancelJobs, putJobs } from '../../src/schedule/jobs.ts'
import { createRunner } from '../../src/schedule/runner.ts'
import { onBothDatabases } from '../support/databases.ts'

const nine = new Date('2026-11-24T08:00:00Z')
const minutesOn = (minutes: number) => new Date(nine.getTime() + minutes * 60_000)

function open(db: Db, define: (note: (line: string) => Consequence) => Record<string, JobDefinition>) {
  const ran: string[] = []
  const lines: string[] = []
  const machine = { now: new Date('2030-01-01T00:00:00Z') }
  const clock = createClock({ machine: () => 0, offsetMs: nine.getTime() })
  const runner = () =>
    createRunner({
      db,
      clock,
      jobs: define((line) => {
        ran.push(line)
        return {}
      }),
      apply: async () => {},
      kick: () => {},
      log: createLog({ write: (line) => lines.push(line) }),
      machineNow: () => machine.now,
    })
  const put = (name: string, key: string, due: Date) => db.transact((tx) => putJobs(tx, [{ name, key, due }]))
  return { clock, ran, lines, machine, runner, put }
}

onBothDatabases((database) => {
  describe('the runner', () => {
    it('runs a job once although two processes tick, and not before its time', async () => {
      const { db } = await database.fresh()
      const { clock, ran, runner, put } = open(db, (note) => ({
        'test.job': { late: 'run', run: async (key) => note(key) },
      }))
      for (let key = 0; key < 20; key += 1) await put('test.job', String(key), nine)
      await put('test.job', 'later', minutesOn(1))
      await Promise.all([runner().tick(), runner().tick()])
      expect(ran).toHaveLength(20)
      expect(new Set(ran).size).toBe(20)
      clock.moveTo(minutesOn(1))
      await runner().tick()
      expect(ran).toContain('later')
    })

    it('a job is unique by name and key: put again it moves while it waits, and is not done twice', async () => {
      const { db } = await database.fresh()
      const { clock, ran, runner, put } = open(db, (note) => ({
        'test.job': { late: 'run', run: async (key, { due }) => note(`${key} ${due.toISOString()}`) },
      }))
      await put('test.job', 'one', minutesOn(5))
      await put('test.job', 'one', minutesOn(10))
      clock.moveTo(minutesOn(6))
      await runner().tick()
      expect(ran).toEqual([])
      clock.moveTo(minutesOn(10))
      await runner().tick()
      await put('test.job', 'one', minutesOn(10))
      await runner().tick()
      expect(ran).toEqual([`one ${minutesOn(10).toISOString()}`])
    })

    it('late is what the job says it is: run, or noted as missed', async () => {
      const { db } = await database.fresh()
      const { clock, ran, runner, put } = open(db, (note) => ({
        'test.closing': { late: 'run', run: async () => note('closed') },
        'test.prompt': {
          late: { graceMinutes: 120 },
          run: async () => note('asked'),
          missed: async () => note('missed'),
        },
      }))
      await put('test.closing', '1', nine)
      await put('test.prompt', '1', nine)
      await put('test.prompt', '2', minutesOn(100))
      clock.moveTo(minutesOn(180))
      await runner().tick()
      expect(ran.sort()).toEqual(['asked', 'closed', 'missed'])
      const states = await db.read.job.findMany({ orderBy: { id: 'asc' }, select: { state: true } })
      expect(states.map(({ state }) => state)).toEqual(['done', 'missed', 'done'])
    })

    it('what fails undoes its work, waits longer each time, and after five tries is left for doctor', async () => {
      const { db } = await database.fresh()
      const { ran, lines, machine, runner, put } = open(db, (note) => ({
        'test.job': {
          late: 'run',
          run: async (_key, { tx }) => {
            note('tried')
            await tx.setting.create({ data: { name: 'half', value: 'done' } })
            throw new Error('what somebody typed')
          },
        },
      }))
      await put('test.job', '1', nine)
      const one = runner()
      await one.tick()
      await one.tick()
      expect(ran).toHaveLength(1)
      for (let wait = 0; wait < 10; wait += 1) {
        machine.now = new Date(machine.now.getTime() + 3_600_000)
        await one.tick()
      }
      expect(ran).toHaveLength(5)
      expect(await db.read.setting.count({ where: { name: 'half' } })).toBe(0)
      expect((await db.read.job.findFirstOrThrow()).state).toBe('failed')
      expect(lines).toHaveLength(5)
      expect(lines.join()).not.toContain('what somebody typed')
    })

    it('what must go on without a job that failed for good does so, once', async () => {
      const { db } = await database.fresh()
      const { ran, machine, runner, put } = open(db, (note) => ({
        'test.job': {
          late: 'run',
          run: async (key) => {
            if (key === '1') throw new Error('broken')
            return note(key)
          },
          failed: async (key, { tx }) => {
            await putJobs(tx, [{ name: 'test.job', key: '2', due: nine }])
            return note(`${key} failed`)
          },
        },
      }))
      await put('test.job', '1', nine)
      for (let wait = 0; wait < 10; wait += 1) {
        await Promise.all([runner().tick(), runner().tick()])
        machine.now = new Date(machine.now.getTime() + 3_600_000)
      }
      expect(ran).toEqual(['1 failed', '2'])
    })

    it('a job whose process died is taken over when its lease has run out', async () => {
      const { db } = await database.fresh()
      const { ran, machine, runner, put } = open(db, (note) => ({
        'test.job': { late: 'run', run: async () => note('ran') },
      }))
      await put('test.job', '1', nine)
      await db.transact((tx) =>
        tx.job.updateMany({ data: { state: 'running', leaseUntil: new Date(machine.now.getTime() + 60_000) } }),
      )
      await runner().tick()
      expect(ran).toEqual([])
      machine.now = new Date(machine.now.getTime() + 60_000)
      await runner().tick()
      expect(ran).toEqual(['ran'])
    })

    it('taken back, it does not run', async () => {
      const { db } = await database.fresh()
      const { ran, runner, put } = open(db, (note) => ({
        'test.job': { late: 'run', run: async (key) => note(key) },
      }))
      await put('test.job', '7:a', nine)
      await put('test.job', '7:b', nine)
      await put('test.job', '70:a', nine)
      await db.transact((tx) => cancelJobs(tx, 'test.job', '7:'))
      await runner().tick()
      expect(ran).toEqual(['70:a'])
    })

    it('moving the clock stops at every job on the way, also those that jobs put', async () => {
      const { db } = await database.fresh()
      const { clock, ran, runner, put } = open(db, (note) => ({
        'test.job': {
          late: { graceMinutes: 1 },
          run: async (key, { now, tx }) => {
            note(`${key} at ${now.toISOString().slice(11, 16)}`)
            if (key === '1') await putJobs(tx, [{ name: 'test.job', key: '2', due: minutesOn(45) }])
            return {}
          },
          missed: async (key) => note(`${key} missed`),
        },
      }))
      await put('test.job', '1', minutesOn(30))
      await put('test.job', '3', minutesOn(90))
      await runner().advance(minutesOn(120), async () => {})
      expect(ran).toEqual(['1 at 08:30', '2 at 08:45', '3 at 09:30'])
      expect(clock.now()).toEqual(minutesOn(120))
    })
  })
})
