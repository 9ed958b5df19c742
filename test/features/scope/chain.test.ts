import { describe, expect, test } from 'vitest'
import { directOf } from '../../../src/platforms/web/people.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { withScope } from './chain.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '10:00')
    return { house, db, ...(await withScope(house)) }
  }

  describe('a scope change', { timeout: 120_000 }, () => {
    test('goes from its draft to the vote, to a decision, to the next baseline', async () => {
      const { house, db, chk, draft, openVote, fine, scope, vote, against, shows } = await atWork()
      const { said } = await draft()
      expect(said).toContain('SC-1 Add Apple Pay · CHK Checkout v2')
      expect(said).toContain('Product (Cleo): nothing more')
      expect(await openVote()).toContain('The owners of PAY are told first')
      expect((await scope()).state).toBe('announced')
      expect(await shows(directOf('ben'), 'would move PAY')).toContain('+1 working day')
      expect(await fine()).toContain('the vote is open')
      const card = await shows('checkout', 'Who decides')
      expect(card).toContain('SC-1 Add Apple Pay · CHK Checkout v2')
      expect(card).toContain('WSJF 5.2 = (8 + 5 + 13) / 5')
      expect(card).toContain('finish Mon 21 Dec > Tue 22 Dec 2026, +1 working day')
      expect(card).toContain('Payment form uses 2 days of its 2 days of float')
      expect(card).toContain('The owners of PAY know; no objection yet.')
      expect(card).toMatch(
        /Computed Mon 23 Nov 10:00.* on a plan without a baseline, progress given Fri 20 Nov 10:00 by Ana/,
      )
      expect(card).toContain('Closes: Wed 25 Nov 17:00')
      for (const account of ['ana', 'paul', 'cleo', 'dev', 'uma']) expect(await vote(account, 'for')).toContain('is in')
      await against('ben', 'It takes the last of the reserve.')
      await house.to('2026-11-25', '17:00')
      const voted = await scope()
      expect(voted).toMatchObject({ state: 'accepted', baselineVersion: null, reviewOn: '2027-02-25' })
      expect(await shows('checkout', 'Accepted by both sides')).toContain('(project 2 to 1, product 3 to 0)')
      const before = await db.read.deliverable.findFirstOrThrow({ where: { initiativeId: chk.id, key: 'T9' } })
      await house.to('2026-11-26', '17:00')
      const after = await db.read.deliverable.findFirstOrThrow({ where: { initiativeId: chk.id, key: 'T9' } })
      expect(after.likely - before.likely).toBe(3)
      expect(await scope()).toMatchObject({ state: 'accepted', baselineVersion: 1 })
      const baseline = await db.read.baseline.findFirstOrThrow({ where: { initiativeId: chk.id } })
      expect(baseline).toMatchObject({ version: 1, benefit: 22_800_000n, budget: 12_800_000n })
      expect(baseline.decision).toContain('SC-1 Add Apple Pay')
      expect(await shows('checkout', 'Accepted by both sides')).toContain('Plan v1 is the baseline')
    })

    test('both no is rejected with the reasons, and nothing is changed', async () => {
      const { house, db, opened, against, scope, shows } = await atWork()
      const plan = () => db.read.deliverable.findMany({ orderBy: { id: 'asc' } })
      await opened()
      const before = await plan()
      for (const account of ['ana', 'paul', 'cleo', 'dev']) await against(account, `${account} would not`)
      await house.to('2026-11-25', '17:00')
      expect((await scope()).state).toBe('rejected')
      const card = await shows('checkout', 'Rejected by both sides')
      expect(card).toContain('Paul, "paul would not"')
      expect(card).toContain('The plan stays as it is.')
      expect(await plan()).toEqual(before)
      expect(await db.read.baseline.count()).toBe(0)
    })

    test('yes and no is no agreement: both owners choose the same, and it holds', async () => {
      const { house, opened, vote, against, scope, shows, press } = await atWork()
      await opened()
      for (const account of ['cleo', 'dev', 'uma', 'ana']) await vote(account, 'for')
      await against('paul', 'No float left.', 'remove T10')
      await against('ben', 'It takes the last of the reserve.')
      await house.to('2026-11-25', '17:00')
      expect((await scope()).state).toBe('undecided')
      const card = await shows('checkout', 'No agreement')
      expect(card).toContain('Product: for 3, against 0: yes')
      expect(card).toContain('Project: for 1, against 2: no')
      expect(card).toContain('With what Paul asks for, "remove T10": finish')
      expect(card).toContain('[Amend with this] [Split] [Escalate to the sponsor] [Withdraw]')
      expect(card).toContain('choose by Fri 27 Nov 17:00')
      expect(await press('paul', 'scope.choose', { way: 'amend' })).toContain('for the owners of CHK')
      expect(await press('ana', 'scope.choose', { way: 'amend' })).toContain('once the other owner')
      expect(await shows('checkout', 'No agreement')).toContain('Ana would amend it and vote again. Waiting for Cleo.')
      expect(await press('cleo', 'scope.choose', { way: 'amend' })).toContain('a draft again, with "remove T10" in it')
      expect(await scope()).toMatchObject({ state: 'draft', round: 2, effects: 'delay T9 3d; remove T10' })
    })
  })
})
