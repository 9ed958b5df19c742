/** Steering polls, on every platform and both databases; a crew that meets on two is told the same in both. */
import { expect } from 'vitest'
import type { ConformancePlatform, Seen } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

/** The card of a poll as it stands in a channel. */
async function cardIn(
  chat: ConformancePlatform,
  account: string,
  channel: (typeof both)[number],
  name: string,
): Promise<Seen> {
  const found = (await chat.as(account).read(channel)).find(({ text }) => text.includes(name))
  if (!found) throw new Error(`${name} does not stand in ${channel}`)
  return found
}

const method = 'How it is counted'

const conversations: Record<string, Conversation> = {
  'a poll by dual majority is asked in a form, voted on in both channels, and both copies end equal': async (chat) => {
    const form = await chat.as('ana').say('#checkout', '/steer')
    expect(form.kind).toBe('form')
    const refused = await form.send({
      Question: 'Ship gift <cards> first?',
      [method]: 'yes or no, by a majority of each side',
      Closes: 'yesterday 17:00',
    })
    expect(refused.fields.Closes?.error).toContain('has passed')
    expect(refused.fields.Question?.value).toBe('Ship gift <cards> first?')
    says(await refused.send({ Closes: 'mon 23 nov 08:30' }), 'SP-1 is open: 7 may vote.')
    const name = 'SP-1 Ship gift <cards> first?'
    for (const channel of both) {
      const card = await cardIn(chat, 'paul', channel, name)
      says(card, 'Who decides each side by its own majority', 'voted: project 0 of 3, product 0 of 3, sponsors 0 of 1')
      expect(card.buttons.slice(0, 4)).toEqual(['For', 'Against...', 'Abstain', 'My vote'])
    }
    says(await (await cardIn(chat, 'ana', '#checkout', name)).press('For'), 'For: your vote on SP-1 is in.')
    says(await (await cardIn(chat, 'cleo', 'Teams > Checkout', name)).press('For'), 'For: your vote on SP-1 is in.')
    await (await cardIn(chat, 'dev', '#checkout', name)).press('For')
    const why = await (await cardIn(chat, 'paul', 'Teams > Checkout', name)).press('Against...')
    expect(why.kind).toBe('form')
    const empty = await why.send({ 'Why not?': '' })
    expect(empty.fields['Why not?']?.error).not.toBe('')
    await empty.send({ 'Why not?': 'No *float* left' })
    says(await (await cardIn(chat, 'paul', '#checkout', name)).press('My vote'), 'Against, your vote in SP-1.')
    const ben = await (await cardIn(chat, 'ben', '#checkout', name)).press('Against...')
    await ben.send({ 'Why not?': 'The reserve' })
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, name)
      says(card, 'voted: project 3 of 3, product 2 of 3')
      expect(card.text).not.toContain('float')
    }
    await chat.to('2026-11-23', '08:30')
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, name)
      says(card, 'No agreement: one side says yes, the other no.', 'for 2, against 0: yes', 'for 1, against 2: no')
      says(card, 'Paul, "No *float* left"')
      expect(card.buttons).not.toContain('For')
    }
    says(await (await cardIn(chat, 'uma', '#checkout', name)).press('All votes and reasons'), 'The reserve')
  },

  'a ranked poll in one line of a form: places, rounds, an outcome stated, a decision recorded': async (chat) => {
    const form = await chat.as('cleo').say('#checkout', '/steer')
    says(
      await form.send({
        Question: 'Which comes first?',
        [method]: 'ranked, by instant run-off: the weakest goes until one has more than half',
        'Options, one a line': 'Gift cards\nApple Pay\nGuest checkout',
        Closes: 'mon 23 nov 08:50',
      }),
      'SP-2 is open',
    )
    const rank = async (account: string, channel: (typeof both)[number], ...places: string[]) => {
      const ballot = await (await cardIn(chat, account, channel, 'SP-2 Which')).press('Vote')
      const given = places.map((place, at) => [at === 0 ? 'First' : `Place ${at + 1}`, place])
      return ballot.send(Object.fromEntries(given))
    }
    const twice = await rank('ana', '#checkout', 'Apple Pay', 'Apple Pay')
    expect(twice.fields['Place 2']?.error).toContain('has a place already')
    says(await twice.send({ 'Place 2': 'Gift cards' }), 'Apple Pay > Gift cards: your vote on SP-2 is in.')
    await rank('ben', 'Teams > Checkout', 'Apple Pay')
    await rank('cleo', '#checkout', 'Gift cards', 'Apple Pay')
    await rank('dev', 'Teams > Checkout', 'Gift cards', 'Guest checkout')
    await rank('uma', '#checkout', 'Guest checkout', 'Apple Pay')
    await chat.to('2026-11-23', '08:50')
    for (const channel of both) {
      const card = await cardIn(chat, 'finn', channel, 'SP-2 Which')
      says(card, 'Apple Pay wins.', 'Round 1: Guest checkout goes, it had the fewest.', '3 of 5 votes')
    }
    const late = await (await cardIn(chat, 'finn', '#checkout', 'SP-2 Which')).press('State the outcome')
    says(late, 'You cannot state the outcome of SP-2')
    const state = await (await cardIn(chat, 'cleo', 'Teams > Checkout', 'SP-2 Which')).press('State the outcome')
    await state.send({ 'The outcome, in a sentence': 'Apple Pay comes first.' })
    says(await (await cardIn(chat, 'cleo', '#checkout', 'SP-2 Which')).press('Make it a decision'), 'decision log')
    for (const channel of both)
      says(await cardIn(chat, 'finn', channel, 'SP-2 Which'), 'Apple Pay comes first.', 'Recorded as DEC-1.')
  },
}

hold(conversations, {
  together: true,
  // Stand-ups have conversations of their own.
  before: (db) =>
    db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))),
})
