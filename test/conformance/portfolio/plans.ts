/** Plans, their progress and their money; by form and by file. */
import { expect } from 'vitest'
import type { ConformancePlatform } from '../client.ts'
import { type Conversation, says } from '../runner.ts'
import { made, pasted, planOf } from './made.ts'

const days = 'How many working days?'
const header = 'initiative,key,name,likely,after'

/** A form of the plan, filled in and sent. */
const filed = async (chat: ConformancePlatform, key: string, button: string, values: Record<string, string>) =>
  (await (await planOf(chat, key)).press(button)).send(values)

export const plans: Record<string, Conversation> = {
  'deliverables and a link make the dates; what would go in a circle is refused, and the circle is named': async (
    chat,
    typed,
  ) => {
    await made(chat, 'PLN', 'Gift cards')
    const empty = await planOf(chat, 'PLN')
    says(empty, `Nothing is planned yet. Add the first deliverable, or paste a plan with ${typed('plan import')}.`)
    const form = await empty.press('Add deliverable')
    expect(form.fields.Key?.value).toBe('T1')
    const wrong = await form.send({ 'What is it?': 'Design', [days]: '5/3/8' })
    expect(wrong.fields[days]).toMatchObject({
      value: '5/3/8',
      error: expect.stringContaining('5/3/8 is out of order.'),
    })
    expect(wrong.fields['What is it?']?.value).toBe('Design')
    says(await wrong.send({ [days]: '3/5/8' }), 'Saved: PLN T1 Design.', `${typed('plan PLN')} shows the dates.`)
    await filed(chat, 'PLN', 'Add deliverable', { 'What is it?': 'Build', [days]: '3' })
    says(
      await filed(chat, 'PLN', 'Link', { 'What waits?': 'T2', 'For what?': 'T1' }),
      'Saved: PLN T2 waits for PLN T1.',
    )

    const circle = await filed(chat, 'PLN', 'Link', { 'What waits?': 'T1', 'For what?': 'T2' })
    expect(circle.fields['For what?']).toMatchObject({
      value: 'T2',
      error: 'This would go in a circle: PLN T2 → PLN T1 → PLN T2. Take one of these links out first.',
    })
    const plan = await planOf(chat, 'PLN', 'cleo')
    says(plan, 'Finish Wed 2 Dec 2026 · no baseline yet')
    says(plan, 'T1 Design: Mon 23 Nov to Fri 27 Nov 2026 · 0 % · critical')
    says(plan, 'T2 Build: Mon 30 Nov to Wed 2 Dec 2026 · 0 % · critical · after T1')
  },

  'progress moves what follows, and the baseline names its decision': async (chat) => {
    await made(chat, 'PRG', 'Progress', ['T1,Design,2,', 'T2,Build,3,T1'])
    says(
      await filed(chat, 'PRG', 'Set baseline', { 'Which decision allows it?': 'Agreed in the kick-off.' }),
      'PRG: this plan is baseline v1, finish Fri 27 Nov 2026.',
    )
    const early = await filed(chat, 'PRG', 'Report progress', {
      'Which deliverable?': 'T1',
      'How much of it is done?': '100',
      'Finished on': '2026-11-30',
    })
    expect(early.fields['Finished on']?.error).toBe('Mon 30 Nov 2026 is still to come. Give today or an earlier day.')
    expect(early.fields['How much of it is done?']?.value).toBe('100')
    says(await early.send({ 'Finished on': '2026-11-20' }), 'Saved: PRG T1 Design is finished.')
    const plan = await planOf(chat, 'PRG', 'cleo')
    says(plan, 'Finish Wed 25 Nov 2026 · 2 days early · baseline v1 Fri 27 Nov 2026')
    says(plan, '1 of 2 finished · progress given Mon 23 Nov 06:00 by Ana')
    const which = await (await planOf(chat, 'PRG')).press('Change one')
    const piece = await which.send({ 'Which deliverable?': 't2' })
    expect(piece.fields['What is it?']?.value).toBe('Build')
    says(await piece.send({ [days]: '5' }), 'Saved: PRG T2 Build.')
    says(await planOf(chat, 'PRG'), 'Finish Fri 27 Nov 2026 · on plan')
  },

  'costs and benefits are booked by an owner and stand in the status, value beside money': async (chat) => {
    await made(chat, 'MON', 'Money', ['T1,Design,5,'])
    const form = await (await planOf(chat, 'MON')).press('Book money')
    const wrong = await form.send({ 'How much?': '-8000', 'What for?': 'Design agency' })
    expect(wrong.fields['How much?']).toMatchObject({
      value: '-8000',
      error: expect.stringContaining('-8000 is negative.'),
    })
    expect(wrong.fields['What for?']?.value).toBe('Design agency')
    says(await wrong.send({ 'How much?': '8,000' }), 'Booked: cost of 8,000 EUR for MON on Mon 23 Nov 2026.')
    const foreign = await filed(chat, 'MON', 'Book money', { 'How much?': '10', Currency: 'USD' })
    expect(foreign.fields.Currency?.error).toContain('No rate from USD to EUR is given')
    says(
      await filed(chat, 'MON', 'Book money', { 'What is it?': 'Benefit', 'How much?': '1,050.50' }),
      'Booked: benefit of 1,050.50 EUR for MON on Mon 23 Nov 2026.',
    )
    const status = await chat.as('cleo').say('direct', '/tandem status MON')
    says(status, 'Spent: 8,000 EUR of 120,000 EUR · 1 booking · last Mon 23 Nov 2026 by Ana')
    says(status, 'Value: 1,050.50 EUR so far in 1 booking · expected 210,000 EUR · last Mon 23 Nov 2026 by Ana')
    expect((await planOf(chat, 'MON', 'paul')).buttons).not.toContain('Book money')
  },

  'one bad cell is named by line and column and nothing is imported; mended, all is, and twice is once': async (
    chat,
  ) => {
    await made(chat, 'CSV', 'Pasted')
    const rows = [header, 'CSV,T1,Design,5,', 'CSV,T2,Build,three,T1', 'CSV,M1,Beta,0,T2']
    const refused = await pasted(chat, rows)
    expect(refused.fields.Rows).toMatchObject({
      value: rows.join('\n'),
      error:
        'Line 3, column likely: "three" is not a number of working days. Write it like 5, or 0 for a milestone. Nothing was imported.',
    })
    says(await planOf(chat, 'CSV'), 'Nothing is planned yet.')
    const mended = rows.join('\n').replace('three', '3')
    says(await refused.send({ Rows: mended }), 'Imported: 3 rows of a plan, 3 new, 0 changed, 0 as they were.')
    says(await pasted(chat, [mended]), 'Imported: 3 rows of a plan, 0 new, 0 changed, 3 as they were.')
    const circle = await pasted(chat, [header, 'CSV,T1,Design,5,M1'])
    expect(circle.fields.Rows?.error).toContain('This would go in a circle:')
    says(await planOf(chat, 'CSV'), 'M1 Beta: milestone, Wed 2 Dec 2026 · critical · after T2')
  },

  'a plan and its costs are downloaded as they are pasted, amounts only by who may see them': async (chat, typed) => {
    await made(chat, 'EXP', 'Exported', ['T1,=Design,5,', 'T2,Build,3,T1+2'])
    await pasted(chat, ['initiative,key,kind,day,amount', 'EXP,I1,cost,2026-11-20,100.5'])
    const plan = await chat.as('ana').say('direct', '/tandem plan export EXP')
    expect(plan.kind).toBe('file')
    expect(plan.text.replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual([
      'initiative,key,name,optimistic,likely,pessimistic,percent,started,finished,not before,promised,promised to,co-signed,value points,owner,after',
      "EXP,T1,'=Design,,5,,0,,,,,,,,,",
      'EXP,T2,Build,,3,,0,,,,,,,,,T1+2',
    ])
    says(await pasted(chat, [plan.text]), 'Imported: 2 rows of a plan, 0 new, 0 changed, 2 as they were.')
    const costs = await chat.as('ana').say('direct', '/tandem plan export EXP costs')
    expect(costs.text).toContain('EXP,I1,cost,2026-11-20,100.50,EUR,')
    expect((await chat.as('ana').say('direct', '/tandem plan export')).text).toContain(
      'EXP,Exported,project,hybrid,build',
    )
    const stranger = await chat.as('gus').say('direct', '/tandem plan export EXP costs')
    expect(stranger.kind).not.toBe('file')
    says(stranger, 'The amounts of EXP are not shown to you')
    says(await chat.as('ana').say('direct', '/tandem plan export EXQ'), 'The nearest is EXP.')
    says(await chat.as('ana').say('direct', '/tandem help plan export'), typed('plan export [key] [what]'))
  },
}
