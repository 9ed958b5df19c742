import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function atPrompt() {
    const { db, url } = await database.fresh()
    const house = await openHouse(db)
    await house.to('2026-11-23', '09:30')
    return { ...house, url, round: (await newestRound(db)).id }
  }

  describe('a stand-up round', () => {
    test('asks each person once, at the crew’s time in their own zone', async () => {
      const house = await atPrompt()
      expect(await house.seen('dm-ana')).toHaveLength(1)
      expect(await house.seen('dm-uma')).toHaveLength(0)
      expect(await house.seen('dm-finn')).toHaveLength(0)
      await house.to('2026-11-23', '15:29')
      expect(await house.seen('dm-uma')).toHaveLength(0)
      await house.to('2026-11-23', '15:30')
      expect(await house.seen('dm-uma')).toHaveLength(1)
      expect(house.posted.filter(({ conversation }) => conversation === 'dm-ana')).toHaveLength(1)
    })

    test('the prompt says who set it up, who reads it, when the digest comes, and offers fewer messages', async () => {
      const house = await atPrompt()
      const [prompt] = await house.seen('dm-ana')
      expect(prompt).toContain('Checkout stand-up, Mon 23 Nov')
      expect(prompt).toContain('Set up by Ana for 6 people')
      expect(prompt).toContain('Read by the Checkout crew: #checkout and Teams > Checkout, 7 people.')
      expect(prompt).toContain('Digest at Mon 23 Nov 11:30')
      expect(prompt).toContain('[Fewer messages]')
    })

    test('one digest stands in both channels at its time and follows every answer', async () => {
      const house = await atPrompt()
      await house.submit(
        'ana',
        'standup.answer',
        { round: house.round },
        { p1: 'Staging data ready', p2: 'Invite testers', ...nobody },
      )
      expect(await house.seen('checkout')).toHaveLength(0)
      await house.to('2026-11-23', '11:30')
      for (const channel of ['checkout', 'teams-checkout']) {
        const [digest, ...more] = await house.seen(channel)
        expect(more).toHaveLength(0)
        expect(digest).toContain('1 of 6 so far (project 1 of 3, product 0 of 3)')
        expect(digest).toContain('Ana: Staging data ready; next: Invite testers')
        expect(digest).toContain('Not asked yet: Uma at Mon 23 Nov 15:30')
        expect(digest).toContain('No answer yet: 4')
        expect(digest).not.toContain('Paul')
      }
      await house.submit(
        'cleo',
        'standup.answer',
        { round: house.round },
        { v1: '5 of 8 leave at the address', ...nobody },
      )
      for (const channel of ['checkout', 'teams-checkout']) {
        const [digest, ...more] = await house.seen(channel)
        expect(more).toHaveLength(0)
        expect(digest).toContain('2 of 6 so far (project 1 of 3, product 1 of 3)')
        expect(digest).toContain('Cleo: 5 of 8 leave at the address')
      }
    })

    test('two answers at once both stand in the digest', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '11:30')
      await Promise.all([
        house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'from Ana', ...nobody }),
        house.submit('cleo', 'standup.answer', { round: house.round }, { v1: 'from Cleo', ...nobody }),
      ])
      const [digest] = await house.seen('checkout')
      expect(digest).toContain('Ana: from Ana')
      expect(digest).toContain('Cleo: from Cleo')
    })

    test('one reminder, half an hour before a person’s part ends, only to those who are silent', async () => {
      const house = await atPrompt()
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'done', ...nobody })
      await house.press('paul', 'setup.fewer', {})
      await house.to('2026-11-23', '16:29')
      expect(await house.seen('dm-ben')).toHaveLength(1)
      await house.to('2026-11-23', '19:00')
      expect(await house.seen('dm-ana')).toHaveLength(1)
      expect(await house.seen('dm-paul')).toHaveLength(1)
      const ben = await house.seen('dm-ben')
      expect(ben).toHaveLength(2)
      expect(ben[1]).toContain('is open until Mon 23 Nov 17:00')
      expect(ben[1]).toContain('This is the only reminder.')
    })

    test('after the close late answers still count, until the next prompt; then nothing is changed', async () => {
      const house = await atPrompt()
      await house.to('2026-11-23', '18:00')
      await house.submit('ben', 'standup.answer', { round: house.round }, { p1: 'late', ...nobody })
      expect((await house.seen('checkout'))[0]).toContain('1 of 6 answered')
      await house.to('2026-11-24', '09:30')
      const reply = await house.press('ben', 'standup.open', { round: house.round })
      expect(await house.said(reply)).toMatch(/closed on Tue 24 Nov.*nothing was changed/)
      const again = await house.submit('ben', 'standup.answer', { round: house.round }, { p1: 'changed', ...nobody })
      expect(await house.said(again)).toContain('nothing was changed')
      expect((await house.seen('checkout'))[0]).toContain('Ben: late')
    })

    test('yesterday’s next is today’s first answer until it is changed', async () => {
      const house = await atPrompt()
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'a', p2: 'Invite testers', ...nobody })
      await house.to('2026-11-24', '09:30')
      const [, prompt] = await house.seen('dm-ana')
      expect(prompt).toContain('What moved toward the plan? [Invite testers]')
      const [before] = await house.seen('dm-ana')
      expect(before).toContain('closed on Tue 24 Nov')
    })

    test('answered ahead for tomorrow: not asked, and counted', async () => {
      const house = await atPrompt()
      await house.press('ana', 'standup.skip', { round: house.round })
      const reply = await house.say('ana', '/standup tomorrow')
      if (reply.do !== 'open') throw new Error(await house.said(reply))
      await house.submit('ana', 'standup.answer', reply.form.value, { p1: 'ahead', ...nobody })
      await house.to('2026-11-24', '11:30')
      expect(await house.seen('dm-ana')).toHaveLength(1)
      expect((await house.seen('checkout'))[1]).toContain('Ana: ahead')
    })

    test('skipping, being away and not being asked yet are told apart', async () => {
      const house = await atPrompt()
      await house.press('paul', 'standup.skip', { round: house.round })
      await house.say('dev', '/tandem away today fri')
      await house.to('2026-11-23', '11:30')
      const [digest] = await house.seen('checkout')
      expect(digest).toContain('0 of 4 so far (project 0 of 2, product 0 of 2)')
      expect(digest).toContain('No answer yet: 3 · skipping today: 1 · away: 1')
      const missing = await house.said(await house.press('ana', 'standup.missing', { round: house.round }))
      expect(missing).toContain('No answer yet: Ana, Ben, Cleo')
      await house.to('2026-11-24', '11:30')
      expect(await house.seen('dm-dev')).toHaveLength(1)
    })

    test('anyone can delete their own answer, and the digest follows', async () => {
      const house = await atPrompt()
      await house.submit(
        'ana',
        'standup.answer',
        { round: house.round },
        { p1: 'secret plan', p3: 'no keys', helper: 'anyone' },
      )
      await house.to('2026-11-23', '11:30')
      expect((await house.seen('checkout'))[0]).toContain('secret plan')
      await house.press('ana', 'standup.delete', { round: house.round })
      const [digest] = await house.seen('checkout')
      expect(digest).not.toContain('secret plan')
      expect(digest).toContain('0 of 6 so far')
      expect(await house.db.read.standupAnswer.count()).toBe(0)
    })

    test('a form sent twice is one record', async () => {
      const house = await atPrompt()
      const send = () =>
        house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'once', ...nobody }, 'form-1')
      await send()
      expect(await house.said(await send())).toBe('This was saved already. Nothing was added.')
      expect(await house.db.read.standupAnswer.count()).toBe(1)
    })

    test('nothing written: the sentence stands beside the field and nothing is saved', async () => {
      const house = await atPrompt()
      const reply = await house.submit(
        'ana',
        'standup.answer',
        { round: house.round },
        { p1: '  ', ...nobody },
        'form-1',
      )
      expect(await house.said(reply)).toBe('p1: Write something in at least one field, or press Skip today.')
      const helper = await house.submit(
        'ana',
        'standup.answer',
        { round: house.round },
        { p1: 'x', helper: 'anyone' },
        'form-1',
      )
      expect(await house.said(helper)).toContain('helper: Say what it is about')
      // The same form, corrected, is not taken for a repetition.
      await house.submit('ana', 'standup.answer', { round: house.round }, { p1: 'x', ...nobody }, 'form-1')
      expect(await house.db.read.standupAnswer.count()).toBe(1)
    })

    test('what people type arrives unharmed: emoji, right to left, HTML, 4,000 characters', async () => {
      const house = await atPrompt()
      const texts = ['🎈👩‍👩‍👧 done', 'تم الانتهاء', '<b>&amp;</b> *not bold* _x_', 'x'.repeat(4_000)]
      for (const [index, text] of texts.entries()) {
        const account = ['ana', 'ben', 'paul', 'ana'][index] ?? 'ana'
        await house.submit(account, 'standup.answer', { round: house.round }, { p1: text, ...nobody })
      }
      const all = await house.said(await house.press('cleo', 'standup.read', { round: house.round }))
      expect(all).toContain('تم الانتهاء')
      expect(all).toContain('<b>&amp;</b> *not bold* _x_')
      expect(all).toContain('x'.repeat(4_000))
      await house.to('2026-11-23', '11:30')
      expect((await house.seen('checkout'))[0]).toContain(`${'x'.repeat(139)}…`)
    })

    test('plain text written to the bot is kept and offered as the answer, and sent by nobody else', async () => {
      const house = await atPrompt()
      const reply = await house.write('ana', 'Staging data is ready')
      expect(await house.said(reply)).toContain('Nothing has been sent yet')
      expect(await house.said(reply)).toContain('What moved toward the plan? [Staging data is ready]')
      expect(await house.db.read.standupAnswer.count()).toBe(0)
    })
  })
})
