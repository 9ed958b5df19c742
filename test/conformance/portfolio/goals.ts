/** Initiatives, what they are for, and why. */
import { expect } from 'vitest'
import { type Conversation, says } from '../runner.ts'
import { made } from './made.ts'

const whyOf = 'Why, in one sentence?'

export const goals: Record<string, Conversation> = {
  'a command opens the form of an initiative, in a channel too; a taken key is refused beside its field, all else kept':
    async (chat, typed) => {
      const cleo = chat.as('cleo')
      const form = await cleo.say('#checkout', '/tandem initiative')
      expect(form.kind).toBe('form')
      expect(form.fields['Owning crew']?.value).toBe('Checkout')
      expect(form.fields['What is it?']?.choices).toEqual(['Project', 'Product', 'Release', 'Experiment'])
      const agile = form.fields['How is it done?']?.choices.find((choice) => choice.startsWith('Agile')) ?? ''
      expect(agile).toContain('no gates')
      const typedIn = {
        Name: 'Guest checkout',
        'What is it?': 'Experiment',
        'How is it done?': agile,
        'Who delivers it?': ['Paul'],
        'Who decides what it is worth?': ['Uma'],
      }
      const card = await form.send({ Key: 'gst', ...typedIn })
      expect(card.kind).toBe('private')
      expect(card.text.match(/GST Guest checkout/g)).toHaveLength(1)
      says(card, 'GST Guest checkout', 'Why: not said yet.', 'What: Experiment · Agile · phase idea')
      says(
        card,
        'Owners: project Paul · product Uma · sponsor nobody yet',
        'Crew: Checkout',
        'State: not delivered yet',
      )
      expect(card.buttons).toEqual(['Plan', 'Change', 'Key results', 'Say why'])

      const again = await (await cleo.say('direct', '/tandem initiative')).send({ Key: 'GST', ...typedIn })
      expect(again.kind).toBe('form')
      expect(again.fields.Key).toMatchObject({
        value: 'GST',
        error: 'GST is taken by Guest checkout. Give another key.',
      })
      expect(again.fields.Name?.value).toBe('Guest checkout')
      expect(again.fields['Who delivers it?']?.value).toBe('Paul')

      says(await cleo.say('direct', '/tandem initiative gst'), 'GST Guest checkout')
      says(await cleo.say('direct', '/tandem initiative GTS'), '"GTS" is not an initiative. The nearest is GST.')
      says(await cleo.say('direct', '/tandem help initiative'), typed('initiative [key]'))
    },

  'an objective gets a key result, a reading with whose it is, and initiatives that move it': async (chat) => {
    await made(chat, 'OBJ', 'Faster checkout')
    const cleo = chat.as('cleo')
    const list = await cleo.say('direct', '/tandem objective')
    const named = await (await list.press('New objective')).send({
      'What does the organization want?': 'Shoppers finish what they begin',
    })
    says(named, 'O1 Shoppers finish what they begin', 'No key result yet: how will it be known?')
    const measured = await (await named.press('New key result')).send({
      'How will it be known?': 'Conversion',
      Unit: '%',
      'Where does it stand now?': '2.1',
      'Where should it get?': '2.6',
    })
    says(measured, 'KR1 Conversion: no data, from 2.1 to 2.6 %')

    const early = await (await measured.press('Add a reading')).send({
      'Its value': '2.3',
      'On which day?': '2026-12-24',
    })
    expect(early.fields['On which day?']).toMatchObject({
      value: '2026-12-24',
      error: expect.stringContaining('Thu 24 Dec 2026 is still to come.'),
    })
    expect(early.fields['Its value']?.value).toBe('2.3')
    const read = await early.send({ 'On which day?': '2026-11-20', 'Of how many records?': '1200' })
    says(read, 'KR1 Conversion: 2.3 %, from 2.1 to 2.6 % · Fri 20 Nov 2026, 1,200 records by Cleo')

    const card = await cleo.say('direct', '/tandem initiative OBJ')
    says(card, 'Key result: none linked.')
    const linked = await (await card.press('Key results')).send({
      'Which key results does it move?': ['KR1 Conversion'],
    })
    says(linked, 'KR1 Conversion: 2.3 %, from 2.1 to 2.6 % · Fri 20 Nov 2026, 1,200 records by Cleo')
  },

  'why is said, acknowledged and disagreed with; the crew reads who, others only what': async (chat) => {
    await made(chat, 'WHY', 'Reviews')
    const said = await (await chat.as('cleo').say('direct', '/tandem why WHY')).press('Say why')
    const saved = await said.send({ [whyOf]: 'Reviews bring orders.', 'For whom?': 'new shoppers' })
    says(saved, 'Saved: version 1 of why WHY is done.')

    const own = await chat.as('ana').say('direct', '/tandem why WHY')
    says(own, 'Why WHY Reviews?', 'Reviews bring orders.', 'For whom: new shoppers', 'Evidence: none given')
    says(own, 'Project: 0 of 3 acknowledged', 'Product: 0 of 3 acknowledged')
    says(await own.press('Acknowledge'), 'Project: 1 of 3 acknowledged')

    const form = await (await chat.as('uma').say('direct', '/tandem why WHY')).press('Disagree')
    says(form, 'The crew reads your name and your reason; others read the reason only.')
    const against = await form.send({ 'What is wrong with it, or missing?': 'No figure says so <yet> & *why*.' })
    says(against, 'Product: 0 of 3 acknowledged, 1 disagrees', 'Uma: No figure says so <yet> & *why*.')
    expect(against.buttons).toContain('Change my reason')

    const stranger = await chat.as('gus').say('direct', '/tandem why WHY')
    says(stranger, 'Product side: No figure says so <yet> & *why*.')
    expect(stranger.buttons).not.toContain('Acknowledge')

    // What is newer has no voices yet, and an old card cannot give one.
    const other = await (await chat.as('cleo').say('direct', '/tandem why WHY')).press('Change')
    expect(other.fields[whyOf]?.value).toBe('Reviews bring orders.')
    says(await other.send({ [whyOf]: 'Reviews bring trust.' }), 'Saved: version 2')
    says(await own.press('Disagree'), 'Why WHY has a newer version meanwhile.', 'nothing was saved')
    says(await chat.as('ana').say('direct', '/tandem why WHY'), 'Reviews bring trust.', 'Project: 0 of 3 acknowledged')
  },
}
