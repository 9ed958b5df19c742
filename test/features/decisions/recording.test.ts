import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../src/chat/feature.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { decided, openDecisions } from './decisions.ts'

type Wanted = Extract<Fact, { fact: 'decision.wanted' }>

async function wanted(fresh: Parameters<typeof openDecisions>[0], more: Partial<Wanted> = {}) {
  const { house, db } = await openDecisions(fresh)
  const {
    id: initiativeId,
    organizationId,
    crewId,
  } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const fact: Wanted = {
    fact: 'decision.wanted',
    organizationId,
    crewId,
    initiativeId,
    domain: 'joint',
    what: 'SC-4 Add Apple Pay',
    why: '31 % leave at card entry',
    options: [{ text: 'Later', why: 'costs a season' }],
    tally: [
      { label: 'Project', text: '2 for, 1 against' },
      { label: 'Product', text: '3 for, 0 against' },
    ],
    impact: [
      { label: 'Finish', text: 'Fri 12 > Mon 15 Mar 2027' },
      { label: 'Extra cost', amount: 910_000, currency: 'EUR', of: 12_000_000 },
    ],
    source: 'scope:4',
    link: null,
    actorId: (await house.person('Ana')).id,
    reviewOn: '2026-11-26',
    ...more,
  }
  const raise = async (one: Wanted = fact) => {
    await db.transact((tx) => house.app.chat.apply(tx, { facts: [one] }, house.clock.now()))
    await house.app.outbox.drain()
  }
  return { house, db, raise, fact }
}

