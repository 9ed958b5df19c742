/** Celebrations and thanks, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import type { ConformancePlatform, Seen, Where } from './client.ts'
import { both, type Conversation, hold, says } from './runner.ts'

const long = 'a very long name that goes on and on '.repeat(3).trim()

/** CHK with two milestones, an owner on each side, and a decision that made it possible. */
async function planned(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
    const { id: crewId, organizationId } = await tx.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    const id = async (name: string) => (await tx.person.findFirstOrThrow({ where: { name } })).id
    const [ana, cleo, uma] = [await id('Ana'), await id('Cleo'), await id('Uma')]
    const of = { organizationId, createdById: ana, crewId, currency: 'EUR', kind: 'project', phase: 'build' } as const
    const owners = { projectOwnerId: ana, productOwnerId: cleo, outcomeCheckOn: '2026-12-28' }
    const chk = await tx.initiative.create({ data: { ...of, ...owners, key: 'CHK', name: `Checkout ${long}` } })
    const piece = { organizationId, initiativeId: chk.id, likely: 0 }
    await tx.deliverable.create({ data: { ...piece, key: 'M1', name: 'Checkout *beta* & co', position: 1 } })
    await tx.deliverable.create({ data: { ...piece, key: 'M2', name: `Pilot ${long}`, position: 2 } })
    const day = new Date('2026-11-20T10:00:00Z')
    const by = { proposedById: uma, acceptedById: uma, acceptedAt: day, at: day }
    const decision = {
      organizationId,
      number: 7,
      initiativeId: chk.id,
      state: 'accepted',
      domain: 'what',
      ...by,
    } as const
    const what = 'The beta goes out without accounts.'
    await tx.decision.create({ data: { ...decision, what, options: [], source: 'chat', searched: 'beta' } })
  })
}

