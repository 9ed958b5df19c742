import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { channelsOf, decided, openDecisions } from './decisions.ts'

onBothDatabases((database) => {
  describe('a decision', () => {
    test('in a line is of the side of whoever proposes it, stands in every channel, and asks the other side’s owner', async () => {
      const { house } = await openDecisions(await database.fresh())
      const said = await house.said(
        await house.say('ana', '/decision "CHK: ship the beta without accounts"', 'checkout'),
      )
      expect(said).toContain('DEC-1 ship the beta without accounts')
      expect(said).toContain('Proposed by Ana. How and when: Project accepts, Product is heard first.')
      expect(said).toContain('Next: Product says something (Cleo).')
      for (const channel of channelsOf) {
        expect((await house.seen(channel)).at(-1)).toContain('DEC-1 ship the beta without accounts')
      }
      await house.to('2026-11-24', '09:30')
      expect((await house.seen('dm-cleo')).join()).toContain('Your side is asked about this one.')
    })

    test('is accepted by its own side alone, and only once the other has been heard', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      await house.say('ana', '/decision "CHK: ship the beta without accounts"', 'checkout')
      const value = { decision: (await decided(db, 1)).id }
      expect(await house.said(await house.press('paul', 'decisions.accept', value))).toContain(
        'Product is heard first, and has not said anything about DEC-1 yet.',
      )
      expect(await house.said(await house.press('dev', 'decisions.accept', value))).toContain(
        'DEC-1 is about how and when, which Project accepts. You can say something, or escalate it.',
      )
      expect(await house.said(await house.press('gus', 'decisions.accept', value))).toContain('Nothing was changed.')
      const home = async (account: string) => house.said(await house.say(account, '/tandem home'))
      expect(await home('dev')).toContain('DEC-1 your side is heard first: ship the beta without accounts [Look]')
      expect(await home('paul')).not.toContain('DEC-1')
      await house.submit('dev', 'decisions.say', value, { text: 'Fine for three stores' })
      expect(await home('paul')).toContain('DEC-1 your side accepts it: ship the beta without accounts [Look]')
      for (const account of ['dev', 'gus']) expect(await home(account)).not.toContain('DEC-1')
      expect((await house.seen('checkout')).at(-1)).toMatch(/Product[\s\S]*Dev[\s\S]*Fine for three stores/)
      // Two presses at once: one accepts, the other is told so.
      const presses = ['paul', 'paul'].map((account) => house.press(account, 'decisions.accept', value))
      const said = await Promise.all(presses.map(async (press) => house.said(await press)))
      expect(said.filter((one) => one.includes('Nothing was changed'))).toHaveLength(1)
      const card = (await house.seen('checkout')).at(-1)
      expect(card).toContain('Accepted by Paul')
      expect(card).toContain('Supersede')
      const again = await house.said(await house.press('ana', 'decisions.accept', value))
      expect(again).toContain('DEC-1 is accepted. Nothing was changed. It is never edited')
      expect(await house.said(await house.submit('ana', 'decisions.propose', value, { what: 'other' }))).toContain(
        'never edited',
      )
      expect((await decided(db, 1)).what).toBe('ship the beta without accounts')
      await house.to('2026-11-24', '10:00')
      expect((await house.seen('dm-ana')).join()).toContain('What became of your proposal.')
    })

    test('is superseded, never edited: the old one holds until the new one is accepted', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      await house.say('ana', '/decision "CHK: ship the beta without accounts"', 'checkout')
      const old = { decision: (await decided(db, 1)).id }
      await house.submit('cleo', 'decisions.say', old, { text: 'Yes' })
      await house.press('ana', 'decisions.accept', old)
      const raw = { what: 'ship the beta with accounts', domain: 'how', initiative: 'none', keyResult: 'none' }
      await house.submit('ben', 'decisions.propose', { supersedes: old.decision }, { ...raw })
      expect((await decided(db, 1)).state).toBe('accepted')
      expect((await house.seen('checkout')).at(-2)).toContain('DEC-2 is proposed to supersede it. Until then it holds.')
      const twice = await house.said(await house.submit('paul', 'decisions.propose', { supersedes: old.decision }, raw))
      expect(twice).toContain('DEC-2 is proposed already to supersede DEC-1.')
      const next = { decision: (await decided(db, 2)).id }
      await house.submit('uma', 'decisions.say', next, { text: 'Needed for returns' })
      await house.press('ana', 'decisions.accept', next)
      expect((await decided(db, 1)).state).toBe('superseded')
      expect((await house.seen('checkout')).at(-2)).toContain('Superseded by DEC-2, which holds now.')
    })

    test('on the subject of one that holds is flagged to both owners, and accepted only once somebody says they know', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      await house.say('ana', '/decision "CHK: ship the beta without accounts"', 'checkout')
      await house.say('paul', '/decision "CHK: the Beta ships with an account for everybody"', 'checkout')
      await house.say('paul', '/decision "CHK: load test in February"', 'checkout')
      const other = { decision: (await decided(db, 2)).id }
      expect((await house.seen('checkout')).at(-2)).toMatch(
        /may contradict.*DEC-1 ship the beta without accounts \(proposed\)/i,
      )
      expect((await house.seen('checkout')).at(-1)).not.toMatch(/may contradict/i)
      await house.submit('cleo', 'decisions.say', other, { text: 'Hm' })
      expect(await house.said(await house.press('ben', 'decisions.accept', other))).toContain(
        'DEC-2 may contradict DEC-1. Look at both and press I know',
      )
      await house.press('ben', 'decisions.acknowledge', other)
      expect((await house.seen('checkout')).at(-2)).toContain('Ben knows.')
      expect(await house.said(await house.press('ben', 'decisions.accept', other))).toContain('DEC-2 is accepted.')
      await house.to('2026-11-24', '09:30')
      for (const owner of ['dm-ana', 'dm-cleo']) expect((await house.seen(owner)).join()).toMatch(/may contradict/i)
    })

    test('that the sides do not settle goes to the sponsor, who decides it whatever was said', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      await house.say('cleo', '/decision "CHK: gift cards come with the launch"', 'checkout')
      const value = { decision: (await decided(db, 1)).id }
      expect(await house.said(await house.press('finn', 'decisions.accept', value))).toContain('Nothing was changed.')
      await house.to('2026-11-23', '10:00')
      await house.submit('ana', 'decisions.escalate', value, { text: 'No float left' })
      expect((await house.seen('dm-finn')).at(-1)).toContain('you are asked to decide it')
      expect((await house.seen('checkout')).at(-1)).toContain('Escalated: Finn decides.')
      await house.press('finn', 'decisions.accept', value)
      expect((await decided(db, 1)).state).toBe('accepted')
      expect((await house.seen('dm-cleo')).join()).toContain('What became of your proposal.')
    })

    test('of both sides holds once each has said yes, and is superseded by both sides only', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      const raw = { what: 'One team room', domain: 'joint', initiative: 'none', keyResult: 'none' }
      await house.submit('ana', 'decisions.propose', { crew: null }, raw)
      const value = { decision: (await decided(db, 1)).id }
      expect(await house.said(await house.press('ana', 'decisions.accept', value))).toContain(
        'It holds once the other does.',
      )
      expect(await house.said(await house.press('paul', 'decisions.accept', value))).toContain(
        'Your side has accepted DEC-1 already',
      )
      expect((await decided(db, 1)).state).toBe('proposed')
      await house.press('dev', 'decisions.accept', value)
      expect((await decided(db, 1)).state).toBe('accepted')
      const said = await house.submit(
        'ana',
        'decisions.propose',
        { supersedes: value.decision },
        { ...raw, domain: 'how' },
      )
      expect(await house.said(said)).toContain('domain: Both sides accepted what it replaces')
    })

    test('is changed while it is open, by whoever proposed it, and withdrawn by who may', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      await house.say('ana', '/decision "CHK: ship on Friday"', 'checkout')
      const value = { decision: (await decided(db, 1)).id }
      const raw = {
        what: 'Ship on Monday',
        domain: 'how',
        initiative: 'none',
        keyResult: 'none',
        options: 'Friday: too late\nMonday',
        reviewOn: '2026-11-20',
      }
      expect(await house.said(await house.submit('ben', 'decisions.propose', value, raw))).toContain(
        'changed by whoever proposed it',
      )
      expect(await house.said(await house.submit('ana', 'decisions.propose', value, raw))).toContain(
        'reviewOn: This day is not ahead.',
      )
      await house.submit('ana', 'decisions.propose', value, { ...raw, reviewOn: '2026-12-01' })
      const card = (await house.seen('checkout')).at(-1)
      expect(card).toContain('DEC-1 Ship on Monday')
      expect(card).toMatch(/Option 1:? Friday: too late/)
      expect(await house.said(await house.press('paul', 'decisions.withdraw', value))).toContain('Nothing was changed.')
      await house.press('ana', 'decisions.withdraw', value)
      expect((await house.seen('checkout')).at(-1)).toContain('Withdrawn')
    })
  })
})
