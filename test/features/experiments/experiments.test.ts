import { describe, expect, test } from 'vitest'
import { insightsToAccept } from '../../../src/features/experiments/store.ts'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { withPlans } from '../portfolio/portfolio.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const { chk } = await withPlans(house)
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    const idOf = async (name: string) => (await house.person(name)).id
    const given = {
      hypothesis: 'Shoppers leave at the address',
      metric: 'of 8 shoppers who stop there',
      direction: 'atLeast',
      threshold: '50',
      unit: '%',
      owner: [String(await idOf('Uma'))],
      endOn: '2026-11-24',
    }
    const newest = () => db.read.experiment.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const value = async () => ({ experiment: (await newest()).id })
    const plan = async (raw: Record<string, string | string[]> = {}, of: number | null = null, account = 'ana') =>
      house.said(
        await house.submit(account, 'experiments.plan', { initiative: chk, experiment: of }, { ...given, ...raw }),
      )
    const press = async (account: string, name: string) =>
      house.said(await house.press(account, `experiments.${name}`, await value()))
    const result = async (raw: Record<string, string> = {}, account = 'uma') => {
      const said = { result: '62', insight: 'The address is where they leave.', ...raw }
      return house.said(await house.submit(account, 'experiments.result', await value(), said))
    }
    const reject = async (account: string, reason: string) =>
      house.said(await house.submit(account, 'experiments.reject', await value(), { reason }))
    const list = async (account: string) => house.said(await house.say(account, '/tandem experiment CHK'))
    return { house, db, chk, idOf, newest, plan, press, result, reject, list }
  }

  describe('an experiment', () => {
    test('is fixed at its start, asked for on its last day, and adopted by the owners of both sides as one decision', async () => {
      const one = await open()
      const { house, db, chk } = one
      expect(await one.list('ana')).toContain('No experiment yet.')
      expect(await one.plan()).toContain('Saved: EX-1 of CHK.')
      expect(await one.plan({ threshold: '40' }, (await one.newest()).id)).toBe('Saved: EX-1. It has not started.')
      expect(await one.press('ana', 'start')).toContain('EX-1 has started')
      expect(await one.plan({ threshold: '10' }, (await one.newest()).id)).toContain('started already')
      expect(await one.press('ana', 'start')).toContain('started already')
      expect(await one.newest()).toMatchObject({ threshold: 40, state: 'running', startedOn: '2026-11-23' })
      await house.to('2026-11-24', '16:00')
      const asked = (await house.seen('dm-uma')).filter((text) => text.includes('EX-1: what came of it?'))
      expect(asked).toHaveLength(1)
      expect(await one.result({ insight: ' ' })).toMatch(/^insight: /)
      expect(await one.result()).toBe('EX-1: confirmed. The owners of both sides are asked whether it is adopted.')
      expect(await one.result({ result: '1' })).toContain('has its result already, and keeps it')
      expect(await insightsToAccept(db.read, [chk])).toMatchObject([{ number: 1, result: 62 }])
      await house.to('2026-11-25', '10:00')
      for (const account of ['ana', 'cleo']) {
        const told = (await house.seen(`dm-${account}`)).filter((text) => text.includes('adopt as insight?'))
        expect(told).toHaveLength(1)
        expect(told[0]).toContain('62 %, confirmed; ended Tue 24 Nov 2026')
      }
      expect(await one.press('paul', 'accept')).toContain('you are none of them')
      expect(await one.press('ana', 'accept')).toContain("The other side's word is missing.")
      expect(await one.press('cleo', 'accept')).toContain('is accepted, and goes into the decision log.')
      expect(await one.press('cleo', 'accept')).toContain('no insight that waits')
      const decisions = await db.read.decision.findMany({ where: { source: 'experiment:1' } })
      expect(decisions).toMatchObject([
        {
          what: 'Insight accepted: The address is where they leave.',
          domain: 'joint',
          state: 'accepted',
          initiativeId: chk,
        },
      ])
      expect(decisions[0]?.why).toContain('of 8 shoppers who stop there: 62 %, to be at least 40.')
      expect(await insightsToAccept(db.read, [chk])).toEqual([])
      expect(await one.list('paul')).toMatch(/EX-1 insight accepted/i)
    })

    test('one no is enough: it is rejected with its reason, whatever the other side said', async () => {
      const one = await open()
      await one.plan({ endOn: '2026-12-08', direction: 'atMost' })
      await one.press('uma', 'start')
      expect(await one.result()).toContain('EX-1: not confirmed.')
      expect(await one.list('ana')).toContain('ended Mon 23 Nov 2026, before its end on Tue 8 Dec 2026')
      await one.press('ana', 'accept')
      expect(await one.reject('cleo', ' ')).toMatch(/^reason: /)
      expect(await one.reject('cleo', 'Eight are too few')).toContain('is rejected')
      const decision = await one.db.read.decision.findFirstOrThrow({ where: { source: 'experiment:1' } })
      expect(decision).toMatchObject({ what: 'Insight rejected: The address is where they leave.' })
      expect(decision.why).toContain('Eight are too few')
    })

    test('two owners at the same moment make one decision, and their words are both kept', async () => {
      const one = await open()
      await one.plan()
      await one.press('uma', 'start')
      await one.result()
      await Promise.all([one.press('ana', 'accept'), one.press('cleo', 'accept')])
      expect(await one.newest()).toMatchObject({ projectSays: true, productSays: true, state: 'accepted' })
      expect(await one.db.read.decision.count({ where: { source: 'experiment:1' } })).toBe(1)
    })

    test('a start and a change at the same moment: it starts with one or the other, whole', async () => {
      const one = await open()
      await one.plan()
      const { id } = await one.newest()
      const [changed] = await Promise.all([one.plan({ threshold: '90', unit: 'x' }, id), one.press('ana', 'start')])
      const now = await one.newest()
      expect(now.state).toBe('running')
      expect([now.threshold, now.unit]).toEqual(changed.startsWith('Saved') ? [90, 'x'] : [50, '%'])
    })

    test('who may not edit the plan reads them; whoever runs one starts and measures it', async () => {
      const one = await open()
      await one.plan({ owner: [String(await one.idOf('Gus'))] })
      expect(await one.plan({}, null, 'gus')).toContain('You cannot change the experiments of CHK')
      expect(await one.press('gus', 'start')).toContain('has started')
      expect(await one.result({}, 'gus')).toContain('EX-1: confirmed')
      expect(await one.plan({ endOn: '2026-11-01' })).toMatch(/^endOn: /)
    })

    test('what is not answered waits with the next prompt, and follows who turn out to be one person', async () => {
      const one = await open()
      await one.plan()
      await one.press('ana', 'start')
      await one.house.to('2026-11-25', '10:00')
      const waiting = async (name: string) => {
        const blocks = []
        for (const { waiting: of } of one.house.app.features)
          blocks.push(...((await of?.(await one.idOf(name), { now: one.house.clock.now(), tx: one.db.read })) ?? []))
        return one.house.text({ summary: '', blocks })
      }
      expect(await waiting('Uma')).toContain('EX-1 "Shoppers leave at the address" what came of it?')
      const [uma, dev] = [await one.idOf('Uma'), await one.idOf('Dev')]
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(tx, { facts: await joined(tx, dev, uma) }, one.house.clock.now())
      })
      expect(await waiting('Dev')).toContain('what came of it?')
      await one.result({}, 'dev')
      await one.house.to('2026-11-26', '10:00')
      await one.press('ana', 'accept')
      expect(await waiting('Ana')).not.toContain('adopt as insight?')
      expect(await waiting('Cleo')).toContain('EX-1 "The address is where they leave." adopt as insight?')
    })
  })
})
