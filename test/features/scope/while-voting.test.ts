import { describe, expect, test } from 'vitest'
import { directOf } from '../../../src/platforms/web/people.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { filled, withScope } from './chain.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '10:00')
    const later = (ms: number) =>
      house.app.runner.advance(new Date(house.clock.now().getTime() + ms), () => house.app.outbox.drain())
    return { house, db, later, ...(await withScope(house)) }
  }

  describe('while a scope change is voted on', { timeout: 120_000 }, () => {
    test('it needs both sides to open, and counts each ballot on the side of the opening', async () => {
      const { house, db, draft, openVote, fine, vote, against, scope, shows } = await atWork()
      const move = async (names: string[], side: 'project' | 'product') =>
        db.transact((tx) => tx.member.updateMany({ where: { person: { name: { in: names } } }, data: { side } }))
      const product = ['Cleo', 'Dev', 'Uma']
      await draft()
      await move(product, 'project')
      const nobody = 'Nobody of Checkout is on the product side, and SC-1 needs both. Add somebody first.'
      expect(await openVote()).toBe(nobody)
      await move(product, 'product')
      await openVote()
      // It empties while those whose dates move are asked.
      await move(product, 'project')
      await fine()
      expect((await scope()).state).toBe('draft')
      expect(await shows(directOf('cleo'), 'BACK TO A DRAFT')).toContain(nobody)
      await move(product, 'product')
      const opening = await Promise.all([openVote(), openVote()])
      expect(opening.filter((said) => said.includes('are told first'))).toHaveLength(1)
      expect(opening.find((said) => !said.includes('are told first'))).toMatch(/opened already|was faster/)
      await Promise.all([fine(), fine()])
      expect(await db.read.poll.count()).toBe(1)
      await move(['Paul'], 'product')
      for (const account of ['cleo', 'dev', 'ana']) await vote(account, 'for')
      await against('paul', 'No float left.')
      await against('ben', 'The reserve.')
      await house.to('2026-11-25', '17:00')
      expect((await scope()).course).toMatchObject({
        outcome: 'noAgreement',
        tally: { project: { for: 1, against: 2 }, product: { for: 2, against: 0 } },
      })
    })

    test('a live one shows how at once; an early one closes a minute after the press that no missing ballot can change', async () => {
      const { opened, vote, later, scope, shows } = await atWork()
      await opened({ ...filled, live: 'true', early: 'true' })
      for (const account of ['cleo', 'dev', 'ana']) await vote(account, 'for')
      const card = await shows('checkout', 'Who decides')
      expect(card).toContain('Product: for 2, against 0: yes')
      expect(card).toContain('by name with your reason and at once')
      expect(card).toContain('a minute after the last vote once those missing cannot change the result')
      // Ben and Paul can still make it a no.
      await later(120_000)
      expect((await scope()).state).toBe('voting')
      await vote('ben', 'for')
      await later(59_000)
      expect((await scope()).state).toBe('voting')
      await later(1_000)
      expect((await scope()).state).toBe('accepted')
    })

    test('it is called off at once when its initiative is retired; one that is gone leaves nothing to decide', async () => {
      const { house, db, chk, pay, opened, poll, vote, scope, shows, press } = await atWork()
      const value = { scope: null, initiative: pay.id, whatIf: null, seen: house.clock.now().getTime() }
      await house.submit('cleo', 'scope.form', value, { ...filled, effects: 'delay T3 2d' })
      expect(await press('cleo', 'scope.vote')).toContain('is open')
      const paying = await poll()
      const { key, name, kind, methodology } = pay
      const projectOwner = String((await house.person('Ben')).id)
      const form = { key, name, kind, methodology, phase: 'retired', crew: String(pay.crewId), projectOwner }
      await house.submit('ben', 'portfolio.initiative', { initiative: pay.id }, form)
      expect(await scope()).toMatchObject({ state: 'withdrawn', course: { ended: 'PAY was retired meanwhile' } })
      const late = await house.said(await house.press('ana', 'vote.for', { poll: paying.id }))
      expect(late).toBe('The vote on SC-1 was taken back. Nothing was counted.')
      expect(await shows('checkout', 'PAY was retired')).toContain('withdrawn (PAY was retired meanwhile)')
      expect(await shows(directOf('cleo'), 'PAY was retired')).toContain('Withdrawn')

      await opened()
      await db.transact((tx) => tx.initiative.delete({ where: { id: chk.id } }))
      await vote('ana', 'for')
      expect((await house.seen('checkout')).at(-1)).toBe('This was removed.')
      await house.to('2026-11-25', '17:00')
      expect((await poll()).state).toBe('closed')
      expect(await db.read.decision.count()).toBe(0)
      expect(house.lines).toEqual([])
    })

    test('a crew that is deleted takes its vote back', async () => {
      const { house, db, opened, poll, scope } = await atWork()
      await opened()
      const { id } = await poll()
      const { crewId } = await scope()
      await house.press('ana', 'setup.delete', { crew: crewId })
      expect(await db.read.scopeChange.count()).toBe(0)
      expect(await db.read.poll.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'withdrawn' })
    })

    test('where one person is moved it says days and no money, and the days are in the next plan', async () => {
      const { house, db, chk, opened, vote, shows, press } = await atWork()
      const paul = await house.person('Paul')
      const part = { personId: paul.id, percent: 100, fromDay: '2026-11-01', toDay: '2027-06-30' }
      const owned = () => db.read.deliverable.findFirstOrThrow({ where: { initiativeId: chk.id, key: 'T3' } })
      const before = (await owned()).likely
      await db.transact((tx) =>
        tx.allocation.create({ data: { organizationId: chk.organizationId, initiativeId: chk.id, ...part } }),
      )
      await opened({ ...filled, effects: 'staff Paul 50% 2026-11-23..2027-06-30', cost: '0' })
      const card = await shows('checkout', 'Who decides')
      expect(card).toContain('Money: not computed for one person; the effect is shown in days')
      expect(card).toMatch(/Dates: finish .*\+\d+ working day/)
      expect(await press('ana', 'scope.how')).not.toMatch(/a working day|EUR/)
      expect(await press('ana', 'scope.changes')).toContain('CHK,staff,Paul,50 %')
      for (const account of ['ana', 'paul', 'cleo', 'dev']) await vote(account, 'for')
      await house.to('2026-11-26', '17:00')
      expect((await owned()).likely).toBe(2 * before)
    })
  })

  describe('after its review date', { timeout: 120_000 }, () => {
    test('predicted stands beside actual, and each side says keep, revise or reverse', async () => {
      const { house, db, chk, opened, vote, shows, press } = await atWork()
      await opened({ ...filled, reviewOn: '2026-12-01' })
      for (const account of ['ana', 'paul', 'cleo', 'dev']) await vote(account, 'for')
      await house.to('2026-11-25', '17:00')
      expect(await press('ana', 'scope.verdict', { verdict: 'keep' })).toContain('has not been looked at again yet')
      const { organizationId, id: initiativeId } = chk
      const booked = { organizationId, initiativeId, kind: 'cost' as const, day: '2026-11-26', byId: chk.createdById }
      const at = house.clock.now()
      await db.transact((tx) => tx.booking.create({ data: { ...booked, amount: 950_000n, currency: 'EUR', at } }))
      await house.to('2026-12-01', '10:00')
      for (const account of ['ana', 'cleo']) {
        const card = await shows(directOf(account), 'did it come true?')
        expect(card).toContain('Finish: predicted Tue 22 Dec 2026 · ')
        expect(card).toContain('Benefit: predicted 228,000 EUR · no data (0 benefits booked)')
        expect(card).toContain('Cost: predicted 129,100 EUR · 9,500 EUR, 1 cost booked')
        expect(card).toContain('[Keep] [Revise] [Reverse]')
      }
      expect(await press('dev', 'scope.verdict', { verdict: 'keep' })).toContain('The owners of CHK say')
      const home = async () => house.said(await house.say('ana', '/tandem home'))
      expect(await home()).toContain('REVIEW SC-1 Add Apple Pay: did it come true? [Show]')
      expect(await press('ana', 'scope.show')).toMatch(/Plan v1 is the baseline[\s\S]*\[Keep\] \[Revise\] \[Reverse\]/)
      await press('ana', 'scope.verdict', { verdict: 'reverse' })
      expect(await home()).not.toContain('REVIEW')
      await press('ana', 'scope.verdict', { verdict: 'keep' })
      expect(await press('cleo', 'scope.verdict', { verdict: 'revise' })).toContain('as a scope change of its own')
      expect(await shows(directOf('ana'), 'did it come true?')).toContain(
        'Ana (project): keep · Cleo (product): revise',
      )
    })
  })
})