/** The card itself stands before what was said in its thread. */
async function card(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  const seen = (await chat.as(account).read(where)).find(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in ${where} with "${part}"`)
  return seen
}

async function found(chat: ConformancePlatform, account: string, where: Where, part: string): Promise<Seen> {
  const seen = (await chat.as(account).read(where)).findLast(({ text }) => text.includes(part))
  if (!seen) throw new Error(`${account} sees nothing in ${where} with "${part}"`)
  return seen
}

/** Labels of reactions hold how often they were pressed. */
async function react(seen: Seen, name: string): Promise<Seen> {
  const label = seen.buttons.find((one) => one.includes(name))
  if (!label) throw new Error(`There is no ${name} among ${seen.buttons.join(', ')}`)
  return seen.press(label)
}

const conversations: Record<string, Conversation> = {
  'a milestone reached is confirmed by its owner and celebrated in both channels, with thanks, a story and reactions':
    async (chat) => {
      await chat.to('2026-11-23', '10:00')
      const plan = await chat.as('ana').say('direct', '/tandem plan CHK')
      const report = await plan.press('Report progress')
      await report.send({ 'Which deliverable?': 'M1', 'How much of it is done?': '100' })
      await chat.to('2026-11-23', '10:01')
      const draft = await found(chat, 'ana', 'direct', 'To celebrate?')
      says(draft, 'Checkout *beta* & co is reached', 'CHK milestone M1, Mon 23 Nov.')
      says(
        draft,
        'Delivered by Ana. Shaped by Cleo and Uma.',
        'too early to say. Its value is checked on Mon 28 Dec 2026.',
      )
      says(draft, 'DEC-7 The beta goes out without accounts')
      const change = await draft.press('Change...')
      says(
        await change.send({ 'For whom?': 'Shoppers of <3> pilot stores', 'Delivered by': ['Ana', 'Paul'] }),
        'Saved.',
      )
      says(await (await found(chat, 'ana', 'direct', 'To celebrate?')).press('Announce'), 'Announced in')
      for (const where of both) {
        const told = await card(chat, 'dev', where, 'is reached')
        says(told, 'Checkout *beta* & co is reached', 'Delivered by Ana and Paul. Shaped by Cleo and Uma.')
        says(told, 'Shoppers of <3> pilot stores', 'Delivered Mon 23 Nov; realized when its value shows.')
        expect(told.buttons).toEqual(expect.arrayContaining(['Say thanks', 'Someone is missing', 'Tell the story']))
      }
      says(await react(await card(chat, 'dev', '#checkout', 'is reached'), 'Clap'), 'Clap: counted.')
      says(await react(await card(chat, 'ben', 'Teams > Checkout', 'is reached'), 'Clap'), 'Clap: counted.')
      for (const where of both) {
        const { buttons } = await card(chat, 'uma', where, 'is reached')
        expect(buttons.some((label) => label.includes('Clap 2'))).toBe(true)
      }
      const missing = await (await card(chat, 'uma', '#checkout', 'is reached')).press('Someone is missing')
      says(await missing.send({ 'Who worked on it too?': ['Dev'] }), 'Added: Dev.')
      for (const where of both) says(await card(chat, 'ana', where, 'is reached'), 'Shaped by Cleo, Uma and Dev.')
      const thanks = await (await card(chat, 'cleo', 'Teams > Checkout', 'is reached')).press('Say thanks')
      const empty = await thanks.send({ 'What for?': '' })
      expect(empty.fields['What for?']?.error).not.toBe('')
      says(await empty.send({ 'Whom do you thank?': ['Paul'], 'What for?': 'The *last* mile' }), 'You thanked Paul')
      const story = await (await card(chat, 'paul', '#checkout', 'is reached')).press('Tell the story')
      says(await story.send({ 'How did it come about?': 'It began with eight shoppers.' }), 'Told, in the thread.')
      const list = await chat.as('paul').say('direct', '/milestone CHK')
      says(list, 'M1 Checkout *beta* & co: reached Mon 23 Nov 2026, celebrated')
    },

  'something that stands in no plan is celebrated by hand, once': async (chat) => {
    const draft = await chat.as('cleo').say('#checkout', '/milestone "Press *review*" CHK')
    says(draft, 'It will read like this', 'Press *review*')
    says(await draft.press('Announce'), 'Announced in')
    for (const where of both) says(await found(chat, 'dev', where, 'Press *review*'), 'CHK')
    says(await chat.as('cleo').say('#checkout', '/milestone "press  *REVIEW*" CHK'), 'was celebrated already')
    const form = await chat.as('cleo').say('#checkout', '/milestone "Something else"')
    expect(form.fields['What is celebrated?']?.value).toBe('Something else')
  },

  'thanks before the crew stand in both channels, across sides first; alone nobody else reads them': async (chat) => {
    says(await chat.as('ben').say('#checkout', '/kudos Ana for the plan'), 'You thanked Ana, before Checkout.')
    says(await chat.as('cleo').say('#checkout', '/kudos @Paul and @Ana for the *form*'), 'You thanked Ana and Paul')
    for (const where of both) {
      const { text } = await card(chat, 'dev', where, 'Thanks in Checkout')
      const [across, within] = [
        text.indexOf('Cleo thanks Ana and Paul: the *form*'),
        text.indexOf('Ben thanks Ana: the plan'),
      ]
      expect(across).toBeGreaterThan(-1)
      expect(within).toBeGreaterThan(across)
      expect(text.toLowerCase()).toContain('product to project')
    }
    const form = await chat.as('cleo').say('direct', '/kudos')
    const wrong = await form.send({ 'Whom do you thank?': ['Dev'], 'What for?': '' })
    expect(wrong.fields['What for?']?.error).not.toBe('')
    says(
      await wrong.send({ 'What for?': 'SECRET help', 'Who reads it?': 'Only whom you thank' }),
      'nobody else reads it',
    )
    await chat.to('2026-11-24', '17:00')
    says(await found(chat, 'dev', 'direct', 'SECRET help'), 'Only those who are thanked read this.')
    for (const where of both)
      for (const { text } of await chat.as('ana').read(where)) expect(text).not.toContain('SECRET')
  },

  'the thanks of a month are gathered for a crew that switched it on': async (chat) => {
    const form = await chat.as('ben').say('#checkout', '/kudos settings')
    const gather = 'Gather the thanks of the month for the crew'
    says(await form.send({ [gather]: form.fields[gather]?.choices[0] ?? gather }), 'first on Tue 1 Dec 2026.')
    await chat.as('ben').say('#checkout', '/kudos Ana for November')
    await chat.to('2026-12-01', '09:01')
    for (const where of both) says(await found(chat, 'dev', where, 'Thanks of November'), 'Ben thanks Ana: November')
  },
}

hold(conversations, { before: planned })