onBothDatabases((database) => {
  describe('a decision made elsewhere', () => {
    test('is recorded as accepted, once for its source, with its vote, and money as a channel may see it', async () => {
      const { house, db, raise } = await wanted(await database.fresh())
      await raise()
      await raise()
      expect(await db.read.decision.count()).toBe(1)
      const card = (await house.seen('checkout')).at(-1)
      expect(card).toContain('Accepted by the vote of both sides')
      expect(card).toContain('Vote, project: 2 for, 1 against')
      expect(card).toContain('Finish: Fri 12 > Mon 15 Mar 2027')
      expect(card).toContain('Extra cost: 8 % of budget')
      expect(card).not.toContain('9,100')
      expect(await house.said(await house.say('ana', '/tandem decision show DEC-1'))).toContain('9,100 EUR')
    })

    test('a baseline set by hand shows the number of its decision, and a gate is on the record each time it is decided', async () => {
      const { house, db } = await openDecisions(await database.fresh())
      const { id: initiative } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
      await house.submit('ana', 'portfolio.baseline', { initiative }, { decision: 'Agreed in the review' })
      expect(await decided(db, 1)).toMatchObject({ state: 'accepted', domain: 'how', why: 'Agreed in the review' })
      expect(await house.said(await house.say('ana', '/tandem plan CHK'))).toMatch(/baseline v\d+ .*\(DEC-1\)/)
      expect(await house.said(await house.say('ana', '/tandem status CHK'))).toMatch(/baseline v\d+: .*\(DEC-1\)/)
      await house.submit('ana', 'portfolio.baseline', { initiative }, { decision: 'dec-1 again' })
      expect(await db.read.decision.count()).toBe(1)
      const gate = await db.transact((tx) =>
        tx.gate.create({ data: { initiativeId: initiative, name: 'Build', position: 9, criteria: [] } }),
      )
      const decide = (outcome: string, more = {}) =>
        house.submit('ana', 'portfolio.decide', { gate: gate.id }, { outcome, reason: 'Tests', ...more })
      await decide('hold', { holdUntil: '2026-12-01' })
      await house.to('2026-11-23', '10:00')
      await decide('go')
      expect((await decided(db, 2)).what).toContain('"Build": hold')
      expect(await decided(db, 3)).toMatchObject({ why: 'Tests', source: expect.stringContaining(`gate:${gate.id}:`) })
      expect((await house.seen('checkout')).at(-1)).not.toMatch(/may contradict/i)
    })

    test('is reviewed on its day: both sides are asked, and what each says stands on the card', async () => {
      const { house, db, raise } = await wanted(await database.fresh())
      await raise()
      const value = { decision: (await decided(db, 1)).id }
      expect(await house.said(await house.press('ana', 'decisions.keep', value))).toContain('has not begun')
      await house.to('2026-11-27', '10:00')
      for (const owner of ['dm-ana', 'dm-cleo']) {
        expect((await house.seen(owner)).join()).toContain('Its review day is here: did it come true?')
      }
      const home = async (account: string) => house.said(await house.say(account, '/tandem home'))
      expect(await home('ana')).toContain('DEC-1 did it come true? Your side says: SC-4 Add Apple Pay [Look]')
      await house.press('ana', 'decisions.keep', value)
      expect(await home('ana')).not.toContain('did it come true')
      expect(await home('dev')).toContain('did it come true')
      const card = async () => (await house.seen('checkout')).find((one) => one.includes('DEC-1'))
      expect(await card()).toMatch(/Project: Ana: keep\nProduct: no answer yet/)
      await house.submit('dev', 'decisions.reverse', value, { text: 'Nobody uses it' })
      expect(await card()).toContain('Product: Dev: reverse, Nobody uses it')
      expect(await card()).toContain('The sides do not agree')
      await house.submit('paul', 'decisions.reverse', value, { text: 'Neither do we' })
      expect(await card()).toContain('Both sides want it reversed')
      expect(await house.said(await house.press('finn', 'decisions.keep', value))).toContain('you stand on neither')
    })
  })

  describe('the record', () => {
    test('is found by folded words, newest first, ten at a time', async () => {
      const { house } = await openDecisions(await database.fresh())
      for (let at = 1; at <= 12; at += 1) await house.say('ana', `/decision "Café table ${at}"`, 'checkout')
      await house.say('ana', '/decision "CHK: something else"', 'checkout')
      const found = await house.said(await house.say('gus', '/decision search TABLE cafe'))
      expect(found).toContain('Decisions with "TABLE cafe": 12')
      expect(found.indexOf('DEC-12')).toBeLessThan(found.indexOf('DEC-11'))
      expect(found).toContain('[and 2 more]')
      expect(found).not.toContain('something else')
      const more = await house.said(await house.press('gus', 'decisions.more', { words: 'TABLE cafe', skip: 10 }))
      expect(more).toContain('Café table 1')
      expect(more).not.toContain('DEC-3')
      expect(await house.said(await house.say('gus', '/decision search nothing like it'))).toContain(
        'No decision has all of these words',
      )
      expect(await house.said(await house.say('gus', '/decision search checkout v2'))).toContain('something else')
      expect(await house.said(await house.say('gus', '/decision show 99'))).toContain('There is no DEC-99')
    })

    test('is downloaded as Markdown and as CSV, and what people typed stays text', async () => {
      const { house } = await openDecisions(await database.fresh())
      await house.say('ana', '/decision "CHK: # =ship *it*"', 'checkout')
      await house.say('ana', '/decision "=1+1"', 'checkout')
      const markdown = await house.say('ana', '/decision export')
      expect(markdown).toMatchObject({ do: 'file', name: 'decisions.md' })
      expect(await house.said(markdown)).toContain('## DEC-1 \\# =ship \\*it\\*')
      expect(await house.said(markdown)).toContain('- Proposed by: Ana')
      const csv = await house.say('ana', '/decision export csv')
      expect(csv).toMatchObject({ do: 'file', name: 'decisions.csv' })
      expect(await house.said(csv)).toContain("'=1+1")
    })

    test('stays when its crew is deleted; what was only proposed there is withdrawn', async () => {
      const { house, db, raise } = await wanted(await database.fresh(), { initiativeId: null })
      await raise()
      await house.say('ana', '/decision "Open question"', 'checkout')
      const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
      await house.press('ana', 'setup.delete', { crew })
      expect(await decided(db, 1)).toMatchObject({ state: 'accepted', crewId: null })
      expect(await decided(db, 2)).toMatchObject({ state: 'withdrawn', crewId: null })
      expect(await house.said(await house.say('ana', '/decision show 1'))).toContain('SC-4 Add Apple Pay')
    })

    test('names the one person that two accounts turned out to be, in the answers of a review too', async () => {
      const { house, db, raise } = await wanted(await database.fresh(), { reviewOn: '2026-11-23' })
      await house.say('paul', '/decision "Open question"', 'checkout')
      const value = { decision: (await decided(db, 1)).id }
      await house.submit('paul', 'decisions.say', value, { text: 'Mine' })
      await raise()
      await house.to('2026-11-23', '10:00')
      await house.press('paul', 'decisions.keep', { decision: (await decided(db, 2)).id })
      const [personId, formerId] = [(await house.person('Ana')).id, (await house.person('Paul')).id]
      await db.transact((tx) =>
        house.app.chat.apply(tx, { facts: [{ fact: 'person.joined', personId, formerId }] }, house.clock.now()),
      )
      await house.app.outbox.drain()
      const { proposedById } = await decided(db, 1)
      const voice = await db.read.decisionVoice.findFirstOrThrow()
      expect([proposedById, voice.personId]).toEqual([personId, personId])
      const reviewed = (await house.seen('checkout')).find((one) => one.startsWith('DEC-2'))
      expect(reviewed).toContain('Project: Ana: keep')
    })
  })
})
