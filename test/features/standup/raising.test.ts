/** Blockers and questions made of a message in the crew's channel. */
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { newestRound, nobody, openHouse } from '../../support/house.ts'

onBothDatabases((database) => {
  async function at(day: string, time: string) {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    await house.to(day, time)
    const { id: crew } = await db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
    return { ...house, crew }
  }
  type House = Awaited<ReturnType<typeof at>>

  const block = (house: House, account: string, text: string, helper = 'anyone', once?: string) =>
    house.submit(account, 'standup.block', { crew: house.crew }, { text, helper }, once)
  const ask = (house: House, account: string, text: string, more = {}) =>
    house.submit(account, 'standup.ask', { crew: house.crew }, { text, ...more })
  const inChannel = (house: House) => house.posted.filter(({ conversation }) => conversation === 'checkout')

  describe('a blocker made of a message', () => {
    test('before the digest waits for it, and says nothing in the channel by itself', async () => {
      const house = await at('2026-11-23', '09:00')
      expect(await house.said(await block(house, 'paul', 'No keys'))).toContain(
        'It will stand in the digest of Mon 23 Nov.',
      )
      expect(inChannel(house)).toHaveLength(0)
      await house.to('2026-11-23', '11:30')
      expect(inChannel(house)).toHaveLength(1)
      expect((await house.seen('checkout'))[0]).toContain('Paul: No keys')
    })

    test('after the digest is said once in its thread, and the digest shows it', async () => {
      const house = await at('2026-11-23', '12:00')
      expect(await house.said(await block(house, 'paul', 'No keys'))).toContain('and in its thread')
      const [digest, reply, ...more] = inChannel(house)
      expect(reply?.under).toBe(digest?.ref)
      expect(more).toEqual([])
      expect(await house.text((digest as NonNullable<typeof digest>).message)).toContain('No keys')
    })

    test('on a day without a round stands in the thread of the last one, not in a message of its own', async () => {
      const house = await at('2026-11-28', '10:00')
      const before = inChannel(house).filter(({ under }) => !under).length
      expect(await house.said(await block(house, 'paul', 'No keys'))).toContain('the digest of Fri 27 Nov')
      expect(inChannel(house).filter(({ under }) => !under)).toHaveLength(before)
      await house.to('2026-11-30', '11:30')
      expect((await house.seen('checkout')).at(-1)).toContain('Paul: No keys')
    })

    test('before the first round waits for the next', async () => {
      const house = await at('2026-11-23', '06:30')
      expect(await house.db.read.round.count({ where: { crewId: house.crew, day: '2026-11-23' } })).toBe(0)
      expect(await house.said(await block(house, 'paul', 'No keys'))).toContain('the digest of Mon 23 Nov')
    })

    test('stays when its owner answers, changes or deletes the stand-up of that day', async () => {
      const house = await at('2026-11-23', '09:30')
      await block(house, 'paul', 'No keys')
      const round = (await newestRound(house.db)).id
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', p3: 'No desk', helper: 'anyone' })
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', ...nobody })
      await house.press('paul', 'standup.delete', { round })
      expect((await house.db.read.blocker.findMany()).map(({ text }) => text)).toEqual(['No keys'])
    })

    test('said in the same words in the stand-up, or chosen again, is the same one', async () => {
      const house = await at('2026-11-23', '09:30')
      await block(house, 'paul', 'No keys')
      const round = (await newestRound(house.db)).id
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', p3: 'no KEYS', helper: 'anyone' })
      expect(await house.said(await block(house, 'paul', 'No  keys'))).toBe('B-1 says this already. Nothing was added.')
      expect(await house.db.read.blocker.count()).toBe(1)
    })

    test('tells who is needed, only once, and is raised again after 8 working hours', async () => {
      const house = await at('2026-11-23', '12:00')
      const { id: cleo } = await house.person('Cleo')
      await block(house, 'paul', 'No keys', String(cleo), 'one')
      await block(house, 'paul', 'No keys', String(cleo), 'one')
      const told = (await house.seen('dm-cleo')).filter((text) => text.includes('Paul needs you'))
      expect(told).toHaveLength(1)
      await house.to('2026-11-26', '12:00')
      expect((await house.seen('checkout')).filter((text) => text.includes('Still open after 8'))).toHaveLength(1)
    })

    test('is taken back by its owner alone', async () => {
      const house = await at('2026-11-23', '12:00')
      await block(house, 'paul', 'No keys')
      const { id: blocker } = await house.db.read.blocker.findFirstOrThrow()
      expect(await house.said(await house.press('ana', 'standup.unreport', { blocker }))).toContain(
        'Nothing was changed',
      )
      expect(await house.said(await house.press('paul', 'standup.unreport', { blocker }))).toBe(
        'B-1 is taken back, here and in the digest.',
      )
      expect((await house.seen('checkout'))[0]).not.toContain('No keys')
    })
  })

  describe('a question made of a message', () => {
    test('goes to the other side; who stands on neither says to which', async () => {
      const house = await at('2026-11-23', '12:00')
      expect(await house.said(await ask(house, 'paul', 'Which stores?'))).toContain('You asked product.')
      expect(await house.said(await ask(house, 'finn', 'Which day?', { side: 'project' }))).toContain(
        'You asked project.',
      )
      const digest = (await house.seen('checkout'))[0]
      expect(digest).toContain('Paul asks product: Which stores? [Answer]')
      expect(digest).toContain('Finn asks project: Which day? [Answer]')
      expect(await house.said(await ask(house, 'paul', 'which stores?'))).toContain('You asked this already')
    })

    test('is taken back by who asked, alone, and stays when they delete their answer', async () => {
      const house = await at('2026-11-23', '12:00')
      await ask(house, 'paul', 'Which stores?')
      const { id: question, roundId: round } = await house.db.read.sideQuestion.findFirstOrThrow()
      await house.submit('paul', 'standup.answer', { round }, { p1: 'x', ...nobody })
      await house.press('paul', 'standup.delete', { round })
      expect(await house.said(await house.say('paul', '/tandem home'))).toContain(
        'YOU ASKED product: Which stores? [Take it back]',
      )
      expect(await house.said(await house.say('ana', '/tandem home'))).not.toContain('Which stores?')
      await house.press('ana', 'standup.unask', { question })
      expect(await house.db.read.sideQuestion.count()).toBe(1)
      await house.press('paul', 'standup.unask', { question })
      expect((await house.seen('checkout'))[0]).not.toContain('Which stores?')
    })
  })

  test('a form of a crew that one has left is refused, and nothing is stored', async () => {
    const house = await at('2026-11-23', '12:00')
    expect(await house.said(await block(house, 'gus', 'No keys'))).toContain('You are not in the Checkout crew.')
    expect(await house.db.read.blocker.count()).toBe(0)
  })

  test('nobody is written to before Start', async () => {
    const house = await at('2026-11-23', '12:00')
    await house.db.transact((tx) => tx.ritual.updateMany({ data: { active: false } }))
    expect(await house.said(await ask(house, 'paul', 'Which stores?'))).toContain('has not started yet')
  })
})
