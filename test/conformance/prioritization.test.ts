/** Prioritizations, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import { withPortfolio } from '../features/decisions/decisions.ts'
import type { ConformancePlatform, Seen, Where } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

async function calm(db: Db): Promise<void> {
  await withPortfolio(db)
  await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
}

/** The newest of what this person sees there with these words in it; a group chat of Teams has no threads. */
async function found(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  const all = [...(await chat.as(account).read(where)), ...(await chat.as(account).replies(where))]
  const seen = all.findLast(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in ${where} with "${part}"`)
  return seen
}

const conversations: Record<string, Conversation> = {
  'a prioritization: begun, ideas added, ranked blind, differences first, refused once, agreed as one decision': async (
    chat,
  ) => {
    const root = (account: string, where: Where) => found(chat, account, where, 'money in EUR')
    const form = await chat.as('ana').say('#checkout', '/tandem align prioritize')
    expect(form.kind).toBe('form')
    const wrong = await form.send({
      'What is it about?': 'First <quarter> & *more*',
      'Budget, in EUR': 'lots',
      'Ranking closes': 'fri 17:00',
    })
    expect(wrong.fields['Budget, in EUR']?.error).toContain('is not an amount')
    expect(wrong.fields['What is it about?']?.value).toBe('First <quarter> & *more*')
    says(await wrong.send({ 'Budget, in EUR': '20000' }), 'PR-1 First <quarter> & *more* has begun')

    for (const [account, where, what, value, cost] of [
      ['cleo', 'Teams > Checkout', 'Guest *checkout*', '30000', '10000'],
      ['ana', '#checkout', 'Gift cards', '12000', '8000'],
      ['dev', 'Teams > Checkout', 'Dark mode', '', '3000'],
    ] as const) {
      const idea = await (await root(account, where)).press('Add an idea')
      const given = { 'What?': what, 'Who benefits?': 'Shoppers', 'Cost, in EUR': cost }
      says(await idea.send({ ...given, ...(value && { 'Value, in EUR': value }) }), 'is in PR-1.')
    }
    for (const where of both)
      says(await root('finn', where), 'I-1 Guest *checkout*', 'value per cost 3', 'value: no figure given')

    const start = await (await root('ana', '#checkout')).press('Begin ranking...')
    says(await start.send({}), 'Each side ranks blind.')
    const rank = async (account: string, where: Where, ...labels: string[]) => {
      const ballot = await (await root(account, where)).press('Rank mine')
      const names = Object.keys(ballot.fields)
      const choices = ballot.fields[names[0] ?? '']?.choices ?? []
      const chosen = labels.map((label, at) => [names[at] ?? '', choices.find((one) => one.startsWith(label)) ?? ''])
      return ballot.send(Object.fromEntries(chosen))
    }
    const twice = await rank('ana', '#checkout', 'I-1', 'I-1')
    expect(JSON.stringify(twice.fields)).toContain('has a place already')
    says(await rank('ana', '#checkout', 'I-1', 'I-2', 'I-3'), 'your ranking on PR-1 is in.')
    says(await rank('cleo', 'Teams > Checkout', 'I-3', 'I-2', 'I-1'), 'your ranking on PR-1 is in.')
    for (const where of both)
      says(await root('finn', where), 'Who sees your ranking, and when', 'project 1 of 3, product 1 of 3')
    says(await (await root('cleo', 'Teams > Checkout')).press('My ranking'), 'I-3 Dark mode > I-2 Gift cards')

    await chat.to('2026-11-27', '17:05')
    for (const where of both) {
      says(await root('finn', where), 'Where the sides differ most', 'project 1, product 3: talk', 'order only')
      says(await found(chat, 'finn', where, 'has closed'), 'the sides differ on 2 items')
    }
    const order = await (await root('ana', '#checkout')).press('Agree on the order...')
    const lines = 'First to last, one a line'
    const short = await order.send({ [lines]: 'I-1\nI-2' })
    expect(short.fields[lines]?.error).toContain('I-3 is missing.')
    expect(short.fields[lines]?.value).toBe('I-1\nI-2')
    says(await short.send({ [lines]: 'I-1\nI-2\nI-3' }), 'Your order of PR-1 stands on its card.')
    const no = await (await root('cleo', 'Teams > Checkout')).press('Not like this...')
    says(await no.send({ 'Why not, and what instead?': 'Dark mode is *promised*' }), 'Either side can propose another')
    says(await root('ana', '#checkout'), 'Dark mode is *promised*')
    const again = await (await root('ana', '#checkout')).press('Agree on the order...')
    await again.send({ [lines]: 'I-1\nI-3\nI-2' })
    says(await (await root('cleo', 'Teams > Checkout')).press('Agree'), 'Both sides agreed on the order of PR-1.')
    for (const where of both) {
      says(await root('finn', where), 'Agreed by both sides', 'Recorded as DEC-', '2. I-3 Dark mode')
      says(await found(chat, 'finn', where, 'The order of PR-1'), '1. I-1 Guest *checkout*, 2. I-3 Dark mode')
    }
  },
}

hold(conversations, { before: calm })
