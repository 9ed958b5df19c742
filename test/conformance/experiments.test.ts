/** Experiments, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import { withPortfolio } from '../features/decisions/decisions.ts'
import { both, type Conversation, hold, says } from './runner.ts'

async function calm(db: Db): Promise<void> {
  await withPortfolio(db)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
}

const conversations: Record<string, Conversation> = {
  'an experiment is planned, started, measured on its last day, and adopted by both owners as a decision': async (
    chat,
  ) => {
    const none = await chat.as('cleo').say('direct', '/tandem experiment CHK')
    says(none, 'No experiment yet.')
    const form = await none.press('New experiment...')
    const wrong = await form.send({
      'What do you expect?': 'Shoppers <leave> at the *address*',
      'What is measured?': 'of 8 shoppers who stop there',
      Threshold: '50',
      Unit: '%',
      'Who runs it?': ['Uma'],
      'It ends on': '2026-11-01',
    })
    expect(wrong.fields['It ends on']?.error).toContain('is no day to come')
    expect(wrong.fields['What do you expect?']?.value).toBe('Shoppers <leave> at the *address*')
    says(await wrong.send({ 'It ends on': '2026-11-24' }), 'Saved: EX-1 of CHK.')
    const draft = await chat.as('uma').say('direct', '/tandem experiment CHK')
    says(draft, 'at least 50 %')
    says(await draft.press('Start'), 'EX-1 has started')
    await chat.to('2026-11-24', '15:45')
    const asked = (await chat.as('uma').read('direct')).findLast(({ text }) => text.includes('EX-1: what came of it?'))
    const result = await asked?.press('Result...')
    const label = Object.keys(result?.fields ?? {}).find((name) => name.startsWith('of 8 shoppers')) ?? ''
    says(
      (await result?.send({ [label]: '62', 'What do we know now?': 'The *address* is where they leave.' })) ?? {
        text: '',
      },
      'EX-1: confirmed.',
    )
    await chat.to('2026-11-25', '10:00')
    for (const [owner, next] of [
      ['ana', "The other side's word is missing."],
      ['cleo', 'is accepted, and goes into the decision log.'],
    ] as const) {
      const told = (await chat.as(owner).read('direct')).findLast(({ text }) => text.includes('adopt as insight?'))
      says(told ?? { text: '' }, 'The *address* is where they leave.', '62 %, confirmed')
      says((await told?.press('Accept')) ?? { text: '' }, next)
    }
    for (const where of both) {
      const seen = await chat.as('dev').read(where)
      expect(seen.some(({ text }) => text.includes('Insight accepted: The *address* is where they leave.'))).toBe(true)
    }
  },
}

hold(conversations, { before: calm })
