/** Key results and risks after they were made. */
import { describe, expect, it, test } from 'vitest'
import { mayChangeResult, type Standing } from '../../../src/features/portfolio/rules/rights.ts'
import { checkRisk, scopeOfRisk } from '../../../src/features/portfolio/rules/risk.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { withPlans } from './portfolio.ts'

const somebody: Standing = { personId: 1, admin: false, finance: false, guest: false, crewIds: [7] }

describe('a key result', () => {
  it('with owners is changed by them and by admins, without by whoever may make one', () => {
    const of = (projectOwnerId: number | null) => ({ projectOwnerId, productOwnerId: null })
    expect(mayChangeResult(somebody, of(null))).toBe(true)
    expect(mayChangeResult({ ...somebody, crewIds: [] }, of(null))).toBe(false)
    expect(mayChangeResult(somebody, of(2))).toBe(false)
    expect(mayChangeResult({ ...somebody, personId: 2, crewIds: [] }, of(2))).toBe(true)
    expect(mayChangeResult({ ...somebody, admin: true }, of(2))).toBe(true)
    expect(mayChangeResult({ ...somebody, personId: 2, guest: true }, of(2))).toBe(false)
  })
})

describe('a risk', () => {
  const answers = {
    text: 'Keys come late',
    probability: 40,
    impact: '8000',
    impactDays: 3,
    response: undefined,
    owner: [1],
    reviewOn: '2026-11-20',
  }
  const errorsOf = (over: Partial<Parameters<typeof checkRisk>[1]>) => {
    const checked = checkRisk(answers, { currency: 'EUR', today: '2026-11-23', before: null, ...over })
    return 'errors' in checked ? Object.keys(checked.errors) : []
  }

  it('keeps a review day that has passed, unless it is open again', () => {
    expect(errorsOf({})).toEqual(['reviewOn'])
    expect(errorsOf({ before: { reviewOn: '2026-11-20' } })).toEqual([])
    expect(errorsOf({ before: { reviewOn: '2026-11-20' }, reopened: true })).toEqual(['reviewOn'])
  })

  it('that has happened tells a scope change its days and its cost, and what nobody estimated is not 0', () => {
    const initiative = { id: 4, key: 'CHK', currency: 'EUR' }
    const risk = { number: 2, text: 'Keys came late', impact: 800_000, impactDays: 3 }
    expect(scopeOfRisk(initiative, risk)).toEqual({
      initiativeId: 4,
      why: 'CHK R2: Keys came late',
      days: 3,
      cost: { amount: 800_000, currency: 'EUR' },
    })
    expect(scopeOfRisk(initiative, { ...risk, impact: null, impactDays: null })).toMatchObject({
      days: null,
      cost: null,
    })
  })
})

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const ids = async (...names: string[]) =>
      Promise.all(names.map(async (name) => String((await house.person(name)).id)))
    return { ...house, ...(await withPlans(house)), ids }
  }

  async function withResult() {
    const house = await atWork()
    await house.submit('ana', 'portfolio.objective', { objective: null }, { name: 'Shoppers finish' })
    const objective = (await house.db.read.objective.findFirstOrThrow()).id
    const raw = { name: 'Conversion', unit: '%', baseline: '2.1', target: '2.6' }
    const [ana, cleo] = await house.ids('Ana', 'Cleo')
    const owners = { projectOwner: [ana ?? ''], productOwner: [cleo ?? ''] }
    await house.submit('ana', 'portfolio.key-result', { objective }, { ...raw, ...owners })
    const result = (await house.db.read.keyResult.findFirstOrThrow()).id
    const change = async (account: string, over: Record<string, string | string[]>) =>
      house.said(await house.submit(account, 'portfolio.change-result', { result }, { ...raw, ...owners, ...over }))
    return { ...house, objective, result, change, raw, owners }
  }

  describe('a key result', () => {
    test('is changed by its owners: name, unit, target and with it the direction, owners', async () => {
      const house = await withResult()
      expect(
        await house.said(await house.press('cleo', 'portfolio.which-result', { objective: house.objective })),
      ).toBe('form portfolio.change-result')
      const said = await house.change('cleo', { name: 'Drop-off', unit: 'percent', baseline: '31', target: '20' })
      expect(said).toContain('KR1 Drop-off: no data, from 31 to 20 percent')
      expect(await house.db.read.keyResult.findFirstOrThrow()).toMatchObject({ direction: 'down', target: 20 })
      expect(await house.change('cleo', { target: '2.1' })).toContain('target: The target is where it stands already.')
      expect(await house.change('ana', { projectOwner: await house.ids('Ana', 'Ben') })).toContain(
        'projectOwner: Name one person',
      )
      await house.change('ana', { productOwner: await house.ids('Dev') })
      expect(await house.change('cleo', {})).toBe(
        'You cannot change KR1: that is for organization admins and its owners. Nothing was changed.',
      )
    })

    test('is nothing that others can change, and no button of it is shown to them', async () => {
      const house = await withResult()
      expect(await house.said(await house.say('paul', '/tandem objective'))).not.toContain('Change a key result')
      expect(await house.said(await house.say('ana', '/tandem objective'))).toContain('[Change a key result]')
      expect(await house.change('paul', { target: '9' })).toContain('You cannot change KR1')
      expect((await house.db.read.keyResult.findFirstOrThrow()).target).toBe(2.6)
    })

    test('of several is chosen first', async () => {
      const house = await withResult()
      await house.submit(
        'ana',
        'portfolio.key-result',
        { objective: house.objective },
        { ...house.raw, name: 'Orders' },
      )
      const asked = await house.press('ana', 'portfolio.which-result', { objective: house.objective })
      if (asked.do !== 'open') throw new Error('no form')
      expect(asked.form.inputs.result).toMatchObject({
        options: [{ label: 'KR1 Conversion' }, { label: 'KR2 Orders' }],
      })
      const result = String(house.result)
      const next = await house.submit('ana', 'portfolio.which-result', { objective: house.objective }, { result })
      expect(await house.said(next)).toBe('form portfolio.change-result')
    })
  })

  async function withRisk() {
    const house = await atWork()
    const [paul] = await house.ids('Paul')
    const raw = {
      text: 'Keys come late',
      probability: '29',
      impact: '8,000.50',
      impactDays: '3',
      response: 'Ask twice',
      owner: [paul ?? ''],
      reviewOn: '2026-11-24',
    }
    await house.submit('ana', 'portfolio.risk', { initiative: house.chk }, raw)
    const { id: risk } = await house.db.read.risk.findFirstOrThrow()
    const change = async (account: string, over: Record<string, string | string[]>) =>
      house.said(await house.submit(account, 'portfolio.change-risk', { risk }, { ...raw, state: 'open', ...over }))
    const asks = async () =>
      (await house.db.read.job.findMany({ where: { name: 'portfolio.risk', state: 'waiting' } })).map(({ key }) => key)
    return { ...house, risk, raw, change, asks }
  }

  describe('a risk', () => {
    test('is opened as it was, and changed: text, probability, impact, response, owner, review', async () => {
      const house = await withRisk()
      expect(await house.said(await house.press('ana', 'portfolio.around', { initiative: house.chk }))).toContain(
        '[Change a risk]',
      )
      const form = await house.press('ana', 'portfolio.which-risk', { initiative: house.chk })
      if (form.do !== 'open') throw new Error('no form')
      expect(form.form.inputs).toMatchObject({ probability: { value: 29 }, impact: { value: '8000.50' } })
      const said = await house.change('ana', {
        text: 'Keys never come',
        probability: '60',
        impact: '',
        response: '',
        owner: await house.ids('Ben'),
        reviewOn: '2026-12-08',
      })
      expect(said).toBe('Saved: CHK R1. Its owner is asked on Tue 8 Dec 2026.')
      expect(await house.db.read.risk.findFirstOrThrow()).toMatchObject({ impact: null, response: null })
      expect(await house.said(await house.press('ana', 'portfolio.around', { initiative: house.chk }))).toContain(
        'R1: Keys never come · 60 % · 3 days · still open · Ben looks again Tue 8 Dec 2026',
      )
      expect(await house.asks()).toEqual([`${house.risk}:2026-12-08`])
    })

    test('is refused beside its field, with nothing changed', async () => {
      const house = await withRisk()
      expect(await house.change('ana', { probability: '100' })).toContain('probability: Give 1 to 99 percent')
      expect(await house.change('ana', { impact: '-5' })).toContain('impact: -5 is negative.')
      expect(await house.change('ana', { reviewOn: '2026-11-02' })).toContain(
        'reviewOn: Mon 2 Nov 2026 is in the past.',
      )
      expect(await house.db.read.risk.findFirstOrThrow()).toMatchObject({ probability: 0.29, reviewOn: '2026-11-24' })
    })

    test('that has happened or is mitigated asks nobody any more; open again it does', async () => {
      const house = await withRisk()
      expect(await house.change('ana', { state: 'happened' })).toContain(
        'Saved: CHK R1. It has happened. What it changes in the plan is proposed as a scope change.',
      )
      expect(await house.asks()).toEqual([])
      await house.change('paul', { state: 'open' })
      expect(await house.asks()).toEqual([`${house.risk}:2026-11-24`])
      await house.to('2026-11-24', '12:00')
      expect((await house.seen('dm-paul')).join('\n')).toContain('R1: still open?')
    })

    test('that has happened offers a scope change, filled in with what it was estimated to take', async () => {
      const house = await withRisk()
      const happened = await house.press('paul', 'portfolio.risk-state', { risk: house.risk, state: 'happened' })
      expect(await house.said(happened)).toContain('[Propose a scope change]')
      const form = await house.press('ana', 'scope.of-risk', { risk: house.risk })
      if (form.do !== 'open') throw new Error('no form')
      expect(form.form).toMatchObject({
        id: 'scope.form',
        inputs: { why: { value: 'CHK R1: Keys come late' }, cost: { value: '8000.50' } },
      })
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'percent' } }))
      const hidden = JSON.stringify(await house.press('paul', 'scope.of-risk', { risk: house.risk }))
      expect(hidden).toContain('Keys come late')
      expect(hidden).not.toMatch(/8000.50|210000/)
    })

    test('that is mitigated offers none, and neither does one to somebody who may open no vote', async () => {
      const house = await withRisk()
      const mitigated = await house.press('paul', 'portfolio.risk-state', { risk: house.risk, state: 'mitigated' })
      expect(await house.said(mitigated)).toBe('CHK R1 is mitigated.')
      await house.change('ana', { owner: await house.ids('Gus') })
      const happened = await house.press('gus', 'portfolio.risk-state', { risk: house.risk, state: 'happened' })
      expect(await house.said(happened)).toBe(
        'CHK R1 has happened. What it changes in the plan is proposed as a scope change.',
      )
    })

    test('that is still open is asked about again on its next day, and what was asked before says so', async () => {
      const house = await withRisk()
      const asked = () => house.posted.filter(({ message }) => message.summary.includes('R1: still open?'))
      await house.to('2026-11-24', '12:00')
      expect(asked()).toHaveLength(1)
      expect(
        await house.said(await house.press('paul', 'portfolio.risk-state', { risk: house.risk, state: 'open' })),
      ).toBe('CHK R1 is still open. Its owner is asked again on Tue 8 Dec 2026.')
      await house.change('paul', { reviewOn: '2026-11-25' })
      const [first] = await Promise.all(asked().map(({ message }) => house.text(message)))
      expect(first).toContain('Its review has moved on')
      expect(first).not.toContain('[Mitigated]')
      await house.to('2026-11-25', '12:00')
      expect(asked()).toHaveLength(2)
    })

    test('is changed by its owner and by who edits the plan, by no colleague and no guest', async () => {
      const house = await withRisk()
      expect(await house.change('gus', { text: 'x' })).toContain('You cannot change the risks of CHK')
      await house.change('ana', { owner: await house.ids('Gus') })
      expect(await house.change('gus', { text: 'Seen by Gus', owner: await house.ids('Gus') })).toContain(
        'Saved: CHK R1.',
      )
      const gus = await house.person('Gus')
      await house.db.transact((tx) => tx.identity.updateMany({ where: { personId: gus.id }, data: { guest: true } }))
      expect(await house.change('gus', { text: 'x' })).not.toContain('Saved')
      expect((await house.db.read.risk.findFirstOrThrow()).text).toBe('Seen by Gus')
      const answer = await house.press('gus', 'portfolio.risk-state', { risk: house.risk, state: 'mitigated' })
      expect(await house.said(answer)).toBe('CHK R1 is mitigated.')
    })

    test('keeps an amount that whoever changes it may not see', async () => {
      const house = await withRisk()
      await house.db.transact((tx) => tx.crew.updateMany({ data: { money: 'percent' } }))
      const form = await house.press('paul', 'portfolio.change-risk', { risk: house.risk })
      expect(JSON.stringify(form)).not.toContain('8000')
      expect(JSON.stringify(form)).toContain('not shown to you')
      await house.change('paul', { text: 'Keys come very late', impact: '' })
      expect(await house.db.read.risk.findFirstOrThrow()).toMatchObject({
        text: 'Keys come very late',
        impact: 800_050n,
      })
      await house.change('paul', { impact: '9000' })
      expect((await house.db.read.risk.findFirstOrThrow()).impact).toBe(900_000n)
    })
  })
})
