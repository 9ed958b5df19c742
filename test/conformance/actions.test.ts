/** Action items, on every platform and both databases. */
import { expect } from 'vitest'
import type { ConformancePlatform, Seen, Where } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

/** The newest of what this person sees there with these words in it. */
async function found(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  const seen = (await chat.as(account).read(where)).findLast(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in ${where} with "${part}"`)
  return seen
}

const conversations: Record<string, Conversation> = {
  'an action item in a line, told with the day, re-planned, handed over and done': async (chat) => {
    const made = await chat.as('ana').say('#checkout', '/tandem actions add "Call the *PSP* & ask" @Paul by fri')
    says(made, 'A-1 is Paul’s, due Fri 27 Nov.')
    await chat.to('2026-11-23', '09:30')
    const told = await found(chat, 'paul', 'direct', 'A-1')
    says(told, 'A-1 is yours to do', 'Call the *PSP* & ask')
    expect(told.buttons).toEqual(expect.arrayContaining(['Done', 'Re-plan', 'Hand over', 'Drop']))
    const replan = await told.press('Re-plan')
    const wrong = await replan.send({ 'By when?': 'some day' })
    expect(wrong.fields['By when?']?.error).toContain('"some day" is not a day.')
    expect(wrong.fields['By when?']?.value).toBe('some day')
    says(await wrong.send({ 'By when?': '2 dec' }), 'A-1 is due Wed 2 Dec now.')
    const hand = await (await found(chat, 'paul', 'direct', 'A-1')).press('Hand over')
    says(await hand.send({ 'To whom?': ['Cleo'] }), 'A-1 is Cleo’s now.')
    says(await found(chat, 'paul', 'direct', 'A-1'), 'A-1 was handed on to Cleo.')
    await chat.to('2026-11-24', '09:30')
    const given = await found(chat, 'cleo', 'direct', 'A-1 is yours to do')
    says(await given.press('Done'), 'A-1 is done.')
    says(await found(chat, 'cleo', 'direct', 'A-1'), 'A-1 Call the *PSP* & ask by Cleo: done')
    says(await given.press('Done'), 'A-1 is done already. Nothing was changed.')
  },

  'what is missing in the line is asked for in a form, with what was typed in it': async (chat) => {
    const form = await chat.as('cleo').say('#checkout', '/tandem actions add "Ask legal" @Dev by whenever')
    expect(form.kind).toBe('form')
    expect(form.fields['What is to be done?']?.value).toBe('Ask legal')
    says(form, '"whenever" is not a day.')
    says(await form.send({ 'By when?': 'today' }), 'is Dev’s, due')
  },

  'forty long ones are ten at a time, and a crew’s list is shared where it was asked': async (chat) => {
    const long = 'A very long action item with a very long name '.repeat(4)
    for (let index = 0; index < 40; index += 1) {
      const day = `2026-12-${String((index % 28) + 1).padStart(2, '0')}`
      await chat.as('ben').say('#checkout', `/tandem actions add "${index} ${long}" @Uma by ${day}`)
    }
    const mine = await chat.as('uma').say('direct', '/tandem actions')
    says(mine, 'Your action items', '40 open.', 'and 30 more')
    expect(mine.buttons.filter((label) => label === 'Done')).toHaveLength(10)
    const next = await mine.press('Show more')
    says(next, 'From number 11 on.', 'and 20 more')
    const crew = await chat.as('ben').say('#checkout', '/tandem actions')
    says(crew, 'Action items of Checkout', 'Uma · due')
    const share = crew.buttons.find((label) => label.startsWith('Share'))
    if (!share) throw new Error('It cannot be shared')
    await crew.press(share)
    const shared = await found(chat, 'dev', '#checkout', 'Action items of Checkout')
    says(shared, 'Shared by Ben.')
    expect(shared.buttons).not.toContain('Done')
  },
}

hold(conversations)

hold(
  {
    'what is late reaches the crew once, and says so no more once it is re-planned': async (chat) => {
      await chat.as('ana').say('#checkout', '/tandem actions add "Renew the *keys*" @Paul by today')
      await chat.to('2026-11-25', '16:00')
      for (const where of both) {
        const cards = (await chat.as('finn').read(where)).filter(({ text }) => text.includes('Overdue in Checkout'))
        expect(cards).toHaveLength(1)
        if (cards[0]) says(cards[0], 'Renew the *keys*', 'Paul', 'overdue since')
      }
      const drop = await (await found(chat, 'ana', '#checkout', 'Overdue in Checkout')).press('Drop')
      says(await drop.send({ 'Why is it not to be done?': 'They hold till May.' }), 'is dropped.')
      for (const where of both) {
        const card = await found(chat, 'finn', where, 'Overdue in Checkout')
        says(card, 'dropped, "They hold till May."')
        expect(card.buttons).not.toContain('Done')
      }
    },
  },
  // Without a stand-up it is a message of its own; else it stands in the thread of the digest.
  {
    before: (db) =>
      db.transact(async (tx) => void (await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))),
  },
)
