/** Alignment sessions, on every platform and both databases. */
import { expect } from 'vitest'
import { addSamplePortfolio } from '../../src/sample/portfolio.ts'
import type { ConformancePlatform, Seen, Where } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

/** The newest of what this person sees there with these words in it. */
async function found(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  const seen = (await chat.as(account).read(where)).findLast(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in ${where} with "${part}"`)
  return seen
}

async function inThread(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  // A group chat of Teams has no threads: what would stand in one follows as a message.
  const all = [...(await chat.as(account).read(where)), ...(await chat.as(account).replies(where))]
  const seen = all.findLast(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in the threads of ${where} with "${part}"`)
  return seen
}

const preRead = 'In one line:'

const conversations: Record<string, Conversation> = {
  'a session: scheduled, read before, answered, doubted, held in the thread and closed': async (chat, typed) => {
    const form = await chat.as('ana').say('#checkout', '/tandem align schedule')
    expect(form.kind).toBe('form')
    const wrong = await form.send({ 'Follow-up, 45 minutes': 'montly last fryday 9:00' })
    expect(wrong.fields['Follow-up, 45 minutes']?.value).toBe('montly last fryday 9:00')
    expect(wrong.fields['Follow-up, 45 minutes']?.error).toContain('is not a set of days we know')
    const saved = await wrong.send({ 'Follow-up, 45 minutes': 'monthly last friday 09:00' })
    says(saved, 'last friday of the month 09:00', 'Fri 27 Nov 2026 09:00, Fri 25 Dec 2026 09:00')
    says(
      await chat.as('cleo').say('#checkout', '/tandem align point "Who tells the *shops* & when?"'),
      'Added to Follow-up',
    )

    await chat.to('2026-11-25', '09:05')
    for (const where of both) {
      const card = await found(chat, 'finn', where, preRead)
      says(card, 'Follow-up of Checkout, Fri 27 Nov 2026', 'TO TALK ABOUT', 'Who tells the *shops* & when?', 'of spend')
      expect(card.buttons).toEqual(
        expect.arrayContaining(['I’ll be there', 'I can’t', 'Add a point', 'I disagree with a figure']),
      )
    }
    says(await (await found(chat, 'ana', '#checkout', preRead)).press('I’ll be there'), 'You will be there.')
    says(await (await found(chat, 'cleo', 'Teams > Checkout', preRead)).press('I can’t'), 'You cannot come.')
    const doubt = await (await found(chat, 'paul', '#checkout', preRead)).press('I disagree with a figure')
    const figure = doubt.fields['Which one?']?.choices.find((label) => label.startsWith('CHK Checkout v2')) ?? ''
    says(await doubt.send({ 'Which one?': figure, 'Why?': 'T4 was done <on Monday>.' }), 'marked on every copy')
    for (const where of both) {
      const card = await found(chat, 'finn', where, preRead)
      says(card, 'project Ana', 'product Cleo', 'Doubted by Paul: T4 was done <on Monday>.')
    }
    const state = await chat.as('uma').say('direct', typed('align'))
    says(state, 'The pre-read is out.')

    await chat.to('2026-11-27', '09:05')
    const begun = await inThread(chat, 'dev', 'Teams > Checkout', 'begins')
    const decision = await begun.press('Record a decision')
    const recorded = { 'What is decided?': 'Guest checkout for all', 'When is it looked at again?': 'yesterday' }
    const late = await decision.send(recorded)
    expect(late.fields['When is it looked at again?']?.error).toContain('A review is still to come.')
    expect(late.fields['What is decided?']?.value).toBe('Guest checkout for all')
    says(await late.send({ ...recorded, 'When is it looked at again?': '2 feb' }), 'recorded as accepted')
    const action = await (await inThread(chat, 'ben', '#checkout', 'begins')).press('Add an action')
    const promise = { 'What is to be done?': 'Tell the shops', 'Who does it?': ['Paul'], 'By when?': '4 dec' }
    says(await action.send(promise), 'It is promised')
    const closing = await (await inThread(chat, 'ana', '#checkout', 'begins')).press('Close')
    says(await closing.send({ 'Who was there?': ['Ana', 'Dev'], 'What came of it?': 'All well.' }), 'It is closed.')
    for (const where of both) {
      const summary = await inThread(chat, 'finn', where, 'What came of it')
      says(
        summary,
        'project 1 of 3 (Ana)',
        'product 1 of 3 (Dev)',
        'All well.',
        'Guest checkout for all',
        'Tell the shops',
      )
      expect((await found(chat, 'finn', where, preRead)).buttons).not.toContain('I can’t')
    }
    says(await begun.press('Record a decision'), 'This session is closed. Nothing was changed.')
  },

  'who leads gets a day on which all are in, and moves the session there': async (chat) => {
    const form = await chat.as('ana').say('#checkout', '/tandem align schedule')
    await form.send({ 'Strategic review, 90 minutes': 'first monday of the quarter 10:00' })
    await chat.to('2026-12-22', '10:00')
    const told = await found(chat, 'ana', 'direct', 'You lead it.')
    says(told, 'Dev is not in on that day', 'Wed 6 Jan 2027')
    says(await found(chat, 'dev', 'direct', 'needs you'), 'a day on which you are not in')
    says(await told.press('Move there'), 'It is on Wed 6 Jan 2027, 10:00.')
    const next = await chat.as('cleo').say('#checkout', '/tandem align next')
    says(next, 'Wed 6 Jan 2027 10:00, Mon 5 Apr 2027 10:00')
    const file = await chat.as('cleo').say('direct', '/tandem align calendar')
    expect(file.kind).toBe('file')
  },
}

hold(conversations, {
  before: (db) =>
    db.transact(async (tx) => {
      await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
      await tx.person.updateMany({
        where: { name: 'Dev' },
        data: { awayFrom: '2027-01-01', awayTo: '2027-01-05' },
      })
      if (await tx.initiative.count()) return
      const { id } = await tx.organization.findFirstOrThrow()
      const people = await tx.person.findMany({ where: { organizationId: id } })
      const of = (account: string) => people.find(({ name }) => name.toLowerCase() === account)?.id ?? 0
      await addSamplePortfolio(tx, id, of, new Date('2026-11-23T05:00:00Z'))
    }),
})
