import { describe, expect, it, onTestFinished } from 'vitest'
import type { Renew, Token } from '../../src/chat/ports.ts'
import { type Db, openDb } from '../../src/db.ts'
import { tokens } from '../../src/doctor/tokens.ts'
import { createInstallations } from '../../src/people/installations.ts'
import { createVault } from '../../src/vault.ts'
import { onBothDatabases } from '../support/databases.ts'

const hour = 3_600_000
const home = { platform: 'slack' as const, installation: 'T1', installationName: 'Northwind' }
const vault = createVault('a secret')

/** A platform that gives each refresh token one new pair, as Slack does. */
function openGrants(machine: { now: number }) {
  const grants = { asked: [] as string[], fail: '', held: Promise.resolve() }
  const renew: Renew = async (refresh) => {
    grants.asked.push(refresh)
    await grants.held
    if (grants.fail) throw new Error(grants.fail)
    return pair(Number(refresh.slice(1)) + 1, machine.now)
  }
  return { grants, renew }
}

const pair = (number: number, now: number): Token => ({
  token: `t${number}`,
  rotated: { refresh: `r${number}`, endsAt: new Date(now + 12 * hour) },
})

onBothDatabases((database) => {
  async function open() {
    const { db, url } = await database.fresh()
    const other = await openDb(url)
    onTestFinished(() => other.close())
    const machine = { now: Date.UTC(2026, 10, 23, 9) }
    const process = (own: Db) => createInstallations({ db: own, vault, machineNow: () => machine.now })
    const [one, two] = [process(db), process(other)]
    await one.keep(home, pair(1, machine.now))
    const { grants, renew } = openGrants(machine)
    const tokenOf = (from = one, refused?: string) => from.tokenOf('slack', 'T1', renew, refused)
    const { organizationId } = await db.read.installation.findFirstOrThrow()
    const doctor = () => tokens(db.read, organizationId, vault.keyId, (at) => at.toISOString())
    return { db, machine, one, two, grants, renew, tokenOf, doctor }
  }

  describe('a token that ends', () => {
    it('is renewed when less than 2 hours are left of it, and stored sealed with what the next one is got with', async () => {
      const { db, machine, grants, tokenOf } = await open()
      machine.now += 9 * hour
      expect(await tokenOf()).toBe('t1')
      machine.now += 1.5 * hour
      expect([await tokenOf(), await tokenOf()]).toEqual(['t2', 't2'])
      machine.now += 30 * hour
      expect(await tokenOf()).toBe('t3')
      expect(grants.asked).toEqual(['r1', 'r2'])
      const stored = await db.read.installationSecret.findFirstOrThrow()
      expect(stored.endsAt).toEqual(new Date(machine.now + 12 * hour))
      expect(JSON.stringify(stored)).not.toMatch(/"[tr]3"/)
    })

    it('is renewed when its platform says that it has ended, whatever was said before', async () => {
      const { grants, tokenOf, two } = await open()
      expect(await tokenOf(undefined, 't1')).toBe('t2')
      // The other process was refused the same one.
      expect(await tokenOf(two, 't1')).toBe('t2')
      expect(grants.asked).toEqual(['r1'])
    })

    it('is renewed once, whoever asks at the same time in two processes', async () => {
      const { machine, grants, tokenOf, one, two } = await open()
      machine.now += 13 * hour
      const asking = [one, two, one, two, one, two].map((process) => tokenOf(process))
      expect(await Promise.all(asking)).toEqual(asking.map(() => 't2'))
      expect(grants.asked).toEqual(['r1'])
    })

    it('while one process renews it, the others use it as long as it lasts', async () => {
      const { db, machine, grants, tokenOf, two } = await open()
      machine.now += 11 * hour
      let answer = () => {}
      grants.held = new Promise<void>((resume) => {
        answer = resume
      })
      const renewing = tokenOf()
      await expect.poll(async () => (await db.read.installationSecret.findFirst())?.leaseUntil).not.toBeNull()
      expect(await tokenOf(two)).toBe('t1')
      answer()
      expect(await renewing).toBe('t2')
      expect(await tokenOf(two)).toBe('t2')
    })

    it('that cannot be renewed is used as long as it lasts, doctor says so, and it is tried again', async () => {
      const { machine, grants, tokenOf, doctor } = await open()
      expect(await doctor()).toHaveLength(1)
      machine.now += 11 * hour
      grants.fail = 'internal_error'
      expect([await tokenOf(), await tokenOf()]).toEqual(['t1', 't1'])
      expect(grants.asked).toEqual(['r1'])
      const [, finding] = await doctor()
      expect(finding?.label).toBe('Token of Northwind')
      expect(finding?.value).toBe(
        'could not be renewed (internal_error); the one at hand ends 2026-11-23T21:00:00.000Z',
      )
      expect(finding?.advice).toContain('/slack/install')
      grants.fail = ''
      machine.now += 6 * 60_000
      expect(await tokenOf()).toBe('t2')
      expect(await doctor()).toHaveLength(1)
    })

    it('a process that died while renewing keeps the others from it for half a minute', async () => {
      const { db, machine, grants, tokenOf, two } = await open()
      machine.now += 11 * hour
      const leaseUntil = new Date(machine.now + 30_000)
      await db.transact((tx) => tx.installationSecret.updateMany({ data: { leaseUntil } }))
      expect(await tokenOf(two)).toBe('t1')
      machine.now += 31_000
      expect(await tokenOf(two)).toBe('t2')
      expect(grants.asked).toEqual(['r1'])
    })

    it('an installation made anew while it is renewed keeps its own', async () => {
      const { machine, grants, tokenOf, one } = await open()
      machine.now += 11 * hour
      grants.held = one.keep(home, pair(7, machine.now))
      await tokenOf()
      expect(await tokenOf()).toBe('t7')
    })
  })

  it('a token that does not end is never renewed, also when it is refused', async () => {
    const { one, machine, tokenOf, grants } = await open()
    await one.keep(home, { token: 'forever' })
    machine.now += 1000 * hour
    expect(await tokenOf(one, 'forever')).toBe('forever')
    expect(grants.asked).toEqual([])
    await one.drop('slack', 'T1')
    expect(await tokenOf()).toBeNull()
  })
})
