/** The pulse, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import { withPortfolio } from '../features/decisions/decisions.ts'
import type { ConformancePlatform } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

/** A week of stand-ups adds nothing here but time. */
async function calm(db: Db): Promise<void> {
  await withPortfolio(db)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
}

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

  'both sides say how sure they are of each initiative, in one form, and read how far apart they are': async (chat) => {
    const on = 'Ask this crew'
    const form = await chat.as('cleo').say('#checkout', '/tandem confidence settings')
    says(
      await form.send({ [on]: form.fields[on]?.choices[0] ?? on, When: 'tuesdays 06:00' }),
      'A confidence question asks Checkout',
    )
    await chat.to('2026-11-24', '15:45')
    const day = (await chat.as('uma').read('direct')).findLast(({ text }) => text.includes('Checkout confidence of'))
    says(day ?? { text: '' }, 'Percent, without your name.')
    const rate = async (account: string, percent: string) => {
      const shown = await chat.as(account).say('direct', '/tandem confidence')
      const asked = await shown.press('Answer...')
      const labels = Object.keys(asked.fields)
      expect(labels.some((label) => label.includes('brings the value it is made for'))).toBe(true)
      return asked.send(Object.fromEntries(labels.map((label) => [label, percent])))
    }
    const wrong = await rate('ana', '75')
    const [first = ''] = Object.keys(wrong.fields)
    expect(wrong.fields[first]?.error).toContain('in tens')
    expect(wrong.fields[first]?.value).toBe('75')
    for (const account of ['ana', 'paul', 'ben']) says(await rate(account, '80'), 'Your answer is in')
    for (const account of ['cleo', 'uma', 'dev']) says(await rate(account, '50'), 'Your answer is in')
    await chat.to('2026-12-01', '15:01')
    for (const where of both) {
      const seen = [...(await chat.as('uma').read(where)), ...(await chat.as('uma').replies(where))]
      const told = seen.findLast(({ text }) => text.includes('Furthest apart on'))
      says(told ?? { text: '' }, 'Project is surer than Product, gap 30.', 'Project 80 %, Product 50 % · gap 30')
    }
  },
}

hold(conversations, { before: calm })
