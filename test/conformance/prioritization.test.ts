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

const root = (chat: ConformancePlatform, account: string, where: Where) => found(chat, account, where, 'money in EUR')

async function rank(chat: ConformancePlatform, account: string, where: Where, ...labels: string[]): Promise<Seen> {
  const ballot = await (await root(chat, account, where)).press('Rank mine')
  const names = Object.keys(ballot.fields)
  const choices = ballot.fields[names[0] ?? '']?.choices ?? []
  const chosen = labels.map((label, at) => [names[at] ?? '', choices.find((one) => one.startsWith(label)) ?? ''])
  return ballot.send(Object.fromEntries(chosen))
}

async function add(chat: ConformancePlatform, account: string, where: Where, given: Record<string, string>) {
  const idea = await (await root(chat, account, where)).press('Add an idea')
  return idea.send({ 'Who benefits?': 'Shoppers', ...given })
}

const begin = async (chat: ConformancePlatform) => chat.as('ana').say('#checkout', '/tandem align prioritize')

const conversations: Record<string, Conversation> = {
  'a prioritization is begun, ideas are added, and each side ranks blind': async (chat) => {
    const form = await begin(chat)
    expect(form.kind).toBe('form')
    const wrong = await form.send({ 'What is it about?': 'First <quarter> & *more*', 'Budget, in EUR': 'lots' })
    expect(wrong.fields['Budget, in EUR']?.error).toContain('is not an amount')
    expect(wrong.fields['What is it about?']?.value).toBe('First <quarter> & *more*')
    says(await wrong.send({ 'Budget, in EUR': '20000' }), 'PR-1 First <quarter> & *more* has begun')
    const guests = { 'What?': 'Guest *checkout*', 'Value, in EUR': '30000', 'Cost, in EUR': '10000' }
    says(await add(chat, 'cleo', 'Teams > Checkout', guests), 'I-1 is in PR-1.')
    says(await add(chat, 'ana', '#checkout', { 'What?': 'Dark mode', 'Cost, in EUR': '3000' }), 'I-2 is in PR-1.')
    for (const where of both)
      says(await root(chat, 'finn', where), 'I-1 Guest *checkout*', 'value per cost 3', 'value: no figure given')
    const start = await (await root(chat, 'ana', '#checkout')).press('Begin ranking...')
    says(await start.send({}), 'Each side ranks blind.')
    const twice = await rank(chat, 'ana', '#checkout', 'I-1', 'I-1')
    expect(JSON.stringify(twice.fields)).toContain('has a place already')
    says(await rank(chat, 'cleo', 'Teams > Checkout', 'I-2', 'I-1'), 'your ranking on PR-1 is in.')
    for (const where of both)
      says(await root(chat, 'finn', where), 'Who sees your ranking, and when', 'project 0 of 3, product 1 of 3')
    says(await (await root(chat, 'cleo', 'Teams > Checkout')).press('My ranking'), 'I-2 Dark mode > I-1 Guest')
  },

  'where the sides differ comes first; an order is refused once, and agreed as one decision': async (chat) => {
    await (await begin(chat)).send({ 'What is it about?': 'Next' })
    for (const what of ['Guest *checkout*', 'Dark mode']) await add(chat, 'ana', '#checkout', { 'What?': what })
    await (await (await root(chat, 'ana', '#checkout')).press('Begin ranking...')).send({})
    await rank(chat, 'ana', '#checkout', 'I-1', 'I-2')
    await rank(chat, 'cleo', 'Teams > Checkout', 'I-2', 'I-1')
    says(await (await root(chat, 'ana', '#checkout')).press('Close now'), 'PR-1 is closed.')
    for (const where of both) {
      says(await root(chat, 'finn', where), 'Where the sides differ most', 'project 1, product 2: talk', 'order only')
      says(await found(chat, 'finn', where, 'has closed'), 'the sides differ on 2 items')
    }
    const lines = 'First to last, one a line'
    const order = await (await root(chat, 'ana', '#checkout')).press('Agree on the order...')
    const short = await order.send({ [lines]: 'I-1' })
    expect(short.fields[lines]?.error).toContain('I-2 is missing.')
    expect(short.fields[lines]?.value).toBe('I-1')
    says(await short.send({ [lines]: 'I-1\nI-2' }), 'Your order of PR-1 stands on its card.')
    const no = await (await root(chat, 'cleo', 'Teams > Checkout')).press('Not like this...')
    says(await no.send({ 'Why not, and what instead?': 'Dark mode is *promised*' }), 'Either side can propose another')
    says(await root(chat, 'ana', '#checkout'), 'Dark mode is *promised*')
    const again = await (await root(chat, 'ana', '#checkout')).press('Agree on the order...')
    await again.send({ [lines]: 'I-2\nI-1' })
    says(await (await root(chat, 'cleo', 'Teams > Checkout')).press('Agree'), 'Both sides agreed on the order of PR-1.')
    for (const where of both) {
      says(await root(chat, 'finn', where), 'Agreed by both sides', 'Recorded as DEC-', '1. I-2 Dark mode')
      says(await found(chat, 'finn', where, 'The order of PR-1'), '1. I-2 Dark mode, 2. I-1 Guest *checkout*')
    }
  },
}

hold(conversations, { before: calm })
