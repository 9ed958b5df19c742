/** The same conversations on every platform and both databases: what people do, and what each of them then sees. */
import { describe, expect, it } from 'vitest'
import { withWhatIfPlan } from '../features/whatif/sample.ts'
import type { ConformancePlatform, Seen } from './client.ts'
import { platforms } from './platforms.ts'
import { conversations as portfolio } from './portfolio/conversations.ts'
import { both, type Conversation, hold, newest } from './runner.ts'

const moved = 'What moved toward the plan?'
const nextMove = 'What moves next?'
const blocks = 'Blocked, or something product needs to know?'
const learned = 'What did we learn or decide?'
const helper = 'Who can help?'

async function blocked(chat: ConformancePlatform): Promise<void> {
  await chat.to('2026-11-23', '09:30')
  const prompt = await newest(chat.as('paul').read('direct'))
  await prompt.send({ [moved]: 'Card entry', [blocks]: 'No keys', [helper]: 'Cleo: I am blocked without them' })
  await chat.to('2026-11-23', '11:30')
}

const conversations: Record<string, Conversation> = {
  'status and roadmap answer from the plan, privately; shared, the status stands in both channels, with amounts where no guest reads':
    async (chat) => {
      const paste = async (line: string, rows: string[]) => {
        const form = await chat.as('ana').say('direct', line)
        await form.send({ Rows: rows.join('\n') })
      }
      await paste('/tandem plan import', [
        'key,name,phase,crew,project owner,product owner,budget,benefit',
        'CHK,Checkout v2,build,Checkout,Ana,Cleo,120000,210000',
      ])
      await paste('/tandem plan import', [
        'initiative,key,name,likely,after',
        'CHK,T1,Address form,5,',
        'CHK,T2,Payment form,5,T1',
      ])
      const status = await chat.as('ana').say('direct', '/tandem status CHK')
      expect(status.text).toContain('CHK Checkout v2: status')
      expect(status.text).toMatch(/Finish\s*:?\s*Fri 4 Dec 2026, no baseline yet/)
      expect(status.text).toMatch(/Value\s*:?\s*not reported/)
      expect(status.text).toContain('120,000 EUR')
      const roadmap = await chat.as('ana').say('direct', '/tandem roadmap')
      expect(roadmap.text).toContain('No key result')
      expect(roadmap.text).toMatch(/CHK Checkout v2\s*:?\s*Mon 23 Nov to Fri 4 Dec 2026/)
      expect(await chat.as('cleo').read('#checkout')).toHaveLength(0)
      const where = await status.press('Share...')
      expect(where.fields['In which channels?']?.choices).toEqual(['#checkout', 'Teams > Checkout'])
      const shared = await where.send({})
      expect(shared.text).toContain('Shared in #checkout and Teams > Checkout.')
      for (const channel of both) {
        const card = await newest(chat.as('cleo').read(channel))
        expect(card.text).toContain('CHK Checkout v2: status')
        expect(card.text).toContain('budget 120,000 EUR')
        expect(card.text).toContain('Shared by Ana.')
        expect(card.buttons).toEqual([])
      }
    },

  'help lists the commands with an example, only to the one who asked': async (chat, typed) => {
    const help = await chat.as('cleo').say('#payments', '/tandem help')
    expect(help.kind).toBe('private')
    expect(help.text).toContain(typed('standup'))
    expect(await chat.as('ana').read('#payments')).toHaveLength(0)
  },

  'a command nobody knows is answered with the nearest known one': async (chat, typed) => {
    const said = await chat.as('cleo').say('#checkout', '/tandem standap')
    expect(said.text).toContain(`Did you mean ${typed('standup')}?`)
    expect(said.text).toContain(typed('help'))
  },

  'the prompt comes to each person, and two answers stand in one digest on both channels': async (chat) => {
    await chat.to('2026-11-23', '09:30')
    const prompt = await newest(chat.as('ana').read('direct'))
    expect(prompt.text).toContain('Checkout stand-up, Mon 23 Nov')
    expect(prompt.text).toContain('Read by the Checkout crew: #checkout and Teams > Checkout, 7 people.')
    expect(Object.keys(prompt.fields)).toEqual([moved, nextMove, blocks, helper])
    expect(prompt.buttons).toEqual(['Send', 'Skip today', "I'm away...", 'Fewer messages'])
    await prompt.send({ [moved]: 'Staging data ready', [nextMove]: 'Invite testers' })
    const answered = await newest(chat.as('ana').read('direct'))
    expect(answered.text).toContain('your answer is in')
    const cleos = await newest(chat.as('cleo').read('direct'))
    await cleos.send({ [learned]: '5 of 8 leave at the address' })
    expect(await chat.as('uma').read('direct')).toHaveLength(0)
    await chat.to('2026-11-23', '11:30')
    for (const channel of both) {
      const digest = await newest(chat.as('finn').read(channel))
      expect(digest.text).toContain('2 of 6 so far')
      expect(digest.text).toMatch(/Project 1 of 3\s+Product 1 of 3/)
      expect(digest.text).toMatch(/Ana\s+Staging data ready\s+next: Invite testers/)
      expect(digest.text).toMatch(/Cleo\s+5 of 8 leave at the address/)
      expect(digest.text).toContain('Not asked yet: Uma at Mon 23 Nov 15:30')
      expect(digest.buttons).toEqual(['Add or change mine', 'Read all', 'Who has not answered'])
    }
  },

  'the digest is kept current, not said again': async (chat) => {
    await chat.to('2026-11-23', '11:30')
    const before = (await chat.as('ana').read('#checkout')).length
    const prompt = await newest(chat.as('ana').read('direct'))
    await prompt.send({ [moved]: 'Late but here' })
    for (const channel of both) {
      expect(await chat.as('ana').read(channel)).toHaveLength(before)
      expect((await newest(chat.as('ana').read(channel))).text).toContain('Late but here')
    }
  },

  'who has not answered is one press away, for the crew and privately': async (chat) => {
    await chat.to('2026-11-23', '11:30')
    const digest = await newest(chat.as('ana').read('#checkout'))
    expect(digest.text).not.toContain('Paul')
    const missing = await digest.press('Who has not answered')
    expect(missing.kind).toBe('private')
    expect(missing.text).toContain('Paul')
    const stranger = await newest(chat.as('gus').read('#checkout'))
    expect((await stranger.press('Who has not answered')).text).not.toContain('Paul')
  },

  'a doubled press of Send is one record': async (chat) => {
    await chat.to('2026-11-23', '09:30')
    const prompt = await newest(chat.as('ana').read('direct'))
    await prompt.send({ [moved]: 'Once' })
    expect((await prompt.sendAgain()).text).toContain('saved already')
    await chat.to('2026-11-23', '11:30')
    expect((await newest(chat.as('ana').read('#checkout'))).text.match(/Once/g)).toHaveLength(1)
  },

  'a blocker is helped with and resolved, and every copy of the digest says so': async (chat) => {
    await blocked(chat)
    const digest = await newest(chat.as('cleo').read('#checkout'))
    expect(digest.text).toMatch(/Blocked.*B-\d+ Paul: No keys/)
    await digest.press('I can help')
    for (const channel of both) {
      expect((await newest(chat.as('ana').read(channel))).text).toContain('Cleo is helping')
    }
    await (await newest(chat.as('paul').read('Teams > Checkout'))).press('Resolved')
    for (const channel of both) {
      const done = await newest(chat.as('ana').read(channel))
      expect(done.text).not.toContain('Cleo is helping')
      expect(done.buttons).not.toContain('I can help')
    }
  },

  'a message becomes a blocker: its words in the form, then in every digest, and whoever is needed is told': async (
    chat,
  ) => {
    await chat.to('2026-11-23', '09:30')
    const words = 'No keys <yet> & *nobody* knows'
    const form = await chat.as('paul').choose('#checkout', { by: 'ana', text: words }, 'Report a blocker')
    expect(form.kind).toBe('form')
    expect(form.fields['What blocks you?']).toMatchObject({
      value: words,
      hint: 'What Ana said: keep, change or shorten it.',
    })
    const reported = await form.send({ [helper]: 'Cleo: told at once' })
    expect(reported.text).toMatch(/B-\d+ is reported\. It will stand in the digest of Mon 23 Nov\./)
    expect((await form.sendAgain()).text).toContain('saved already')
    expect((await newest(chat.as('cleo').read('direct'))).text).toContain('Paul needs you')
    await chat.to('2026-11-23', '11:30')
    for (const channel of both) {
      expect((await newest(chat.as('ana').read(channel))).text).toMatch(
        /Blocked.*B-\d+ Paul: No keys <yet> & \*nobody\*/,
      )
    }
    expect((await reported.press('Take it back')).text).toContain('is taken back')
    for (const channel of both) expect((await newest(chat.as('ana').read(channel))).text).not.toContain('No keys')
  },

  'a message becomes a question to the other side, and who asked hears the answer': async (chat) => {
    await chat.to('2026-11-23', '11:30')
    const words = 'Can it ship\nwithout accounts?'
    const form = await chat.as('cleo').choose('Teams > Checkout', { by: 'uma', text: words }, 'Ask the other side')
    expect(form.fields['Your question to Project']?.value).toBe(words)
    expect((await form.send({})).text).toContain('It stands in the digest of Mon 23 Nov and in its thread.')
    const digest = await newest(chat.as('ana').read('#checkout'))
    expect(digest.text).toMatch(/Needs the other side.*Cleo asks project: Can it ship without accounts\?/)
    await (await digest.press('Answer')).send({ 'Your answer': 'Yes, in the pilot stores.' })
    expect((await newest(chat.as('cleo').read('direct'))).text).toContain('Yes, in the pilot stores.')
  },

  'an action on a message where no crew meets, or by a stranger to the crew, says what to do': async (chat, typed) => {
    const said = { by: 'cleo', text: 'Who has the keys?' }
    const outside = await chat.as('ana').choose('#payments', said, 'Report a blocker')
    expect(outside.text).toContain(`no crew meets here. ${typed('standup')} takes the same words`)
    const stranger = await chat.as('gus').choose('#checkout', said, 'Ask the other side')
    expect(stranger.text).toContain('You are not in the Checkout crew. One of its members can add you')
  },

  'a button of a round that is over changes nothing and says since when': async (chat) => {
    await chat.to('2026-11-23', '11:30')
    const old = await newest(chat.as('ana').read('direct'))
    await chat.to('2026-11-24', '09:30')
    const said = await old.send({ [moved]: 'Too late' })
    expect(said.text).toMatch(/closed on .*nothing was changed/i)
  },

  'what is wrong stands beside its field, and everything typed is still there': async (chat) => {
    const ana = chat.as('ana')
    const form = await ana.say('#payments', '/tandem setup')
    expect(form.kind).toBe('form')
    const again = await form.send({
      ...crew(form),
      [field(form, "The crew's time zone")]: 'Berln',
      [field(form, 'When')]: 'weekdys 9:30',
    })
    expect(again.kind).toBe('form')
    expect(again.fields[field(again, 'When')]).toMatchObject({ value: 'weekdys 9:30' })
    expect(again.fields[field(again, 'When')]?.error).toContain('Did you mean "weekdays"?')
    expect(again.fields[field(again, "The crew's time zone")]?.error).toContain('Europe/Berlin')
    const ready = await again.send({
      [field(again, "The crew's time zone")]: 'Berlin',
      [field(again, 'When')]: 'mon wed 10:00',
    })
    expect(ready.text).toContain('Payments is ready to start')
    expect(ready.text).toContain('Next: Mon 23 Nov, Wed 25 Nov, Mon 30 Nov.')
  },

  'who sets a crew up is in it, on the side they have elsewhere': async (chat) => {
    const cleos = await chat.as('cleo').say('#payments', '/tandem setup')
    expect(cleos.fields[field(cleos, 'Who decides')]?.value).toBe('Cleo')
    const anas = await chat.as('ana').say('#payments', '/tandem setup')
    expect(anas.fields[field(anas, 'Who delivers it?')]?.value).toBe('Ana')
  },

  'setting up writes to nobody; trying shows the own prompt; Start tells the others': async (chat) => {
    const form = await chat.as('ana').say('#payments', '/tandem setup')
    const ready = await form.send(crew(form))
    expect(ready.buttons).toEqual(expect.arrayContaining(['Try it on me now', 'Start']))
    const tried = await ready.press('Try it on me now')
    expect(tried.kind).toBe('private')
    expect(tried.fields).toHaveProperty([moved])
    expect(await chat.as('paul').read('direct')).toHaveLength(0)
    await ready.press('Start')
    await chat.to('2026-11-23', '10:00')
    const told = (await chat.as('paul').read('direct')).map(({ text }) => text).join('\n')
    expect(told).toContain('Ana added you to the Payments crew')
  },

  'what people type arrives unharmed': async (chat) => {
    const hostile = '<script>alert(1)</script> & <b>bold</b> *stars* _lines_ <!channel> @here שלום 🎉 [x](http://y)'
    await chat.to('2026-11-23', '09:30')
    await (await newest(chat.as('ana').read('direct'))).send({ [moved]: hostile })
    await chat.to('2026-11-23', '11:30')
    for (const channel of both) expect((await newest(chat.as('cleo').read(channel))).text).toContain(hostile)
    const prompt = await newest(chat.as('ana').read('direct'))
    expect((await prompt.press('Change')).fields[moved]?.value).toBe(hostile)
  },

  'a long answer is shown shortened and kept whole': async (chat) => {
    // As long as the shortest field of any platform holds: 3,000 in Slack.
    const long = 'word '.repeat(590).trim()
    await chat.to('2026-11-23', '09:30')
    await (await newest(chat.as('ana').read('direct'))).send({ [moved]: long })
    await chat.to('2026-11-23', '11:30')
    const digest = await newest(chat.as('cleo').read('#checkout'))
    expect(digest.text).not.toContain(long)
    expect((await digest.press('Read all')).text).toContain(long)
  },

  'plain text written to the bot is kept and offered as the answer': async (chat) => {
    await chat.to('2026-11-23', '09:30')
    const said = await chat.as('ana').say('direct', 'Finished the test plan')
    expect(said.fields[moved]?.value ?? '').toBe('Finished the test plan')
  },

  'the export is a file, only for the crew': async (chat) => {
    await chat.to('2026-11-23', '09:30')
    await (await newest(chat.as('ana').read('direct'))).send({ [moved]: '=SUM(A1)' })
    const file = await chat.as('ana').say('#checkout', '/standup export')
    expect(file.kind).toBe('file')
    expect(file.text).toContain("'=SUM(A1)")
    expect((await chat.as('gus').say('#checkout', '/standup export')).kind).not.toBe('file')
  },
}

