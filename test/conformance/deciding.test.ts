/** Decisions and responsibilities, on every platform and both databases. */
import { expect } from 'vitest'
import { withPortfolio } from '../features/decisions/decisions.ts'
import type { ConformancePlatform, Seen } from './client.ts'
import { both, type Conversation, hold, newest, says } from './runner.ts'

/** The card of a decision as it stands in a channel. */
async function cardIn(
  chat: ConformancePlatform,
  account: string,
  channel: (typeof both)[number],
  name: string,
): Promise<Seen> {
  const found = (await chat.as(account).read(channel)).findLast(({ text }) => text.includes(name))
  if (!found) throw new Error(`${name} does not stand in ${channel}`)
  return found
}

const [first, second] = ['DEC-1 ship the beta', 'DEC-2 Ship the beta']

const conversations: Record<string, Conversation> = {
  'a decision in a line stands in both channels, is heard by the other side and accepted by its own': async (chat) => {
    const proposed = await chat.as('ana').say('#checkout', '/decision "CHK: ship the beta without accounts"')
    expect(proposed.kind).toBe('private')
    says(proposed, 'DEC-1 ship the beta without accounts', 'Project accepts, Product is heard first.')
    for (const channel of both) {
      const card = await cardIn(chat, 'dev', channel, first)
      says(card, 'Initiative CHK Checkout v2', 'Next: Product says something (Cleo).')
      expect(card.buttons).toEqual(['Accept', 'Say something', 'Escalate', 'Change', 'Withdraw'])
    }
    const early = await (await cardIn(chat, 'paul', '#checkout', first)).press('Accept')
    expect(early.text).toContain('Product is heard first, and has not said anything about DEC-1 yet.')
    const form = await (await cardIn(chat, 'cleo', 'Teams > Checkout', first)).press('Say something')
    expect((await form.send({ 'What do you think?': 'Fine for <three> stores' })).text).toContain(
      'on the record of DEC-1',
    )
    for (const channel of both) says(await cardIn(chat, 'ana', channel, first), 'Fine for <three> stores')
    expect((await (await cardIn(chat, 'paul', '#checkout', first)).press('Accept')).text).toContain(
      'DEC-1 is accepted.',
    )
    for (const channel of both) {
      const card = await cardIn(chat, 'ana', channel, first)
      says(card, 'Accepted by Paul')
      expect(card.buttons).toEqual(['Add an action', 'Supersede'])
    }
    const promise = await (await cardIn(chat, 'cleo', 'Teams > Checkout', first)).press('Add an action')
    const vague = await promise.send({
      'What is to be done?': 'Tell the <pilot> stores',
      'Who does it?': ['Dev'],
      'By when?': 'soon',
    })
    expect(vague.fields['By when?']?.error).toContain('"soon" is not a day.')
    says(await vague.send({ 'By when?': 'fri' }), 'A-1 is Dev’s, due Fri 27 Nov.')
    says(await chat.as('dev').say('direct', '/tandem actions'), 'Tell the <pilot> stores', 'from DEC-1')
  },

  'what is accepted is superseded, never edited: the old one holds until the new one is accepted': async (chat) => {
    const next = await (await cardIn(chat, 'ana', '#checkout', first)).press('Supersede')
    expect(next.fields.Initiative?.value).toBe('CHK Checkout v2')
    const wrong = await next.send({
      'What is decided?': 'Ship the beta with accounts',
      'Did it come true? Ask both sides on': '2020-01-01',
    })
    expect(wrong.fields['Did it come true? Ask both sides on']?.error).toContain('This day is not ahead.')
    expect(wrong.fields['What is decided?']?.value).toBe('Ship the beta with accounts')
    says(await wrong.send({ 'Did it come true? Ask both sides on': '2027-01-11' }), 'It would supersede DEC-1.')
    says(await cardIn(chat, 'uma', '#checkout', first), 'DEC-2 is proposed to supersede it. Until then it holds.')
    await (await (await cardIn(chat, 'uma', '#checkout', second)).press('Say something')).send({
      'What do you think?': 'Yes',
    })
    await (await cardIn(chat, 'ben', 'Teams > Checkout', second)).press('Accept')
    for (const channel of both) {
      const old = (await chat.as('ana').read(channel)).find(({ text }) => text.includes('DEC-1 ship'))
      says(old ?? { text: '' }, 'Superseded by DEC-2, which holds now.')
      expect(old?.buttons).toEqual([])
    }
  },

  'a message becomes a decision with its words and its author, and may contradict another': async (chat) => {
    const said = { by: 'cleo', text: 'Gift cards come with\nthe launch & *not* later' }
    const form = await chat.as('dev').choose('#checkout', said, 'Record a decision')
    expect(form.kind).toBe('form')
    expect(form.fields['What is decided?']).toMatchObject({
      value: said.text,
      hint: 'What Cleo said: keep, change or shorten it.',
    })
    expect(form.fields['Where was it said?']?.value).toContain('Cleo')
    expect(form.fields['Whose is it?']?.value).toBe('What and why: Product accepts')
    says(
      await form.send({ Initiative: 'CHK Checkout v2', 'Options considered': 'Later: costs a season' }),
      'Option 1 Later: costs a season',
    )
    expect((await form.sendAgain()).text).toContain('saved already')
    await chat.as('uma').say('direct', '/decision "CHK: no gift cards with the launch"')
    for (const channel of both)
      says(
        await cardIn(chat, 'ana', channel, 'gift cards with the launch'),
        'Gift cards come with the launch & *not* later (proposed)',
      )
    const card = await cardIn(chat, 'uma', '#checkout', 'gift cards with the launch')
    expect(card.buttons).toContain('I know')
    expect((await card.press('Accept')).text).toContain('press I know on its card')
    await card.press('I know')
    says(await cardIn(chat, 'ana', 'Teams > Checkout', 'gift cards with the launch'), 'Uma knows.')
  },

  'decisions are listed, found by their words, shown whole and downloaded': async (chat) => {
    const why = 'word '.repeat(60).trim()
    const form = await chat.as('ana').say('#checkout', '/tandem decision')
    await form.send({ 'What is decided?': 'Freeze on Friday', 'Why?': why })
    const card = await cardIn(chat, 'cleo', '#checkout', 'Freeze on Friday')
    expect(card.text).not.toContain(why)
    expect((await card.press('Read all')).text).toContain(why)
    const found = await chat.as('gus').say('direct', '/tandem decision search FREEZE')
    says(found, 'Freeze on Friday', 'proposed Mon 23 Nov 2026')
    expect((await newest(Promise.resolve([found]))).buttons[0]).toMatch(/DEC-\d+/)
    says(await found.press(found.buttons[0] ?? ''), 'How and when: Project accepts')
    const file = await chat.as('ana').say('direct', '/decision export')
    expect(file.kind).toBe('file')
    expect(file.text).toContain('Freeze on Friday')
    expect((await chat.as('ana').say('direct', '/decision export csv')).text).toContain('Freeze on Friday')
    expect((await chat.as('ana').say('direct', '/decision show seven')).text).toContain(
      'is not the number of a decision',
    )
  },

  'responsibilities are refused beside their field, stand in a matrix, and what nobody owns is taken': async (
    chat,
    typed,
  ) => {
    const empty = await chat.as('ana').say('#checkout', '/tandem raci CHK')
    says(empty, 'No activity is written down yet.')
    const form = await empty.press('Add an activity')
    const again = await form.send({
      'Which activity?': 'Load test',
      'Who does it? (R)': ['Paul'],
      'Who answers for it? (A)': ['Ana', 'Ben'],
    })
    expect(again.fields['Who answers for it? (A)']?.error).toContain('Ana and Ben are 2: exactly one person answers')
    expect(again.fields['Which activity?']?.value).toBe('Load test')
    const saved = await again.send({ 'Who answers for it? (A)': ['Ben'], 'Who is told after? (I)': ['Finn'] })
    expect(saved.text).toContain(`Load test: Ben answers for it. ${typed('raci CHK')} shows the matrix.`)
    const card = await chat.as('cleo').say('direct', '/tandem raci CHK')
    says(card, 'Build', 'Load test R Paul · A Ben · I Finn')
    const here = await chat.as('cleo').say('#checkout', '/tandem raci CHK')
    const share = here.buttons.find((label) => label.startsWith('Share')) ?? ''
    expect((await here.press(share)).text).toContain('Shared in #checkout.')
    says(
      await cardIn(chat, 'dev', '#checkout', 'who does what'),
      'Load test R Paul · A Ben · I Finn',
      'Shared by Cleo.',
    )
    const checked = await chat.as('cleo').say('direct', '/tandem raci check CHK')
    says(checked, 'Launch is a grey area: no activity stands in it.', 'CHK M2 Checkout beta')
    expect((await checked.press('Take it')).text).toMatch(/CHK \w+ is yours\./)
    expect((await chat.as('cleo').say('direct', '/tandem raci XYZ')).text).toContain('"XYZ" is not an initiative.')
  },
}

hold(conversations, {
  together: true,
  before: async (db) => {
    await withPortfolio(db)
    await db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })))
  },
})
