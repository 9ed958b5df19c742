/** The pulse, on every platform and both databases. */
import { expect } from 'vitest'
import type { ConformancePlatform } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

const statement = 'What we deliver will be worth the effort and expense, and those we do it for see it so.'

async function answer(chat: ConformancePlatform, account: string, score: string) {
  const shown = await chat.as(account).say('direct', '/tandem pulse')
  const form = await shown.press(shown.buttons.includes('Change...') ? 'Change...' : 'Answer...')
  const labels = Object.keys(form.fields)
  return form.send(Object.fromEntries(labels.map((label) => [label, score])))
}

const conversations: Record<string, Conversation> = {
  'a pulse is switched on, asked in the day’s message, answered without names, and told once in both channels': async (
    chat,
  ) => {
    const form = await chat.as('ana').say('#checkout', '/tandem pulse settings')
    const on = 'Ask this crew'
    const wrong = await form.send({ [on]: form.fields[on]?.choices[0] ?? on, When: 'now and then' })
    expect(wrong.fields.When?.error).not.toBe('')
    says(await wrong.send({ When: 'tuesdays 06:00' }), 'next on Tue 24 Nov 2026, Tue 1 Dec 2026, Tue 8 Dec 2026.')
    await chat.to('2026-11-24', '10:00')
    const day = (await chat.as('ben').read('direct')).findLast(({ text }) => text.includes('Checkout pulse of'))
    says(day ?? { text: '' }, 'Four numbers, without your name.', 'That you have answered is known, not what.')
    const asked = await day?.press('Answer...')
    const refused = await asked?.send(
      Object.fromEntries(Object.keys(asked.fields).map((label) => [label, label === statement ? '7.5' : '9'])),
    )
    expect(refused?.fields[statement]?.error).not.toBe('')
    says((await refused?.send({ [statement]: '9' })) ?? { text: '' }, 'Your answer is in, without your name.')
    for (const account of ['ana', 'paul']) says(await answer(chat, account, '10'), 'Your answer is in')
    for (const account of ['cleo', 'uma', 'dev']) says(await answer(chat, account, '10'), 'Your answer is in')
    for (const account of ['cleo', 'uma', 'dev']) says(await answer(chat, account, '5'), 'Your answer is in')
    says(await chat.as('dev').say('direct', '/tandem pulse'), '6 of 6')
    await chat.to('2026-12-01', '15:01')
    for (const where of both) {
      const seen = [...(await chat.as('uma').read(where)), ...(await chat.as('uma').replies(where))]
      const told = seen.filter(({ text }) => text.includes('Project sees more value than Product: gap 200.'))
      expect(told.length).toBeGreaterThan(0)
      says(
        told.at(-1) ?? { text: '' },
        'Project +100, Product −100 · gap 200',
        '3 answers a side, a talk and not a verdict.',
      )
    }
  },
}

hold(conversations)
