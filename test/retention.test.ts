import { describe, expect, test } from 'vitest'
import type { Db } from '../src/db.ts'
import { createLinks } from '../src/links.ts'
import { firstTime } from '../src/people/seen.ts'
import { putSweep } from '../src/retention.ts'
import { ensureRound } from '../src/rounds/store.ts'
import { addDays } from '../src/schedule/calendar.ts'
import { onBothDatabases } from './support/databases.ts'
import { newestRound, nobody, type OpenHouse, openHouse } from './support/house.ts'

const first = '2026-11-23'
const dayMs = 86_400_000

/** A first round with answers, a blocker and a question; then no other round for a long time. */
async function held(house: OpenHouse) {
  const { db } = house
  await house.to(first, '09:30')
  const { id: round } = await newestRound(db)
  const answers = [
    house.submit('paul', 'standup.answer', { round }, { p1: 'Form done', p3: 'No keys', helper: 'anyone' }),
    house.submit('cleo', 'standup.answer', { round }, { v1: 'Five of eight', v3: 'Without accounts?', helper: 'side' }),
    house.submit('ana', 'standup.answer', { round }, { p1: 'Data ready', ...nobody }),
  ]
  for (const answer of answers) await answer
  await house.press('ben', 'standup.skip', { round })
  await house.write('dev', 'a draft of mine')
  await house.to(first, '23:00')
  return round
}

async function pause(db: Db) {
  await db.transact(async (tx) => {
    await tx.ritual.updateMany({ data: { active: false } })
    await tx.job.deleteMany({ where: { state: 'waiting' } })
  })
}

/** So many days after the first round, as a process does that starts then. */
async function sweepAfter(house: OpenHouse, days: number) {
  house.clock.moveTo(new Date(Date.parse(`${addDays(first, days)}T12:00:00Z`)))
  await house.db.transact((tx) => putSweep(tx, house.clock.now()))
  while ((await house.app.runner.tick()) > 0);
  await house.app.outbox.drain()
}

const ofRound = (roundId: number) => ({ where: { roundId } })

