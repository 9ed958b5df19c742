/** The project side sits in Teams, the product side in Slack, and they stay aligned: Microsoft's Playground and emulate at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db.ts'
import type { Seen } from '../conformance/client.ts'
import { says } from '../conformance/runner.ts'
import { scores } from '../features/pulse/pulses.ts'
import { withOwners } from '../features/scope/chain.ts'
import { onBothDatabases } from '../support/databases.ts'
import { tenant } from '../support/teams-connector.ts'
import { channelOf, copiesOf } from './copies.ts'
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
    await joint.to('2026-11-23', '10:00')
  }, 90_000)
  afterAll(() => close())

  const { as, card, copies, inThreads } = copiesOf(() => joint)

  /** The newest of what Ana, or somebody in Slack, was told in person with these words in it. */
  async function told(account: string, words: string): Promise<Seen> {
    const seen = (await as(account).read('direct')).findLast(({ text }) => text.includes(words))
    if (!seen) throw new Error(`${account} was told nothing of "${words}"`)
    return seen
  }

  async function inThread(account: string, words: string): Promise<Seen> {
    const seen = (await as(account).replies(channelOf(account))).findLast(({ text }) => text.includes(words))
    if (!seen) throw new Error(`${account} sees no thread with "${words}"`)
    return seen
  }

  const kickoff = /^CHK[^\n]*kickoff/
  const preRead = /In one line/

  describe('one crew in Slack and Teams', { timeout: 90_000 }, () => {
    it('begins an initiative together: one plan in both, a fist of five from both, and who has doubts is asked', async () => {
      const list = await as('ana').say('direct', '/tandem kickoff CHK')
      says(await (await list.press('Begin the kickoff')).send({ Closes: 'tomorrow 17:00' }), 'CHK kickoff is begun')
      says(await copies(kickoff), 'Ana (project) · Cleo (product)', 'voted: project 0 of 3, product 0 of 3')
      const mine = new Map<string, Seen>()
      for (const account of ['ana', 'ben', 'paul', 'cleo', 'dev', 'uma'])
        mine.set(account, await card(account, kickoff))
      const show = async (account: string, fingers: string) =>
        says(await (mine.get(account) as Seen).press(fingers), `${fingers} of 5 fingers`)
      // The Playground hears one person at a time, Slack all of them meanwhile.
      const project = async () => {
        for (const account of ['ana', 'ben', 'paul']) await show(account, '4')
      }
      await Promise.all([project(), show('cleo', '5'), show('dev', '3'), show('uma', '2')])
      says(await copies(kickoff), 'voted: project 3 of 3, product 3 of 3')
      says(await (await card('ana', kickoff)).press('Close now'), 'CHK kickoff is closed and counted.')
      says(await copies(kickoff), 'Confidence below 3 by some (answered: project 3 of 3, product 3 of 3).')
      says({ text: await inThreads(/CHK kickoff: Confidence/) }, 'below 3 by some')
    })

    it('sets what it is asked and when from either side', async () => {
      const on = 'Ask this crew'
      const pulse = await as('ana').say('direct', '/tandem pulse settings')
      const how = { [on]: pulse.fields[on]?.choices[0] ?? on, When: 'tuesdays 06:00' }
      says(await pulse.send(how), 'next on Tue 24 Nov 2026')
      const cadence = await as('cleo').say(channels.slack, '/tandem align schedule')
      says(await cadence.send({ 'Follow-up, 45 minutes': 'monthly last friday 09:00' }), 'Fri 27 Nov 2026 09:00')
      const assume = await (await as('cleo').say('direct', '/tandem assumption CHK')).press('Add an assumption...')
      const assumption = {
        'What is taken for true?': 'Shoppers leave at card entry',
        'Value today': '31',
        Unit: '%',
        Floor: '20',
        'How much of the expected benefit rests on it?': '25',
        'Who is asked whether it is still true?': ['Ana'],
        'Asked on': '2026-11-24',
      }
      says(await assume.send(assumption), 'Saved: CHK AS1.')
      const plan = await (await as('ana').say('direct', '/tandem experiment CHK')).press('New experiment...')
      const experiment = {
        'What do you expect?': 'Shoppers leave at the address',
        'What is measured?': 'Shoppers who stop there',
        Threshold: '50',
        Unit: '%',
        'Who runs it?': ['Cleo'],
        'It ends on': '2026-11-24',
      }
      says(await plan.send(experiment), 'Saved: EX-1 of CHK.')
      says(await (await as('cleo').say('direct', '/tandem experiment CHK')).press('Start'), 'EX-1 has started')
    })

    it('answers without names from both, breaks an assumption in Teams, and measures an experiment in Slack', async () => {
      await joint.to('2026-11-24', '15:45')
      const asked = await (await told('ana', 'Checkout pulse of')).press('Answer...')
      says(await asked.send(all(asked, '10')), 'Your answer is in')
      const { id: pulse } = await db.read.pulse.findFirstOrThrow({ where: { state: 'open' } })
      // The Playground shows the own chat of whoever sits in front of it alone.
      for (const account of ['ben', 'paul'])
        await joint.production.app.chat.submit(
          { platform: 'teams', installation: tenant, account },
          'pulse.answer',
          { pulse },
          scores(9),
        )
      for (const account of ['cleo', 'dev', 'uma']) {
        const form = await (await as(account).say('direct', '/tandem pulse')).press('Answer...')
        says(await form.send(all(form, '5')), 'Your answer is in')
      }

      const no = await (await told('ana', 'AS1: still true?')).press('No...')
      says(await no.send({ 'What has changed?': 'Wallets came' }), 'CHK AS1 is broken.')
      const result = await (await told('cleo', 'EX-1: what came of it?')).press('Result...')
      const [measured = '', known = ''] = Object.keys(result.fields)
      says(await result.send({ [measured]: '62', [known]: 'The address is where they leave.' }), 'EX-1: confirmed.')

      const concern = await (await told('uma', 'what is your concern?')).press('Say it...')
      says(await concern.send({ 'Your concern': 'Nobody tests on old phones' }), 'without your name.')
      const card = await copies(kickoff)
      says(card, '“Nobody tests on old phones”')
      expect(card.text).not.toContain('Uma')
    })

    it('reads one pre-read in both; who comes and a doubt of one side stand on the copy of the other', async () => {
      await joint.to('2026-11-25', '10:00')
      says(await copies(preRead), 'Follow-up of Checkout, Fri 27 Nov 2026')
      says(await (await card('ana', preRead)).press('I’ll be there'), 'You will be there.')
      says(await (await card('cleo', preRead)).press('I can’t'), 'You cannot come.')
      const doubt = await (await card('paul', preRead)).press('I disagree with a figure')
      const [figure = ''] = doubt.fields['Which one?']?.choices ?? []
      says(await doubt.send({ 'Which one?': figure, 'Why?': 'The ledger has its goal.' }), 'marked on every copy')
      says(await copies(preRead), 'project Ana', 'product Cleo', 'Doubted by Paul: The ledger has its goal.')
      says(await told('cleo', 'assumption is broken'), '"Wallets came" Ana', '25 % rested on it.')
    })

    it('adopts an insight with the word of both owners, one from each side: one decision in both', async () => {
      says(await (await told('ana', 'adopt as insight?')).press('Accept'), "The other side's word is missing.")
      says(await (await told('cleo', 'adopt as insight?')).press('Accept'), 'is accepted')
      says(await copies(/Insight accepted/), 'The address is where they leave.')
      expect(await db.read.decision.count({ where: { source: { startsWith: 'experiment:' } } })).toBe(1)
    })

    it('holds the session in the threads: a decision from Slack, the close from Teams, one summary in both', async () => {
      await joint.to('2026-11-27', '09:05')
      const recorded = await (await inThread('dev', 'begins')).press('Record a decision')
      says(await recorded.send({ 'What is decided?': 'Guest checkout for all' }), 'recorded as')
      const closing = await (await inThread('ana', 'begins')).press('Close')
      says(await closing.send({ 'Who was there?': ['Ana', 'Dev'], 'What came of it?': 'All well.' }), 'It is closed.')
      const summary = { text: await inThreads(/What came of it/) }
      says(summary, 'project 1 of 3 (Ana)', 'product 1 of 3 (Dev)', 'All well.', 'Guest checkout for all')
      expect((await copies(preRead)).buttons).not.toContain('I can’t')
    })

    it('tells both how far apart they see value, once', async () => {
      await joint.to('2026-12-01', '15:01')
      says(await copies(/Project sees more value/), 'gap 200', '3 answers a side')
      expect(await db.read.pulseAnswer.count()).toBe(0)
    })
  })
})

const all = ({ fields }: Seen, score: string) => Object.fromEntries(Object.keys(fields).map((label) => [label, score]))
