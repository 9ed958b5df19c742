/** Assumptions, on every platform and both databases. */
import { expect } from 'vitest'
import { withPortfolio } from '../features/decisions/decisions.ts'
import { type Conversation, hold, says } from './runner.ts'

const conversations: Record<string, Conversation> = {
  'an assumption is written down, asked about on its day, and told to both owners where it breaks': async (chat) => {
    const list = await chat.as('cleo').say('direct', '/tandem assumption CHK')
    says(list, 'No assumption is written down yet.')
    const form = await list.press('Add an assumption...')
    const wrong = await form.send({
      'What is taken for true?': 'Shoppers <leave> at *card* entry',
      'Value today': '5',
      Unit: '%',
      Floor: '20',
      'How much of the expected benefit rests on it?': '25',
      'Who is asked whether it is still true?': ['Uma'],
      'Asked on': '2026-11-24',
    })
    expect(wrong.fields['Value today']?.error).toContain('5 is below the floor of 20')
    expect(wrong.fields['What is taken for true?']?.value).toBe('Shoppers <leave> at *card* entry')
    says(await wrong.send({ 'Value today': '31' }), 'Saved: CHK AS1.')
    await chat.to('2026-11-24', '15:45')
    const asked = (await chat.as('uma').read('direct')).findLast(({ text }) => text.includes('AS1: still true?'))
    says(asked ?? { text: '' }, 'Shoppers <leave> at *card* entry', '31 % on Mon 23 Nov 2026, floor 20')
    const no = await asked?.press('No...')
    const empty = await no?.send({ 'What has changed?': '' })
    expect(empty?.fields['What has changed?']?.error).not.toBe('')
    says((await empty?.send({ 'What has changed?': 'Wallets came' })) ?? { text: '' }, 'CHK AS1 is broken.')
    await chat.to('2026-11-25', '10:00')
    for (const owner of ['ana', 'cleo']) {
      const told = (await chat.as(owner).read('direct')).findLast(({ text }) => text.includes('assumption is broken'))
      says(told ?? { text: '' }, '"Wallets came" Uma on Tue 24 Nov 2026.', '25 % rested on it.')
    }
    says(
      await chat.as('ana').say('direct', '/tandem status CHK'),
      '1 broken',
      '25 % of the expected benefit rested on it',
    )
  },
}

hold(conversations, { before: withPortfolio })
