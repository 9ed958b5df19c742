/** A kickoff, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import { withPortfolio } from '../features/decisions/decisions.ts'
import type { ConformancePlatform } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

async function calm(db: Db): Promise<void> {
  await withPortfolio(db)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
}

const nothing = { text: '' }
const cardIn = async (chat: ConformancePlatform, where: (typeof both)[number], account = 'uma') =>
  (await chat.as(account).read(where)).findLast(
    ({ text }) => text.includes(': kickoff') && text.includes('Presented by'),
  )

const conversations: Record<string, Conversation> = {
  'a kickoff from its checklist to a concern: begun in a form, answered in one press, asked in private, acted on':
    async (chat) => {
      const list = await chat.as('ana').say('direct', '/tandem kickoff CHK')
      says(list, 'kickoff checklist', 'are there.', 'Cadence')
      const form = await list.press('Begin the kickoff')
      expect(form.fields['Who presents for project?']?.value).toBe('Ana')
      const wrong = await form.send({ Closes: 'whenever' })
      expect(wrong.fields.Closes?.error).toContain('is not a deadline we know')
      expect(wrong.fields.Closes?.value).toBe('whenever')
      says(await wrong.send({ Closes: 'tomorrow 17:00' }), 'CHK kickoff is begun', 'Tue 24 Nov 17:00')
      for (const where of both) {
        const card = await cardIn(chat, where)
        says(
          card ?? nothing,
          'Presented by',
          'Ana (project) · Cleo (product)',
          'How confident are you',
          'voted: project 0 of 3, product 0 of 3',
        )
        for (const button of ['0', '1', '2', '3', '4', '5', 'My vote', 'Read all'])
          expect(card?.buttons).toContain(button)
      }
      for (const [account, fingers] of [
        ['ana', '4'],
        ['ben', '3'],
        ['paul', '4'],
        ['cleo', '5'],
        ['uma', '2'],
        ['dev', '3'],
      ] as const) {
        const card =
          (await cardIn(chat, account === 'uma' ? 'Teams > Checkout' : '#checkout', account)) ??
          (await cardIn(chat, '#checkout', account))
        says((await card?.press(fingers)) ?? nothing, `${fingers} of 5 fingers`, 'your vote on CHK kickoff is in.')
      }
      const answered = await cardIn(chat, '#checkout', 'ana')
      says((await answered?.press('My vote')) ?? nothing, '4 of 5 fingers')
      says((await answered?.press('Close now')) ?? nothing, 'CHK kickoff is closed and counted.')
      for (const where of both) {
        says(
          (await cardIn(chat, where)) ?? nothing,
          'Confidence below 3 by some (answered: project 3 of 3, product 3 of 3).',
          'Those below 3 are asked for their concern in private.',
        )
        const told = (await chat.as('dev').replies(where)).findLast(({ text }) =>
          text.includes('CHK kickoff: Confidence'),
        )
        says(told ?? nothing, 'below 3 by some')
      }
      await chat.to('2026-11-24', '15:45')
      const asked = (await chat.as('uma').read('direct')).findLast(({ text }) => text.includes('what is your concern?'))
      const concern = await asked?.press('Say it...')
      says(concern ?? nothing, 'without your name unless you add it')
      says((await concern?.send({ 'Your concern': 'The <gateway> is *late* & dear' })) ?? nothing, 'without your name.')
      for (const where of both) says((await cardIn(chat, where)) ?? nothing, '“The <gateway> is *late* & dear”')
      const act = await (await cardIn(chat, '#checkout', 'cleo'))?.press('Add an action')
      says(
        (await act?.send({ 'What is to be done?': 'Call the PSP', 'Who does it?': ['Cleo'], 'By when?': 'fri' })) ??
          nothing,
        'It is promised',
      )
      says((await cardIn(chat, 'Teams > Checkout', 'dev')) ?? nothing, 'Call the PSP, Cleo, due Fri 27 Nov')
      const again = await (await cardIn(chat, '#checkout', 'cleo'))?.press('Ask again')
      says((await again?.send({})) ?? nothing, 'CHK kickoff 2 is begun')
      says((await cardIn(chat, '#checkout')) ?? nothing, 'kickoff 2', 'voted: project 0 of 3, product 0 of 3')
    },

  'without a key it is asked which; the checklist of one with much in it is read, and shared': async (chat, typed) => {
    const which = await chat.as('cleo').say('direct', typed('kickoff'))
    const choices = which.fields['Of which initiative?']?.choices ?? []
    const chk = choices.find((label) => label.startsWith('CHK')) ?? ''
    const list = await which.send({ 'Of which initiative?': chk })
    says(list, 'CHK', 'kickoff checklist', 'Key result', 'Plan and baseline')
    expect(list.buttons.some((label) => label.startsWith('Share'))).toBe(true)
  },
}

hold(conversations, { before: calm })
