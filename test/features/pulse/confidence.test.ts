import { describe, expect, test } from 'vitest'
import { lastConfidence, lastGap } from '../../../src/features/pulse/store/reads.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { withPlans } from '../portfolio/portfolio.ts'
import { type OpenPulse, openPulse, product, project } from './pulses.ts'

onBothDatabases((database) => {
  const settings = async ({ house, crew }: OpenPulse, raw: Record<string, string>) => {
    const value = { crew, kind: 'confidence' }
    return house.said(await house.submit('ana', 'pulse.settings', value, { when: 'tuesdays 06:00', ...raw }))
  }
  const show = async ({ house }: OpenPulse, account = 'uma') =>
    house.said(await house.say(account, '/tandem confidence', 'checkout'))

  /** CHK and PAY, asked about on Tuesday. */
  async function asked() {
    const one = await openPulse((await database.fresh()).db, { standup: false })
    const { chk, pay } = await withPlans(one.house)
    await one.db.transact((tx) =>
      tx.baseline.create({
        data: { initiativeId: chk, version: 1, finish: '2027-03-12', plan: [], byId: 1, decision: '', at: new Date(0) },
      }),
    )
    await settings(one, { active: 'true' })
    await one.house.to('2026-11-24', '10:00')
    const answer = async (account: string, dateOfChk: number, others = 50) => {
      const raw = {
        [`date${chk}`]: dateOfChk,
        [`outcome${chk}`]: others,
        [`date${pay}`]: others,
        [`outcome${pay}`]: others,
      }
      const texts = Object.fromEntries(Object.entries(raw).map(([id, score]) => [id, String(score)]))
      const { id: pulse } = await one.newest()
      return one.house.said(await one.house.submit(account, 'pulse.answer', { pulse }, texts))
    }
    return { ...one, chk, pay, answer }
  }

  describe('how sure both sides are', () => {
    test('each initiative under way is asked about by its agreed date and its outcome, in one form and one message', async () => {
      const one = await asked()
      const { pay } = one
      const asks = (await one.house.seen('dm-ana')).filter((text) =>
        text.includes('Checkout confidence of Tue 24 Nov 2026'),
      )
      expect(asks).toHaveLength(1)
      const reply = await one.house.press('ana', 'pulse.answer', { pulse: (await one.newest()).id })
      expect(reply.do === 'open' && Object.values(reply.form.inputs).map(({ label }) => label)).toEqual([
        'CHK Checkout v2 is finished by Fri 12 Mar 2027',
        'CHK Checkout v2 brings the value it is made for',
        'PAY Payments core is finished on the date we promise',
        'PAY Payments core brings the value it is made for',
      ])
      expect(await one.answer('ana', 75)).toMatch(/^date\d+: Give 0 to 100 percent, in tens/)
      expect(await one.answer('ana', 70)).toContain('70, 50, 50, 50: only you see this.')
      // What is asked stays as it was asked.
      await one.db.transact((tx) => tx.initiative.update({ where: { id: pay }, data: { phase: 'retired' } }))
      expect((await one.newest()).questions).toHaveLength(4)
    })

    test('the gap between the sides is told once, never a name; the next round stands beside it', async () => {
      const one = await asked()
      for (const account of project) await one.answer(account, 80)
      for (const account of product) await one.answer(account, 40)
      expect(await show(one)).not.toMatch(/gap \d/)
      await one.house.to('2026-12-01', '16:00')
      const told = one.house.posted.filter(
        ({ conversation, message }) => conversation === 'checkout' && message.summary.includes('confidence of'),
      )
      expect(told).toHaveLength(1)
      const text = told[0] ? await one.house.text(told[0].message) : ''
      expect(text).toContain('Furthest apart on CHK date: Project is surer than Product, gap 40.')
      expect(text).toContain('CHK date: Project 80 %, Product 40 % · gap 40')
      expect(text).toContain('3 answers a side, a talk and not a verdict.')
      for (const name of ['Ana', 'Paul', 'Ben', 'Cleo', 'Uma', 'Dev']) expect(text).not.toContain(name)
      expect(await one.db.read.pulseAnswer.count()).toBe(0)
      await one.house.to('2026-12-08', '10:00')
      for (const account of [...project, ...product]) await one.answer(account, 60)
      await settings(one, {})
      await one.house.to('2026-12-15', '16:00')
      const shown = await show(one)
      expect(shown).toContain('Both sides are equally sure.')
      expect(shown).toContain('- Tue 24 Nov 2026: Project 80 %, Product 40 % · gap 40')
      expect(await lastConfidence(one.db.read, one.crew)).toMatchObject([
        { name: 'CHK date', gap: 0, day: '2026-12-08' },
        { name: 'CHK outcome', gap: 0 },
        { name: 'PAY date', gap: 0 },
        { name: 'PAY outcome', gap: 0 },
      ])
      // Of value nobody was asked.
      expect(await lastGap(one.db.read, one.crew)).toBeNull()
    })

    test('two answers of a side are too few to show', async () => {
      const one = await asked()
      for (const account of [...project, 'uma', 'dev']) await one.answer(account, 90)
      await one.house.to('2026-12-01', '16:00')
      const shown = await show(one)
      expect(shown).toContain('CHK date: Project 90 %, Product too few to show')
      expect(shown).not.toMatch(/gap \d/)
      expect(await lastConfidence(one.db.read, one.crew)).toEqual([])
    })

    test('it runs beside the pulse of value, each with its own schedule; with nothing under way it is refused', async () => {
      const one = await openPulse((await database.fresh()).db, { standup: false })
      expect(await settings(one, { active: 'true' })).toMatch(/^active: No initiative of this crew is under way/)
      expect(await show(one)).toContain('No confidence question asks this crew.')
      await withPlans(one.house)
      expect(await settings(one, { active: 'true' })).toContain('A confidence question asks Checkout')
      await one.settings({ active: 'true' })
      await one.house.to('2026-11-24', '10:00')
      expect((await one.db.read.pulse.findMany()).map(({ kind }) => kind).sort()).toEqual(['confidence', 'pulse'])
      const asks = (await one.house.seen('dm-uma')).filter((text) => text.includes('of Tue 24 Nov 2026'))
      await one.house.to('2026-11-24', '16:30')
      const later = (await one.house.seen('dm-uma')).filter((text) => text.includes('of Tue 24 Nov 2026'))
      // Both in one message, when her day begins.
      expect([asks.length, later.length]).toEqual([0, 1])
    })
  })
})