onBothDatabases((database) => {
  describe('retention', () => {
    test('participation stays 90 days and goes on the 91st; what was said stays', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const round = await held(house)
      await pause(db)
      await sweepAfter(house, 90)
      expect(await db.read.participation.count(ofRound(round))).toBe(6)
      await sweepAfter(house, 91)
      expect(await db.read.participation.count(ofRound(round))).toBe(0)
      const answers = await db.read.standupAnswer.findMany(ofRound(round))
      // Who skipped said nothing.
      expect(answers.map(({ skipped }) => skipped)).toEqual([false, false, false])
    })

    test('what was said goes after 400 days, with drafts, blockers and questions, and numbers go on', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const round = await held(house)
      await pause(db)
      expect(await db.read.standupDraft.count(ofRound(round))).toBe(1)
      const before = await db.read.blocker.findFirstOrThrow({ where: { roundId: round } })
      await sweepAfter(house, 400)
      expect(await db.read.standupAnswer.count(ofRound(round))).toBe(3)
      await sweepAfter(house, 401)
      expect(await db.read.standupAnswer.count(ofRound(round))).toBe(0)
      expect(await db.read.standupDraft.count(ofRound(round))).toBe(0)
      expect(await db.read.sideQuestion.count(ofRound(round))).toBe(0)
      expect(await db.read.blocker.findMany(ofRound(round))).toMatchObject([
        { number: before.number, text: '', ownerId: 0, needsPersonId: null },
      ])
      const { crewId } = before
      await db.transact((tx) => tx.ritual.updateMany({ data: { active: true } }))
      const { ritualId } = await newestRound(db)
      const { id: next } = await db.transact((tx) =>
        ensureRound(tx, { id: ritualId, crewId, organizationId: before.organizationId }, addDays(first, 402)),
      )
      await house.submit('paul', 'standup.answer', { round: next }, { p1: 'Again', p3: 'No keys', helper: 'anyone' })
      const open = await db.read.blocker.findMany({ where: { crewId, resolvedAt: null, text: { not: '' } } })
      expect(open.map(({ number }) => number)).toEqual([before.number + 1])
    })

    test('an old digest that is drawn again says what was deleted, and never 0 of 0', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const round = await held(house)
      await pause(db)
      const draw = async () => {
        const message = await house.app.draw({ kind: 'standup.digest', key: String(round) }, 'web')
        return message ? house.text(message) : ''
      }
      expect(await draw()).toContain('3 of 5')
      await sweepAfter(house, 91)
      const later = await draw()
      expect(later).not.toMatch(/\d of \d/)
      expect(later).toContain('Who took part was deleted for its age')
      expect(later).toContain('Form done')
      await sweepAfter(house, 401)
      expect(await draw()).toContain('What was said was deleted for its age')
      expect(await draw()).not.toMatch(/Nobody answered|B-\d/)
      expect(await house.said(await house.press('ana', 'standup.read', { round }))).toContain('deleted for its age')
      expect(await house.said(await house.press('ana', 'standup.missing', { round }))).toContain('deleted for its age')
    })

    test('a report and the history over deleted participation say since when there is data', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await held(house)
      await pause(db)
      await sweepAfter(house, 91)
      const line = `/tandem standup report ${first} ${addDays(first, 91)}`
      const report = await house.said(await house.say('ana', line))
      expect(report).toContain('no data (0 expected in 0 rounds); no data before Tue 24 Nov 2026')
      expect(report).toContain('Blockers opened: 1, of which 0 resolved')
      const history = await house.said(await house.say('ana', '/tandem standup history'))
      expect(history).toContain('no data: deleted for its age')
      expect(history).not.toContain('0 of 0')
    })

    test('an answer changed in a round whose participation is gone is taken, and forgotten again', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const round = await held(house)
      await pause(db)
      await sweepAfter(house, 91)
      expect(await house.said(await house.press('ana', 'standup.delete', { round }))).toContain('is deleted')
      await house.submit('ana', 'standup.answer', { round }, { p1: 'Late', ...nobody })
      await sweepAfter(house, 92)
      expect(await db.read.participation.count(ofRound(round))).toBe(0)
    })

    test('a file that was handed over goes with its link, by the machine’s clock', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const file = { name: 'a.csv', type: 'text/csv', content: new TextEncoder().encode('a,b') }
      const at = (ms: number) =>
        createLinks({ db, secret: 's', publicUrl: 'https://a.io', now: () => Date.now() + ms }).hand(
          { platform: 'web', installation: 'none' },
          file,
        )
      await at(0)
      await sweepAfter(house, 1)
      expect(await db.read.handedFile.count()).toBe(1)
      for (let count = 0; count < 3; count += 1) await at(-16 * 60_000)
      await sweepAfter(house, 2)
      expect(await db.read.handedFile.count()).toBe(1)
    })

    test('machinery goes after 30 days, but not the copies of what may still change', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const round = await held(house)
      await house.to('2026-11-24', '23:00')
      const { id: newest } = await newestRound(db)
      expect(newest).not.toBe(round)
      await pause(db)
      await db.transact((tx) => firstTime(tx, 'slack', 'Ev1', house.clock.now()))
      const done = await db.read.job.count({ where: { state: 'done' } })
      expect(done).toBeGreaterThan(5)
      const messages = await db.read.dayMessage.count()
      await sweepAfter(house, 29)
      expect(await db.read.dayMessage.count()).toBe(messages)
      await db.transact((tx) => tx.delivery.updateMany({ data: { dueAt: new Date(Date.now() - 31 * dayMs) } }))
      await sweepAfter(house, 40)
      expect(await db.read.job.findMany({ where: { name: { not: 'retention.sweep' } } })).toEqual([])
      expect(await db.read.seenRequest.count()).toBe(0)
      const items = await db.read.dayItem.findMany()
      expect(
        items.filter(({ cardKind }) => cardKind === 'standup.prompt').map(({ cardKey }) => cardKey.split(':')[0]),
      ).not.toContain(String(round))
      expect(items.some(({ cardKey }) => cardKey.startsWith(`${newest}:`))).toBe(true)
      expect(await db.read.dayMessage.count()).toBeLessThan(messages)
      // The digest follows whoever deletes their answer, however late.
      const digest = { card: { kind: 'standup.digest', key: String(round) } }
      expect(await db.read.delivery.count({ where: digest })).toBe(2)
      await house.press('ana', 'standup.delete', { round })
      const shown = house.posted.filter(
        ({ conversation, message }) => !conversation.startsWith('dm-') && message.summary.includes('Mon 23 Nov'),
      )
      expect(shown).toHaveLength(2)
      for (const { message } of shown) expect(await house.text(message)).not.toContain('Data ready')
    })

    test('it puts itself for the next day, runs once however often it is started, and in batches', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await pause(db)
      await db.transact((tx) =>
        tx.job.createMany({
          data: Array.from({ length: 1_500 }, (_, index) => ({
            name: 'old',
            key: String(index),
            due: new Date(0),
            state: 'done' as const,
            doneAt: new Date(0),
          })),
        }),
      )
      await sweepAfter(house, 1)
      await sweepAfter(house, 1)
      const sweeps = await db.read.job.findMany({ where: { name: 'retention.sweep' }, orderBy: { id: 'asc' } })
      expect(sweeps.map(({ key, state }) => `${key} ${state}`).sort()).toEqual([
        '2026-11-24 done',
        '2026-11-24:1 done',
        '2026-11-25 waiting',
      ])
      expect(await db.read.job.count({ where: { name: 'old' } })).toBe(0)
    })
  })
})