/** With a plan in the database, which is not part of the sample. */
const planned: Record<string, Conversation> = {
  'a what-if shows before and after to the asker alone, is shared with money as the channel may see it, and asked again in a form':
    async (chat, typed) => {
      const ana = chat.as('ana')
      const before = (await chat.as('cleo').read('#checkout')).length
      const answer = await ana.say('#checkout', '/whatif CHK delay T9 3d; cost +8000')
      expect(answer.kind).toBe('private')
      expect(answer.text).toMatch(/CHK finish:?\s+Mon 21 Dec 2026 > Tue 22 Dec 2026 · 1 working day later/)
      expect(answer.text).toContain('uses 2 days of its 2 days')
      expect(answer.text).toContain('+9,100 EUR')
      // Teams answers a command typed in a channel in the personal chat, where "here" is nobody else.
      const share = typed('').startsWith('@') ? 'Share in #checkout' : 'Share here'
      expect(answer.buttons).toEqual([share, 'Propose this change', 'Try another'])
      // In Teams a typed command leaves a pointer in the channel, never the content.
      const there = (await chat.as('cleo').read('#checkout')).slice(before)
      expect(there.map(({ text }) => text).join()).not.toMatch(/T9|later|EUR/)
      expect((await answer.press(share)).text).toContain('Shared in #checkout.')
      const shared = await newest(chat.as('cleo').read('#checkout'))
      expect(shared.text).toContain('1 working day later')
      expect(shared.text).toContain('+9,100 EUR')
      expect(shared.text).toContain('Shared by Ana.')
      expect(shared.buttons).toEqual([])
      const form = await answer.press('Try another')
      expect(form.fields['What would change?']?.value).toBe('delay T9 3d; cost +8000')
      const again = await form.send({ 'What would change?': 'delay T99 3d' })
      expect(again.fields['What would change?']?.error).toContain('The nearest is T9.')
      const other = await again.send({ 'What would change?': 'delay T9 2d' })
      expect(other.text).toMatch(/CHK finish:?\s+Mon 21 Dec 2026, same finish/)
      expect(other.text).toMatch(/Newly critical:?\s+T9 Payment form/)
    },
}

/** The fields of setup by how their labels begin. */
function field(form: Seen, beginning: string): string {
  const found = Object.keys(form.fields).find((label) => label.startsWith(beginning))
  if (!found) throw new Error(`No field begins with "${beginning}": ${Object.keys(form.fields).join(', ')}`)
  return found
}

function crew(form: Seen): Record<string, string | string[]> {
  return {
    [field(form, 'What is the crew called?')]: 'Payments',
    [field(form, 'Who delivers it?')]: ['Ana', 'Paul'],
    [field(form, 'Who decides')]: ['Cleo'],
    [field(form, 'When')]: 'mon wed 10:00',
  }
}

hold(conversations)
hold(planned, { before: withWhatIfPlan })

describe('the conformance suite', () => {
  it('knows which platforms are not connected yet, and every exception names a conversation and a reason', () => {
    expect(platforms.filter(({ open }) => open === null).map(({ name }) => name)).toEqual([])
    for (const { notSupported } of platforms) {
      for (const [promise, reason] of Object.entries(notSupported)) {
        expect(Object.keys({ ...conversations, ...planned, ...portfolio })).toContain(promise)
        expect(reason.length).toBeGreaterThan(20)
      }
    }
  })
})
