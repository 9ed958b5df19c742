import { describe, expect, test } from 'vitest'
import { directOf } from '../../../src/platforms/web/people.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { buttonsOf, filled, withScope } from './chain.ts'

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '10:00')
    return { house, db, ...(await withScope(house)) }
  }
  type AtWork = Awaited<ReturnType<typeof atWork>>

  async function disagreed(at: AtWork) {
    await at.opened()
    for (const account of ['cleo', 'dev', 'uma']) await at.vote(account, 'for')
    for (const account of ['ana', 'paul', 'ben']) await at.against(account, `${account} is against it`)
    await at.house.to('2026-11-25', '17:00')
  }

  async function accepted(at: AtWork) {
    await at.opened()
    for (const account of ['ana', 'paul', 'cleo', 'dev']) await at.vote(account, 'for')
    await at.house.to('2026-11-25', '17:00')
  }

  describe('where the sides do not agree', { timeout: 120_000 }, () => {
    test('a missed quorum is put off once by a working day, then the owners choose', async () => {
      const at = await atWork()
      await at.opened()
      await at.vote('cleo', 'for')
      await at.house.to('2026-11-25', '17:00')
      expect((await at.scope()).state).toBe('voting')
      expect(await at.shows('checkout', 'Who decides')).toContain('The vote goes on for one working day, once.')
      await at.house.to('2026-11-26', '17:00')
      expect((await at.scope()).state).toBe('undecided')
      expect(await at.shows('checkout', 'No result')).toContain(
        'Project: for 0, against 0: no result (0 voted, 2 needed)',
      )
    })

    test('owners who do not choose in two working days leave it to the sponsor, whose reason is recorded', async () => {
      const at = await atWork()
      await disagreed(at)
      await at.house.to('2026-11-27', '17:00')
      expect((await at.scope()).state).toBe('escalated')
      // The deadline is the end of Finn's day: he is asked when the next one begins.
      await at.house.to('2026-11-30', '10:00')
      expect(await at.shows(directOf('finn'), 'You are the sponsor')).toContain('Paul, "paul is against it"')
      const { id } = await at.scope()
      const form = { scope: id, accepts: true }
      expect(await at.house.said(await at.house.submit('ana', 'scope.sponsor', form, { reason: 'x' }))).toContain(
        'for the sponsor of CHK',
      )
      await at.house.submit('finn', 'scope.sponsor', form, { reason: 'Shoppers wait for it.' })
      const scope = await at.scope()
      expect(scope.state).toBe('accepted')
      expect(await at.db.read.decision.findFirstOrThrow({ where: { source: `scope:${id}` } })).toMatchObject({
        id: scope.decisionId,
        number: scope.decisionNumber,
        domain: 'joint',
      })
      expect(await at.shows('checkout', 'by the sponsor, Finn')).toContain(`Recorded as DEC-${scope.decisionNumber}.`)
    })

    test('without a sponsor the steering crew votes, and its majority holds', async () => {
      const at = await atWork()
      const board = await at.db.read.crew.findFirstOrThrow({ where: { name: 'Commerce board' } })
      await at.db.transact((tx) =>
        tx.initiative.update({ where: { id: at.chk.id }, data: { sponsorId: null, steeringCrewId: board.id } }),
      )
      await disagreed(at)
      for (const account of ['ana', 'cleo']) await at.press(account, 'scope.choose', { way: 'escalate' })
      const poll = await at.poll()
      expect(poll).toMatchObject({ cardKind: 'scope.steering', method: 'single', state: 'open' })
      const accept = await at.db.read.pollOption.findFirstOrThrow({ where: { pollId: poll.id, text: 'Reject' } })
      for (const account of ['gus', 'hanna', 'igor', 'mira', 'nils', 'olga'])
        await at.house.submit(account, 'vote.cast', { poll: poll.id }, { option: String(accept.id) })
      await at.house.to('2026-11-27', '17:00')
      expect((await at.scope()).state).toBe('rejected')
      expect(await at.shows('checkout', 'by the steering crew')).toContain('Rejected')
    })

    test('with neither the card says that nobody is left, and the owners can still choose', async () => {
      const at = await atWork()
      await at.db.transact((tx) => tx.initiative.update({ where: { id: at.chk.id }, data: { sponsorId: null } }))
      await disagreed(at)
      await at.house.to('2026-11-27', '17:00')
      expect(await at.shows('checkout', 'no steering crew')).toContain('The plan stays as it is.')
      for (const account of ['ana', 'cleo']) await at.press(account, 'scope.choose', { way: 'withdraw' })
      expect((await at.scope()).state).toBe('withdrawn')
    })

    test('split makes two drafts, the first part and the rest', async () => {
      const at = await atWork()
      await at.opened({ ...filled, effects: 'delay T9 3d; remove T10' })
      for (const account of ['cleo', 'dev', 'uma']) await at.vote(account, 'for')
      for (const account of ['ana', 'paul', 'ben']) await at.against(account, 'no')
      await at.house.to('2026-11-25', '17:00')
      for (const account of ['ana', 'cleo']) await at.press(account, 'scope.choose', { way: 'split' })
      const rows = await at.db.read.scopeChange.findMany({ orderBy: { number: 'asc' } })
      expect(rows).toMatchObject([
        { number: 1, state: 'draft', round: 2, effects: 'delay T9 3d' },
        { number: 2, state: 'draft', round: 1, effects: 'remove T10', fromId: rows[0]?.id },
      ])
    })
  })

  describe('an accepted scope change', { timeout: 120_000 }, () => {
    test('is voted on again where the project owner alone reports an error; its new decision supersedes the first', async () => {
      const at = await atWork()
      await accepted(at)
      const { id } = await at.scope()
      const report = (account: string) =>
        at.house.submit(account, 'scope.correct', { scope: id }, { error: 'T9 waits for the keys, too.' })
      expect(await at.house.said(await report('cleo'))).toContain('reported by its project owner')
      expect(await at.house.said(await report('ana'))).toContain('voted on again as round 2')
      expect(await at.scope()).toMatchObject({ state: 'voting', round: 2, correction: 'T9 waits for the keys, too.' })
      await at.house.to('2026-11-26', '17:00')
      expect(await at.shows(directOf('dev'), 'is voted on again')).toContain('does not count in round 2')
      expect(await at.db.read.baseline.count()).toBe(0)
      // What was decided on the wrong plan holds until this round is decided.
      const decisions = () => at.db.read.decision.findMany({ orderBy: { number: 'asc' } })
      expect(await decisions()).toMatchObject([{ number: 1, state: 'accepted' }])
      for (const account of ['ana', 'paul', 'cleo', 'dev']) await at.vote(account, 'for')
      await at.house.to('2026-11-27', '17:00')
      const [first, second] = await decisions()
      expect(first?.state).toBe('superseded')
      expect(second).toMatchObject({ number: 2, state: 'accepted', supersedesId: first?.id })
      expect(await at.shows('checkout', 'DEC-1 SC-1')).toContain('Superseded by DEC-2')
      expect(await at.shows('checkout', 'Accepted by both sides')).toContain('Recorded as DEC-2.')
    })

    test('whose plan lives elsewhere is a list to enter, open until somebody says it is entered', async () => {
      const at = await atWork()
      const planAt = 'https://plans.example/chk'
      await at.db.transact((tx) => tx.initiative.update({ where: { id: at.chk.id }, data: { planAt } }))
      await accepted(at)
      await at.house.to('2026-11-27', '10:00')
      const list = await at.shows(directOf('ana'), 'Accepted, not yet entered')
      expect(list).toContain('T9 Payment form takes 3 days longer.')
      expect(list).toContain('Budget: 8,000 EUR more.')
      const { id } = await at.scope()
      const csv = await at.house.said(await at.house.press('ana', 'scope.changes', { scope: id }))
      expect(csv).toContain('CHK,delay,T9 Payment form,3,,,')
      expect(await at.press('ana', 'scope.entered')).toContain('is entered')
      expect(await at.press('ana', 'scope.entered')).toContain('entered already')
      expect(await at.db.read.actionItem.findFirstOrThrow()).toMatchObject({ state: 'done' })
    })

    test('tells stakeholders and owners whose dates move what changed, once it is the baseline', async () => {
      const at = await atWork()
      const dev = await at.house.person('Dev')
      await at.db.transact((tx) =>
        tx.stakeholder.create({
          data: { initiativeId: at.chk.id, name: 'Dev', personId: dev.id, informedOf: 'every change of dates' },
        }),
      )
      await accepted(at)
      expect(await at.shows(directOf('dev'), 'is accepted for CHK')).toBe('')
      await at.house.to('2026-11-30', '12:00')
      expect(await at.shows(directOf('dev'), 'is accepted for CHK')).toContain(
        'stakeholder of CHK: every change of dates',
      )
      expect(await at.shows(directOf('ben'), 'is accepted for CHK')).toContain(
        'You are told because PAY moves with it.',
      )
    })
  })

  describe('before and during the vote', { timeout: 120_000 }, () => {
    test('each side fills in its part, and neither empties what the other wrote meanwhile', async () => {
      const at = await atWork()
      const { said, id } = await at.draft({ what: 'Add Apple Pay', why: 'Shoppers leave.', benefit: '228000' })
      expect(said).toContain('Project (Ana): the effects on the plan, the extra cost (0 is an answer).')
      expect(await at.openVote()).toContain('still needs the effects on the plan')
      const early = { ...at.value(id), seen: 0 }
      const project = { what: 'Add Apple Pay', effects: 'delay T9 3d', cost: '8000' }
      await at.house.submit('ana', 'scope.form', early, project)
      expect(await at.scope()).toMatchObject({ why: 'Shoppers leave.', effects: 'delay T9 3d' })
      expect(await at.openVote()).toContain('PAY')
    })

    test('what cannot be read is refused beside its field', async () => {
      const at = await atWork()
      const wrong = { ...filled, effects: 'delay T99 3d', score: 'WSJF 8 5', cost: 'much', deadline: 'yesterday' }
      const first = await at.house.said(await at.house.submit('cleo', 'scope.form', at.value(), wrong))
      expect(first).toMatch(/^score: /m)
      expect(first).toMatch(/^cost: /m)
      expect(first).toMatch(/^deadline: Sun 22 Nov 2026 17:00 has passed/m)
      const effects = { ...filled, effects: 'delay T99 3d' }
      expect(await at.house.said(await at.house.submit('cleo', 'scope.form', at.value(), effects))).toMatch(
        /^effects: .*The nearest is T9/,
      )
      expect(await at.db.read.scopeChange.count()).toBe(0)
    })

    test('a what-if is proposed with its changes filled in', async () => {
      const at = await atWork()
      const reply = await at.house.say('cleo', 'whatif CHK delay T9 3d; cost +8000')
      const button = buttonsOf(reply).find(({ label }) => label === 'Propose this change')
      const form = await at.house.press('cleo', button?.press ?? '', button?.value)
      expect(form).toMatchObject({
        form: { id: 'scope.form', inputs: { effects: { value: 'delay T9 3d' }, cost: { value: '8000' } } },
      })
    })

    test('opens by itself after four working hours, and an objection stands on its card', async () => {
      const at = await atWork()
      await at.draft()
      await at.openVote()
      const { id } = await at.scope()
      const value = { scope: id, initiative: at.pay.id, objects: true }
      expect(await at.house.said(await at.house.submit('dev', 'scope.comment', value, { text: 'no' }))).toContain(
        'not here any more',
      )
      await at.house.to('2026-11-23', '13:59')
      expect((await at.scope()).state).toBe('announced')
      await at.house.to('2026-11-23', '14:00')
      expect((await at.scope()).state).toBe('voting')
      await at.house.submit('ben', 'scope.comment', value, { text: 'Our test moves.' })
      expect(await at.shows('checkout', 'Who decides')).toContain('Ben objects for PAY: Our test moves.')
    })

    test('a plan that moved meanwhile is said on the card; recomputing starts the vote again', async () => {
      const at = await atWork()
      await at.opened()
      await at.vote('cleo', 'for')
      const t9 = await at.db.read.deliverable.findFirstOrThrow({ where: { initiativeId: at.chk.id, key: 'T9' } })
      const piece = { initiative: at.chk.id, deliverable: t9.id }
      await at.house.submit('ana', 'portfolio.deliverable', piece, { key: 'T9', name: 'Payment form', estimate: '9' })
      expect(await at.shows('checkout', 'Who decides')).toContain('which has moved since: recompute?')
      expect(await at.press('ana', 'scope.recompute')).toContain('voted on again as round 2')
      expect(await at.shows(directOf('cleo'), 'is voted on again')).toContain('round 2')
      expect(await at.db.read.poll.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
        { state: 'withdrawn' },
        { state: 'open' },
      ])
      expect(await at.shows('checkout', 'this vote is void')).toContain('round 2 is voted on')
    })
  })
})
