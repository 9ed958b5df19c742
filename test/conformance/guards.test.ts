/** Guards, on every platform and both databases. */
import { expect } from 'vitest'
import type { Db } from '../../src/db.ts'
import { withPortfolio } from '../features/decisions/decisions.ts'
import { type Conversation, hold, says } from './runner.ts'

async function calm(db: Db): Promise<void> {
  await withPortfolio(db)
  await db.transact(async (tx) => {
    await tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } })
    // Nobody has said anything for long.
    await tx.keyResultReading.deleteMany()
    await tx.why.deleteMany()
    await tx.booking.deleteMany()
    await tx.baseline.deleteMany()
    await tx.deliverable.updateMany({ data: { reportedAt: null, reportedById: null } })
  })
}

type Chat = Parameters<Conversation>[0]

const newest = async (chat: Chat, account: string, words: string) =>
  (await chat.as(account).read('direct')).findLast(({ text }) => text.includes(words))

const conversations: Record<string, Conversation> = {
  'a day that the plan hardly keeps is promised, refused with a reason, and co-signed after all': async (chat) => {
    await chat.to('2026-11-23', '10:00')
    const plan = await chat.as('ana').say('direct', '/tandem plan CHK')
    const form = await plan.press('Add deliverable')
    const saved = await form.send({
      Key: 'M9',
      'What is it?': 'Pilot <in> *Rome*',
      'How many working days?': '10/20/60',
      'Promised for': '2026-12-01',
      'Promised to': 'sales',
    })
    says(saved, 'Tue 1 Dec 2026 has an under 1 % chance', 'shows as not co-signed')
    const asked = await newest(chat, 'cleo', 'M9 Pilot <in> *Rome*: promised for Tue 1 Dec 2026')
    if (!asked) throw new Error('Cleo is asked')
    says(asked, 'Ana promised it to sales.', '10,000 simulated runs')
    const why = await asked.press('Not like this...')
    says(await why.send({ 'Why not, and what instead?': 'Rome is *closed* then' }), 'has your reason')
    const told = await newest(chat, 'ana', 'does not co-sign it')
    says(told ?? { text: '' }, 'Cleo does not co-sign it: “Rome is *closed* then”')
    says(await chat.as('paul').say('direct', '/tandem status CHK'), 'not co-signed')
    const again = await newest(chat, 'cleo', 'promised for Tue 1 Dec 2026')
    says((await again?.press('Co-sign')) ?? { text: '' }, 'both sides stand for CHK M9')
    const after = await chat.as('paul').say('direct', '/tandem plan CHK')
    expect(after.text).not.toContain('not co-signed')
  },

  'time moves away, its product owner objects, and it is left': async (chat) => {
    await chat.to('2026-11-23', '10:00')
    const give = async (percent: string) => {
      const plan = await chat.as('ana').say('direct', '/tandem plan CHK')
      const form = await plan.press('Allocate')
      return form.send({ 'Who?': ['Paul'], 'How much of their time?': percent, From: '2026-11-23', To: '2027-01-29' })
    }
    await give('60')
    says(await give('20'), 'It takes effect on Tue 24 Nov 2026 09:00, unless they object.')
    const asked = await newest(chat, 'cleo', 'moves time away from it')
    if (!asked) throw new Error('Cleo is asked')
    says(asked, 'Paul 20 % instead of 60 %', 'Nothing has changed yet.')
    const why = await asked.press('Object...')
    says(await why.send({ 'Why not?': 'No *float* left' }), 'has your reason')
    const told = await newest(chat, 'ana', 'an objection to less time')
    if (!told) throw new Error('Ana reads why')
    says(told, 'Cleo: “No *float* left”')
    says(await told.press('Leave it'), 'Paul stays at 60 % for CHK.')
  },

  'a side that has said nothing for two weeks is asked, and answers': async (chat) => {
    await chat.to('2026-11-23', '10:00')
    // What begins to be looked at is looked at from the first word about its plan on.
    const progress = await (await chat.as('ana').say('direct', '/tandem plan CHK')).press('Report progress')
    await progress.send({ 'Which deliverable?': 'T9', 'How much of it is done?': '60' })
    await chat.to('2026-11-24', '16:00')
    const told = await newest(chat, 'ana', 'no word from the Product side')
    if (!told) throw new Error('Ana is told')
    says(await told.press('Ask them now'), 'is asked. What is answered comes to you.')
    const asked = await newest(chat, 'cleo', 'asks your side')
    const form = await asked?.press('Answer...')
    says(
      (await form?.send({ 'Your answer': 'Five *shoppers* tested' })) ?? { text: '' },
      'Whoever asked has your answer.',
    )
    const heard = await newest(chat, 'ana', 'the Product side answers')
    says(heard ?? { text: '' }, 'Cleo: Five *shoppers* tested')
  },
}

hold(conversations, { before: calm })
