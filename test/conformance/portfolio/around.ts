/** What stands around a plan: people's time, risks, gates; and its end. These move the clock, so they come last. */
import { expect } from 'vitest'
import type { ConformancePlatform, Seen } from '../client.ts'
import { type Conversation, says } from '../runner.ts'
import { made, planOf } from './made.ts'

/** A prompt at 09:30 takes along what waits for a person; where none comes, it goes by itself a minute later. */
const atWork = '09:45'

const aroundOf = async (chat: ConformancePlatform, key: string, who = 'ana') =>
  (await planOf(chat, key, who)).press('Risks, gates, people')

async function told(chat: ConformancePlatform, who: string, words: string): Promise<Seen> {
  const found = (await chat.as(who).read('direct')).findLast(({ text }) => text.includes(words))
  if (!found) throw new Error(`Nobody told ${who} "${words}"`)
  return found
}

export const surroundings: Record<string, Conversation> = {
  'time given twice is said at once, and capacity names who, when and by which initiatives': async (chat) => {
    await made(chat, 'ONE', 'First')
    await made(chat, 'TWO', 'Second')
    const given = async (key: string) => {
      const form = await (await planOf(chat, key)).press('Allocate')
      return form.send({ 'Who?': ['Paul'], 'How much of their time?': '60', From: '2026-12-07', To: '2026-12-18' })
    }
    says(await given('ONE'), 'Saved: Paul, 60 % for ONE, Mon 7 Dec to Fri 18 Dec 2026.')
    says(await given('TWO'), 'Across all initiatives that is 120 % from Mon 7 Dec 2026 on.')
    const capacity = await chat.as('cleo').say('direct', '/tandem capacity')
    says(capacity, '1 of 1 person who is allocated is over 100 %.')
    says(capacity, 'Paul 120 % for 2 weeks, Mon 7 Dec to Sun 20 Dec 2026 (ONE 60 %, TWO 60 %)')
    says(capacity, 'ONE: 1 person, 2 weeks over 100 % together')
    says(await chat.as('cleo').say('direct', '/tandem capacity 2026-12-01 2026-11-01'), 'Give the earlier day first')
  },

  'a gate is no go before what must be met, which is read in full; its gatekeeper decides it, once': async (chat) => {
    await made(chat, 'GAT', 'Gated')
    const long = 'The budget is set and signed by whoever pays for it, with the reserve that was asked for in October'
    const form = await (await planOf(chat, 'GAT')).press('Add gate')
    const saved = await form.send({
      'Which gate?': 'Gate 1',
      'Must be met': `Pilot stores agree\n${long}`,
      'Gatekeeper, product side': ['Uma'],
    })
    says(saved, 'Saved: gate "Gate 1" of GAT, 2 criteria.')
    expect((await aroundOf(chat, 'GAT', 'paul')).buttons).not.toContain('Decide Gate 1')
    const around = await aroundOf(chat, 'GAT', 'uma')
    says(around, 'Gate 1: not decided · 0 of 2 must-meet criteria met')
    const deciding = await around.press('Decide Gate 1')
    says(deciding, '1. Must: Pilot stores agree', `2. Must: ${long}`)
    const [first = '', second = ''] = deciding.fields['What is met?']?.choices ?? []
    expect([first, second]).toEqual([
      '1. Must: Pilot stores agree',
      expect.stringMatching(/^2\. Must: The budget .*…$/),
    ])
    const early = await deciding.send({ 'What is met?': [first], Decision: 'Go' })
    const errors = Object.values(early.fields).map(({ error }) => error)
    expect(errors.join('')).toMatch(/The budget .*must be met before a go\./)
    expect(early.fields['What is met?']?.value).toBe(first)
    says(await early.send({ 'What is met?': [first, second] }), 'GAT, "Gate 1": go.')
    says(await around.press('Decide Gate 1'), '"Gate 1" was decided already: go.')
    says(await aroundOf(chat, 'GAT'), 'Gate 1: Go · Mon 23 Nov 2026 · 2 of 2 must-meet criteria met')
  },

  'a risk is asked about on its day by its owner, and the answer stands on the card': async (chat) => {
    await made(chat, 'RSK', 'Risky')
    const form = await (await planOf(chat, 'RSK')).press('Add risk')
    const wrong = await form.send({
      'What may happen?': 'Provider is late',
      'How likely?': '130',
      'What would it cost, in EUR?': '10000',
      'Who watches it?': ['Paul'],
      'Looked at again on': '2026-11-24',
    })
    expect(wrong.fields['How likely?']).toMatchObject({
      value: '130',
      error: expect.stringContaining('Give 1 to 99 percent'),
    })
    says(await wrong.send({ 'How likely?': '30' }), 'Saved: RSK R1. Its owner is asked on Tue 24 Nov 2026.')
    says(await aroundOf(chat, 'RSK'), 'R1: Provider is late · 30 % · exposure 3,000 EUR · still open')
    await chat.to('2026-11-24', atWork)
    const asked = await told(chat, 'paul', 'RSK Risky, R1: still open?')
    expect(asked.buttons).toEqual(expect.arrayContaining(['Still open', 'Mitigated', 'Happened']))
    says(await asked.press('Mitigated'), 'RSK R1 is mitigated.')
    says(await told(chat, 'paul', 'RSK Risky, R1: still open?'), 'It is mitigated.')
    says(await asked.press('Mitigated'), 'RSK R1 was mitigated already. Nothing was changed.')
  },

  'delivered is not realized: both owners are asked on the day of the check, and what one answers both see': async (
    chat,
  ) => {
    await made(chat, 'LIF', 'Shipped', ['T1,Design,1,'])
    const plan = await planOf(chat, 'LIF')
    says(await plan.press('Deliver'), 'LIF is not finished: T1')
    await (await plan.press('Report progress')).send({ 'Which deliverable?': 'T1', 'How much of it is done?': '100' })
    const form = await plan.press('Deliver')
    const delivered = await form.send({ 'Did the value come? Check on': '2026-11-25' })
    says(delivered, 'both owners are asked on Wed 25 Nov 2026.')
    says(
      await chat.as('paul').say('direct', '/tandem initiative LIF'),
      'not realized yet, value looked at Wed 25 Nov 2026',
    )
    await chat.to('2026-11-25', atWork)
    const question = 'LIF Shipped: did the value come?'
    const cleos = await told(chat, 'cleo', question)
    says(cleos, 'Value: no key result is linked, so nothing is measured.')
    await told(chat, 'ana', question)
    expect((await chat.as('paul').read('direct')).map(({ text }) => text).join()).not.toContain(question)
    const later = await (await cleos.press('Not yet')).send({ 'When is it looked at again?': '2026-11-26' })
    says(later, 'LIF: both owners are asked again on Thu 26 Nov 2026.')
    says(await told(chat, 'ana', question), 'Looked at again on Thu 26 Nov 2026.')
    await chat.to('2026-11-26', atWork)
    const second = await told(chat, 'ana', question)
    says(await (await second.press('It came')).send({}), 'LIF is realized: its value has come.')
    says(await told(chat, 'cleo', question), 'Realized Thu 26 Nov 2026.')
    says(await chat.as('paul').say('direct', '/tandem initiative LIF'), 'State: realized Thu 26 Nov 2026')
  },
}
