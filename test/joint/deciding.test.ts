/** The project side sits in Teams, the product side in Slack, and they decide together: Microsoft's Playground and emulate at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db.ts'
import type { Seen } from '../conformance/client.ts'
import { says } from '../conformance/runner.ts'
import { withOwners } from '../features/scope/chain.ts'
import { onBothDatabases } from '../support/databases.ts'
import { copiesOf } from './copies.ts'
import { channels, type Joint, openInPlayground } from './house.ts'

onBothDatabases((database) => {
  let joint: Joint
  let db: Db
  let close = async () => {}
  beforeAll(async () => {
    const opened = await database.lasting()
    db = opened.db
    joint = await openInPlayground(db)
    close = () => joint.close().finally(opened.close)
    await withOwners(db)
    // The Playground shows the own chat of whoever sits in front of it alone: PAY's owner sits in Slack.
    const dev = await db.read.person.findFirstOrThrow({ where: { name: 'Dev' } })
    await db.transact((tx) => tx.initiative.updateMany({ where: { key: 'PAY' }, data: { projectOwnerId: dev.id } }))
    await joint.to('2026-11-23', '10:00')
  }, 90_000)
  afterAll(() => close())

  const { as, card, copies, inThreads } = copiesOf(() => joint)

  describe('one crew in Slack and Teams', { timeout: 90_000 }, () => {
    it('drafts a scope change from both sides, votes on it from both at once, and reads one result, one decision, one plan', async () => {
      const form = await as('cleo').say(channels.slack, '/tandem scope CHK')
      const draft = await form.send({
        'What changes?': 'Add Apple Pay',
        'Why? (product)': 'Shoppers leave at card entry.',
        'WSJF or RICE (product)': 'WSJF 8 5 13 / 5',
      })
      says(draft, 'Project (Ana): the effects on the plan, the extra cost (0 is an answer).')
      const rest = await (await card('ana', /SC-1 Add Apple Pay/, 'direct')).press('Fill in')
      await rest.send({
        'What does it do to the plan? (project)': 'delay T9 3d',
        'Extra cost, in EUR (project)': '8000',
      })
      says(await (await card('ana', /SC-1 Add Apple Pay/, 'direct')).press('Open the vote'), 'PAY are told first')
      says(await (await card('dev', /would move PAY/, 'direct')).press('No objection'), 'the vote is open')

      const vote = /SC-1 Add Apple Pay[\s\S]*Who decides/
      says(await copies(vote), 'WSJF 5.2 = (8 + 5 + 13) / 5', 'voted: project 0 of 3, product 0 of 3')
      const mine = new Map<string, Seen>()
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma']) mine.set(account, await card(account, vote))
      const press = async (account: string, button: string) => (mine.get(account) as Seen).press(button)
      // The Playground hears one person at a time, Slack all of them meanwhile.
      const project = async () => {
        for (const account of ['ana', 'paul']) await press(account, 'For')
        const why = await press('ben', 'Against...')
        const refused = await why.send({ 'Why not?': '' })
        expect(refused.fields['Why not?']?.error).not.toBe('')
        await refused.send({ 'Why not?': 'It takes the last of the reserve.' })
      }
      await Promise.all([project(), ...['cleo', 'dev', 'uma'].map((account) => press(account, 'For'))])
      expect((await copies(vote)).text).not.toContain('reserve')
      says(await copies(vote), 'voted: project 3 of 3, product 3 of 3')
      says(await press('ben', 'My vote'), 'It takes the last of the reserve.')

      await joint.to('2026-11-25', '17:00')
      says(await copies(/^SC-1 Add Apple Pay\W+accepted/), 'DEC-1')
      const result = { text: await inThreads(/Accepted by both sides/) }
      says(result, '(project 2 to 1, product 3 to 0). Recorded as DEC-1.', 'Ben, "It takes the last of the reserve."')
      says({ text: await inThreads(/DEC-1 SC-1 Add Apple Pay/) }, 'Accepted by the vote of both sides')
      // The day on which the project owner can report an error.
      await joint.to('2026-11-26', '17:00')
      says(await copies(/^SC-1 Add Apple Pay\W+accepted/), 'DEC-1, plan v1')
      says({ text: await inThreads(/Accepted by both sides/) }, 'Plan v1 is the baseline')
      says(await as('ana').say('direct', '/tandem plan CHK'), 'baseline v1', '(DEC-1)')
    })

    it('asks and counts one steering poll, and makes what was stated a decision', async () => {
      const form = await as('ana').say('direct', '/tandem steer')
      const asked = await form.send({
        Question: 'Which comes first?',
        'How it is counted': 'one choice, the most votes win',
        'Options, one a line': 'Gift cards\nApple Pay',
        Closes: 'fri 27 nov 12:00',
      })
      says(asked, 'SP-1 is open: 7 may vote.')
      const poll = /SP-1 Which comes first/
      for (const [account, option] of [
        ['paul', 'Apple Pay'],
        ['cleo', 'Apple Pay'],
        ['dev', 'Gift cards'],
      ] as const) {
        const ballot = await (await card(account, poll)).press('Vote')
        const [field = ''] = Object.keys(ballot.fields)
        await ballot.send({ [field]: option })
      }
      // Cleo is one person on both: what she casts in Slack she changes in Teams.
      const again = (await joint.inTeams('cleo').read(channels.teams)).find(({ text }) => poll.test(text))
      const ballot = await again?.press('Vote')
      const [field = ''] = Object.keys(ballot?.fields ?? {})
      expect(ballot?.fields[field]?.value).toBe('Apple Pay')
      await ballot?.send({ [field]: 'Gift cards' })
      says(await copies(poll), 'voted: project 1 of 3, product 2 of 3')
      await joint.to('2026-11-27', '12:00')
      says(await copies(poll), 'Gift cards wins.', '2 of 3 votes (product 2)')
      const state = await (await card('ana', poll)).press('State the outcome')
      await state.send({ 'The outcome, in a sentence': 'Gift cards come first.' })
      says(await (await card('ana', poll)).press('Make it a decision'), 'decision log')
      says(await copies(poll), 'Gift cards come first.', 'Recorded as DEC-2.')
    })

    it('records a decision that one side proposes in Teams and the other is heard on in Slack', async () => {
      await as('ana').say(channels.teams, '/tandem decision "CHK: ship the beta without accounts"')
      const decision = /DEC-3 ship the beta/
      says(await copies(decision), 'Next: Product says something (Cleo).')
      await (await (await card('dev', decision)).press('Say something')).send({
        'What do you think?': 'Fine for three stores',
      })
      await (await card('paul', decision)).press('Accept')
      says(await copies(decision), 'Accepted by Paul', 'Fine for three stores')
      expect(await db.read.decision.count()).toBe(3)
    })
  })
})
