/** Retrospectives, on every platform and both databases; a crew that meets on two looks back in both. */
import { expect } from 'vitest'
import { withPortfolio } from '../features/decisions/decisions.ts'
import type { ConformancePlatform, Seen } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

type Channel = (typeof both)[number]

/** A card of a retro as it stands in a channel, or in a thread there. */
async function cardIn(chat: ConformancePlatform, account: string, channel: Channel, name: string): Promise<Seen> {
  const chatter = chat.as(account)
  const root = /Retro/.test(name)
  const seen = root ? await chatter.read(channel) : await chatter.replies(channel)
  const found = seen.findLast(({ text }) => text.includes(name) && !(root && /^On:/.test(text)))
  if (!found) throw new Error(`${name} does not stand in ${channel}`)
  return found
}

const board = 'Retrospective: Checkout'
const press = async (chat: ConformancePlatform, account: string, channel: Channel, name: string, button: string) =>
  (await cardIn(chat, account, channel, name)).press(button)

async function write(chat: ConformancePlatform, account: string, channel: Channel, notes: Record<string, string>) {
  const form = await press(chat, account, channel, board, 'Write notes')
  return form.send(notes)
}

const conversations: Record<string, Conversation> = {
  'one is started, written in from both channels, grouped, voted on, talked about, and ends with a promise': async (
    chat,
  ) => {
    const form = await chat.as('ana').say('#checkout', '/retro now')
    expect(form.kind).toBe('form')
    const refused = await form.send({ 'Dots for each person': '2', 'At most on one theme': '3' })
    expect(refused.fields['At most on one theme']?.error).toContain('A person has 2 dots')
    expect(refused.fields['Dots for each person']?.value).toBe('2')
    says(await refused.send({ 'At most on one theme': '2' }), 'R-1 has begun, run by Ana.')
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, board)
      says(card, 'Start, stop, continue', '0 of 6 have written')
      for (const button of ['Write notes', 'My notes', 'I am ready', 'What happened', 'Group now', 'Not this time'])
        expect(card.buttons).toContain(button)
      says(await cardIn(chat, 'uma', channel, 'What happened since'), 'CHK Checkout v2')
    }
    const empty = await write(chat, 'ana', '#checkout', { Start: '' })
    expect(empty.fields.Start?.error).toContain('at least one note')
    says(await empty.send({ Start: 'Pair on *reviews*\nDemo every Friday' }), 'Your 2 notes are in.')
    says(await write(chat, 'cleo', 'Teams > Checkout', { Start: 'Pairing on <reviews>' }), 'Your note is in.')
    says(await write(chat, 'paul', 'Teams > Checkout', { Stop: 'Meetings without an agenda' }), 'Your note is in.')
    const mine = await press(chat, 'cleo', '#checkout', board, 'My notes')
    says(mine, 'Your notes in R-1 (1)', 'Pairing on <reviews>')
    says(await (await mine.press('Change')).send({ Note: 'Pairing on <all> reviews' }), 'Your note is changed.')
    says(await press(chat, 'dev', '#checkout', board, 'I am ready'), 'You are ready.')
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, board)
      says(card, '3 of 6 have written', '1 of 6 are ready')
      expect(card.text).not.toContain('reviews')
    }
    says(await press(chat, 'cleo', '#checkout', board, 'Group now'), 'R-1 is run by Ana')
    says(await press(chat, 'ana', 'Teams > Checkout', board, 'Group now'), 'Collect is over.')
    says(await cardIn(chat, 'dev', '#checkout', board), 'Pair on *reviews*', 'Pairing on <all> reviews', 'Cleo')
    says(await press(chat, 'ana', '#checkout', board, 'Notes alike'), 'Pairing on <all> reviews')
    const alike = await press(chat, 'ana', '#checkout', board, 'Notes alike')
    const group = await alike.press('Make a theme')
    says(await group.send({ Theme: 'Reviews' }), '"Reviews" is a theme of 2 now.')
    says(await press(chat, 'ana', '#checkout', board, 'Vote now'), 'Group is over.')
    const vote = async (account: string, channel: Channel, ...dots: string[]) => {
      const ballot = await press(chat, account, channel, board, 'Vote')
      return ballot.send(Object.fromEntries(dots.map((theme, at) => [`Dot ${at + 1}`, theme])))
    }
    says(await vote('ana', '#checkout', 'Reviews (2 notes)', 'Reviews (2 notes)'), '2 dots are placed.')
    says(
      await vote('cleo', 'Teams > Checkout', 'Reviews (2 notes)', 'Demo every Friday (1 note)'),
      '2 dots are placed.',
    )
    says(await press(chat, 'cleo', '#checkout', board, 'My dots'), 'Your dots in R-1: 2 of 2')
    says(await press(chat, 'ana', '#checkout', board, 'Discuss now'), 'Vote is over.')
    for (const channel of both) {
      says(await cardIn(chat, 'uma', channel, board), '3 of 4 dots')
      says(await cardIn(chat, 'uma', channel, 'Reviews · 3 dots'), 'Pair on *reviews*')
    }
    const say = await press(chat, 'dev', 'Teams > Checkout', 'Reviews · 3 dots', 'Say something')
    says(await say.send({ 'What do you say to it?': 'An hour a day & no _more_?' }), 'stands in the thread')
    for (const channel of both)
      says(await cardIn(chat, 'uma', channel, 'Reviews · 3 dots'), 'An hour a day & no _more_?')
    says(await press(chat, 'ana', '#checkout', board, 'Act now'), 'Discuss is over.')
    says(await press(chat, 'ana', '#checkout', board, 'Close'), 'at least one action item')
    const act = await press(chat, 'cleo', '#checkout', board, 'Add an action item')
    const past = await act.send({ What: 'Book a review hour', Who: 'Dev', Until: '2020-01-01' })
    expect(past.fields.Until?.error).toContain('has passed')
    says(await past.send({ Until: '2026-12-01' }), 'Dev by Tue 1 Dec')
    says(await press(chat, 'ana', 'Teams > Checkout', board, 'Close'), 'R-1 is closed.')
    for (const channel of both) {
      says(await cardIn(chat, 'uma', channel, 'R-1 is closed.'), '4 notes, from 3 people', 'Book a review hour')
      const { buttons } = await cardIn(chat, 'uma', channel, board)
      for (const button of ['Read all 4 notes', 'Markdown', 'CSV']) expect(buttons).toContain(button)
      for (const button of ['Close', 'Say something', 'Add an action item']) expect(buttons).not.toContain(button)
    }
    says(await press(chat, 'uma', '#checkout', board, 'Read all 4 notes'), 'Meetings without an agenda')
    const file = await press(chat, 'uma', '#checkout', board, 'Markdown')
    expect(['file', 'private', 'message']).toContain(file.kind)
  },

  'an anonymous one shows no name, and a note typed in the channel is not taken': async (chat) => {
    const form = await chat.as('cleo').say('#checkout', '/retro now')
    says(await form.send({ Format: 'Mad, sad, glad: Mad, Sad, Glad' }), 'R-2 has begun, run by Cleo.')
    says(await press(chat, 'cleo', 'Teams > Checkout', board, 'Make it anonymous'), 'R-2 is anonymous from now on.')
    const typed = await chat.as('paul').say('#checkout', '@Tandem Mad: TYPED in the open')
    says(typed, 'It was not taken. Delete your message')
    for (const [account, note] of [
      ['ana', 'HIDDEN one'],
      ['ben', 'HIDDEN two'],
      ['dev', 'HIDDEN three'],
    ] as const)
      await write(chat, account, account === 'dev' ? 'Teams > Checkout' : '#checkout', { Sad: note })
    says(await press(chat, 'cleo', '#checkout', board, 'Group now'), 'Collect is over.')
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, board)
      says(card, 'HIDDEN one', 'HIDDEN two', 'HIDDEN three')
      for (const name of ['Ana', 'Ben', 'Dev', 'TYPED']) expect(card.text).not.toContain(name)
    }
    says(await press(chat, 'ana', '#checkout', board, 'My notes'), 'HIDDEN one')
    says(await press(chat, 'cleo', '#checkout', board, 'Call it off'), 'R-2 is called off.')
    for (const channel of both) {
      const card = await cardIn(chat, 'uma', channel, board)
      expect(card.text).not.toContain('HIDDEN')
      expect(card.buttons).not.toContain('Write notes')
    }
  },

  'it begins on a schedule that is echoed with its next days, and "Not this time" passes it on': async (chat) => {
    const form = await chat.as('ben').say('#checkout', '/tandem retro schedule')
    const wrong = await form.send({ Begins: 'sometimes' })
    expect(wrong.fields.Begins?.error).toContain('not a schedule')
    says(await wrong.send({ Begins: 'every 2 weeks on monday 09:30' }), 'next on Mon 23 Nov 2026, Mon 7 Dec 2026')
    await chat.to('2026-11-23', '09:30')
    for (const channel of both) says(await cardIn(chat, 'uma', channel, 'R-3 Retro'), 'run by', 'Wed 25 Nov 17:00')
    const [first, second] = [await cardIn(chat, 'ana', '#checkout', 'R-3 Retro'), /run by (\w+)/]
    const runner = second.exec(first.text)?.[1] ?? ''
    const passed = await press(chat, runner.toLowerCase(), '#checkout', 'R-3 Retro', 'Not this time')
    says(passed, 'runs R-3 now.')
    for (const channel of both)
      expect((await cardIn(chat, 'uma', channel, 'R-3 Retro')).text).not.toContain(`run by ${runner}`)
  },
}

hold(conversations, {
  together: true,
  // Stand-ups have conversations of their own.
  async before(db) {
    await withPortfolio(db)
    await db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })))
  },
})
