import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { countedPulses, lastGap } from '../../../src/features/pulse/store/reads.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { type OpenPulse, openPulse, product, project } from './pulses.ts'

const dayMs = 86_400_000

onBothDatabases((database) => {
  /** Asked on Tuesday, open until the Tuesday after. */
  async function asked(): Promise<OpenPulse> {
    const one = await openPulse((await database.fresh()).db, { standup: false })
    await one.settings({ active: 'true' })
    await one.house.to('2026-11-24', '10:00')
    return one
  }
  const idOf = async ({ house }: OpenPulse, name: string) => (await house.person(name)).id

  describe('what nobody may learn', () => {
    test('the roll has no order and no moment, the urn no name; at the close answers and key are gone', async () => {
      const one = await asked()
      const { db } = one
      for (const account of ['uma', 'ana', 'dev', 'paul']) await one.answer(account, 9)
      const pulse = await one.newest()
      const key = Buffer.from(pulse.tokenKey?.split(' ')[1] ?? '', 'base64')
      expect(key).toHaveLength(32)
      const urn = await db.read.pulseAnswer.findMany()
      expect(Object.keys(urn[0] ?? {}).sort()).toEqual(['id', 'pulseId', 'scores', 'side', 'token'].sort())
      const roll = await db.read.pulsePerson.findMany({ where: { answered: true } })
      expect(roll).toHaveLength(4)
      expect(roll.every(({ remindedAt }) => remindedAt === null)).toBe(true)
      const token = createHmac('sha256', key)
        .update(`person ${await idOf(one, 'Ana')}`)
        .digest('hex')
      expect(urn.map((row) => row.token)).toContain(token)
      await one.house.to('2026-12-01', '09:00')
      expect(await db.read.pulseAnswer.count()).toBe(0)
      expect(await one.newest()).toMatchObject({ state: 'closed', tokenKey: null })
      expect(JSON.stringify(await db.read.pulse.findMany())).not.toContain(token)
      // Not what two of a side said, nor how many of them said what.
      expect((await one.newest()).result).toMatchObject({
        answered: { project: 2, product: 2 },
        scores: { perceptions: { project: null, product: null } },
      })
      expect(await one.show('ben')).toContain('Project too few to show, Product too few to show')
      expect(one.house.lines).toEqual([])
    })

    test('no message, no row outside the urn and no job holds a score of an open pulse', async () => {
      const one = await asked()
      const before = JSON.stringify(await one.db.read.job.findMany())
      await one.answer('ana', 9, 8, 7, 3)
      expect(JSON.stringify(await one.db.read.job.findMany())).toBe(before)
      expect(await one.show('ben')).not.toMatch(/gap \d/)
      expect(await one.db.read.pulse.findMany({ select: { result: true } })).toEqual([{ result: null }])
    })
  })

  describe('an answer', () => {
    test('is changed, not added to, until the close; then it is refused and nothing is lost', async () => {
      const one = await asked()
      for (const account of project) await one.answer(account, 9)
      for (const account of product) await one.answer(account, 9)
      for (const account of product) expect(await one.answer(account, 0)).toContain('Your answer is in')
      expect(await one.db.read.pulseAnswer.count()).toBe(6)
      const form = await one.house.press('uma', 'pulse.answer', { pulse: (await one.newest()).id })
      expect(form.do === 'open' && form.form.inputs.perceptions).toMatchObject({ value: 0 })
      await one.house.to('2026-12-01', '09:00')
      expect(await one.answer('ana', 1)).toContain('counted and deleted')
      expect(await lastGap(one.db.read, one.crew)).toMatchObject({ day: '2026-11-24', gap: 200 })
    })

    test('is a whole number from 0 to 10 for each statement, else the sentence stands beside it', async () => {
      const one = await asked()
      const pulse = (await one.newest()).id
      const raw = { perceptions: '11', own: '7.5', reassess: '', expand: '3' }
      const said = await one.house.said(await one.house.submit('ana', 'pulse.answer', { pulse }, raw))
      expect(said).toMatch(/perceptions: .*10/)
      expect(said).toMatch(/reassess: /)
      const half = await one.house.submit('ana', 'pulse.answer', { pulse }, { ...raw, perceptions: '1', reassess: '1' })
      expect(await one.house.said(half)).toMatch(/^own: .*whole number/)
      expect(await one.db.read.pulseAnswer.count()).toBe(0)
    })

    test('that meets the close is counted or refused, never in between', async () => {
      const one = await asked()
      await one.house.to('2026-12-01', '08:59')
      const [said] = await Promise.all([one.answer('ana', 9), one.house.to('2026-12-01', '09:00')])
      const { result } = await one.newest()
      expect(result).toMatchObject({ answered: { project: said.includes('is in') ? 1 : 0 } })
      expect(await one.db.read.pulseAnswer.count()).toBe(0)
    })
  })

  describe('who is asked', () => {
    test('both sides are, sponsors and who only watches are not; the silent are reminded once, in their hours', async () => {
      const one = await asked()
      const { house } = one
      await one.answer('ana', 9)
      const roll = await one.db.read.pulsePerson.findMany()
      expect(roll.map(({ personId }) => personId)).not.toContain(await idOf(one, 'Finn'))
      await one.db.transact(async (tx) =>
        tx.person.update({ where: { id: await idOf(one, 'Cleo') }, data: { fewerMessages: true } }),
      )
      await house.to('2026-12-01', '15:30')
      const about = (account: string) =>
        house.posted.filter(
          ({ conversation, message }) => conversation === `dm-${account}` && message.summary.includes('pulse of'),
        )
      const reminded = await one.db.read.pulsePerson.findMany({ where: { remindedAt: { not: null } } })
      expect(new Set(reminded.map(({ personId }) => personId))).toEqual(
        new Set([await idOf(one, 'Paul'), await idOf(one, 'Ben'), await idOf(one, 'Uma'), await idOf(one, 'Dev')]),
      )
      expect(about('finn')).toEqual([])
      expect([about('ana').length, about('cleo').length, about('uma').length]).toEqual([1, 1, 2])
    })

    test('who comes while it is open is asked, who goes without an answer is not counted as asked', async () => {
      const one = await asked()
      const crewId = one.crew
      await one.answer('ana', 9)
      const [ana, ben, finn] = [await idOf(one, 'Ana'), await idOf(one, 'Ben'), await idOf(one, 'Finn')]
      await one.db.transact(async (tx) => {
        await tx.member.deleteMany({ where: { crewId, personId: { in: [ana, ben] } } })
        await tx.member.updateMany({ where: { crewId, personId: finn }, data: { side: 'product' } })
        await one.house.app.chat.apply(tx, { facts: [{ fact: 'crew.changed', crewId }] }, one.house.clock.now())
      })
      const roll = await one.db.read.pulsePerson.findMany()
      const ids = roll.map(({ personId }) => personId)
      expect([ids.includes(ana), ids.includes(ben), ids.includes(finn)]).toEqual([true, false, true])
      expect(await one.answer('finn', 9)).toContain('is in')
    })

    test('two accounts that turn out to be one person’s have one answer', async () => {
      const one = await asked()
      const [ana, ben] = [await idOf(one, 'Ana'), await idOf(one, 'Ben')]
      for (const account of ['ana', 'ben', 'paul']) await one.answer(account, 9)
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(tx, { facts: await joined(tx, ana, ben) }, one.house.clock.now())
      })
      expect(await one.db.read.pulseAnswer.count()).toBe(2)
      expect(await one.db.read.pulsePerson.count({ where: { personId: ben } })).toBe(0)
      expect(await one.answer('ben', 3)).toContain('is in')
      expect(await one.db.read.pulseAnswer.count()).toBe(2)
    })

    test('a crew in which nothing could be shown is refused with what to do, and left out at its day', async () => {
      const one = await openPulse((await database.fresh()).db)
      await one.settings({ active: 'true' })
      const watch = { part: 'watches' as const }
      const names = ['Ana', 'Cleo']
      await one.db.transact((tx) => tx.member.updateMany({ where: { person: { name: { in: names } } }, data: watch }))
      await one.house.to('2026-11-24', '10:00')
      expect(await one.db.read.pulse.count()).toBe(0)
      expect(await one.settings({ active: 'true' }, 'ben')).toMatch(/^active: Neither side of this crew has 3 people/)
      expect(await one.settings({ active: 'true' })).toContain('You only watch Checkout')
      expect(await one.settings({ when: 'sometimes' }, 'ben')).toMatch(/^when: /)
    })
  })

  describe('as time passes', () => {
    test('a trend over the rounds stands under the newest; switched off, no other begins', async () => {
      const one = await asked()
      for (const account of [...project, ...product]) await one.answer(account, 9)
      await one.house.to('2026-12-01', '16:00')
      // The one that was due while this was open is left out.
      expect(await one.db.read.pulse.count()).toBe(1)
      await one.house.to('2026-12-08', '10:00')
      for (const account of project) await one.answer(account, 9)
      for (const account of product) await one.answer(account, 7)
      expect(await one.settings({})).toContain('No pulse asks Checkout any more.')
      await one.house.to('2027-01-15', '16:00')
      const shown = await one.show('uma')
      expect(shown).toContain('Project sees more value than Product: gap 100.')
      expect(shown).toContain('- Tue 24 Nov 2026: Project +100, Product +100 · gap 0')
      expect(await countedPulses(one.db.read, one.crew, 'pulse', 9)).toHaveLength(2)
    })

    test('who was asked is deleted after 90 days, what was counted after 400', async () => {
      const one = await asked()
      for (const account of project) await one.answer(account, 9)
      await one.house.to('2026-12-01', '16:00')
      const sweep = async (days: number) => {
        const now = new Date(one.house.clock.now().getTime() + days * dayMs)
        await one.db.transact(async (tx) => {
          for (const { forget } of one.house.app.features)
            await forget?.({ tx, now, retention: { participationDays: 90, answerDays: 400 } })
        })
      }
      await sweep(89)
      expect(await one.db.read.pulsePerson.count()).toBe(6)
      await sweep(91)
      expect([await one.db.read.pulsePerson.count(), await one.db.read.pulse.count()]).toEqual([0, 1])
      await sweep(401)
      expect(await one.db.read.pulse.count()).toBe(0)
    })

    test('a crew that is deleted leaves no pulse and no job of it', async () => {
      const one = await asked()
      const { crew: crewId } = one
      await one.db.transact((tx) =>
        one.house.app.chat.apply(
          tx,
          {
            facts: [
              { fact: 'crew.deleted', crewId },
              { fact: 'crew.emptied', crewId },
            ],
          },
          one.house.clock.now(),
        ),
      )
      expect(await one.db.read.pulse.count()).toBe(0)
      const waiting = { name: { startsWith: 'pulse.' }, state: 'waiting' as const }
      expect(await one.db.read.job.findMany({ where: waiting })).toEqual([])
    })
  })
})
