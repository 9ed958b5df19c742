/** The chain from a what-if to the next baseline, on every platform. */
import { expect } from 'vitest'
import { withOwners } from '../features/scope/chain.ts'
import type { ConformancePlatform, Seen } from './client.ts'
import { hold, says } from './runner.ts'

function field({ fields }: Seen, beginning: string): string {
  const found = Object.keys(fields).find((label) => label.startsWith(beginning))
  if (!found) throw new Error(`No field begins with "${beginning}": ${Object.keys(fields).join(', ')}`)
  return found
}

async function found(
  chat: ConformancePlatform,
  account: string,
  where: '#checkout' | 'direct',
  part: RegExp,
): Promise<Seen> {
  const seen = (await chat.as(account).read(where)).filter(({ text }) => part.test(text)).at(-1)
  if (!seen) throw new Error(`${account} sees nothing in ${where} like ${part}`)
  return seen
}

const card = /Who decides/

hold(
  {
    'a what-if becomes a proposal, both sides vote on its frozen impact, and what they accept is recorded and the next plan':
      async (chat) => {
        await chat.to('2026-11-23', '10:00')
        const answer = await chat.as('cleo').say('#checkout', '/whatif CHK delay T9 3d; cost +8000')
        const form = await answer.press('Propose this change')
        expect(form.fields[field(form, 'What does it do to the plan?')]?.value).toBe('delay T9 3d')
        const wrong = await form.send({
          'What changes?': 'Add Apple Pay',
          [field(form, 'WSJF or RICE')]: 'WSJF 8 5',
        })
        expect(wrong.fields[field(wrong, 'WSJF or RICE')]?.error).toContain('takes four numbers')
        const draft = await wrong.send({
          'What changes?': 'Add Apple Pay',
          [field(wrong, 'Why?')]: 'Shoppers leave at card entry.',
          [field(wrong, 'Expected benefit')]: '228000',
          [field(wrong, 'WSJF or RICE')]: 'WSJF 8 5 13 / 5',
        })
        says(draft, 'SC-1 Add Apple Pay', 'finish Mon 21 Dec > Tue 22 Dec 2026, +1 working day')
        says(await draft.press('Open the vote'), 'The owners of PAY are told first')
        says(await (await found(chat, 'ben', 'direct', /would move PAY/)).press('No objection'), 'the vote is open')
        const vote = async (account: string, how: string) => (await found(chat, account, '#checkout', card)).press(how)
        const open = await found(chat, 'ana', '#checkout', card)
        says(open, 'WSJF 5.2 = (8 + 5 + 13) / 5', 'The owners of PAY know; no objection yet.')
        says(open, 'voted: project 0 of 3, product 0 of 3')
        for (const account of ['ana', 'paul', 'cleo', 'dev']) await vote(account, 'For')
        const against = await vote('ben', 'Against...')
        await against.send({ [field(against, 'Why not?')]: 'It takes the last of the reserve.' })
        says(await found(chat, 'ana', '#checkout', card), 'voted: project 3 of 3, product 2 of 3')
        says(await vote('ben', 'My vote'), 'It takes the last of the reserve.')
        await chat.to('2026-11-25', '17:00')
        // What became of it stands in the thread; the card itself, which everybody sees, says it in a line.
        says(await found(chat, 'uma', '#checkout', /SC-1 Add Apple Pay\W+accepted/), 'DEC-1')
        const result = await chat.as('cleo').say('#checkout', '/scope SC-1')
        says(result, 'by both sides (project 2 to 1, product 2 to 0)', 'Recorded as DEC-1.')
        await chat.to('2026-11-26', '17:00')
        says(await found(chat, 'uma', '#checkout', /SC-1 Add Apple Pay\W+accepted/), 'plan v1')
        says(await chat.as('ana').say('#checkout', '/scope SC-1'), 'Plan v1 is the baseline')
      },
  },
  { before: withOwners },
)
