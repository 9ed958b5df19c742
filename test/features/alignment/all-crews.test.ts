import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/db.ts'
import { feedOf } from '../../../src/features/alignment/feature/looking.ts'
import { crewById } from '../../../src/people/crews.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openAlignment } from './alignment.ts'

/** The board holds it; Ana and Cleo own initiatives, and are in another crew, and Uma owns none. Ben is admin. */
async function openForAll(db: Db) {
  const at = await openAlignment(db, { portfolio: true })
  const board = await at.db.read.crew.findFirstOrThrow({ where: { name: 'Commerce board' } })
  const ben = await at.person('Ben')
  await at.db.transact((tx) =>
    tx.member.create({
      data: { crewId: board.id, personId: ben, side: 'project', addedById: ben, toldAt: new Date(0) },
    }),
  )
  const cleo = await at.person('Cleo')
  const uma = await at.person('Uma')
  await at.db.transact((tx) =>
    tx.initiative.updateMany({ where: { productOwnerId: uma }, data: { productOwnerId: cleo } }),
  )
  const set = (account: string, raw: Record<string, string>) =>
    at.submit(
      account,
      'schedule',
      { crew: board.id },
      { followUp: '', strategicReview: '', planning: '', shift: 'previous', yearFrom: '1', ...raw },
    )
  return { ...at, board, set }
}

const quarterly = { strategicReview: 'first monday of the quarter 10:00' }

onBothDatabases((database) => {
  const open = async () => openForAll((await database.fresh()).db)

  describe('a session of all crews', () => {
    test('is set by an admin, says so, and looks at what every crew works on', async () => {
      const at = await open()
      const told = await at.set('ben', { ...quarterly, covers: 'organization' })
      expect(told).toContain('Strategic review of all crews: first monday of the quarter 10:00')
      await at.house.to('2026-12-31', '09:01')
      const preRead = await at.direct('gus')
      expect(preRead).toContain('Strategic review of all crews, Mon 4 Jan 2027')
      expect(preRead).toContain('Held by Commerce board.')
      const initiatives = await at.db.read.initiative.count({ where: { phase: { not: 'retired' } } })
      expect(preRead).toContain(`of ${initiatives} initiatives on date`)
    })

    test('asks the owners of other crews’ initiatives, who answer, add points and see it as its members do', async () => {
      const at = await open()
      await at.set('ben', { ...quarterly, covers: 'organization' })
      await at.house.to('2026-12-31', '09:32')
      const { id } = await at.next()
      expect(await at.direct('uma')).not.toContain('all crews')
      for (const account of ['ana', 'cleo']) expect(await at.direct(account)).toContain('Strategic review of all crews')
      expect(await at.roots()).toEqual([])
      expect(await at.press('cleo', 'come', { session: id })).toBe('You will be there.')
      expect(await at.press('uma', 'come', { session: id })).toContain('Only members of Commerce board')
      expect(await at.direct('gus')).toMatch(/Coming: .*product Cleo/)
      expect(await at.say('ana', '/align point "One price list"')).toBe(
        'Added to Strategic review of all crews, Mon 4 Jan 2027.',
      )
      expect(await at.say('ana', '/align')).toContain('One price list')
      expect(await at.say('uma', '/align')).not.toContain('all crews')
    })

    test('closes with who was there, guests too, by side', async () => {
      const at = await open()
      await at.set('ben', { ...quarterly, covers: 'organization' })
      await at.house.to('2027-01-04', '10:01')
      const { id } = await at.next()
      const there = [await at.person('Cleo'), await at.person('Gus')].map(String)
      await at.submit('gus', 'close', { session: id }, { there, summary: '' })
      await at.house.to('2027-01-05', '09:01')
      expect(await at.direct('mira')).toMatch(/There: project 1 of \d+ \(Gus\) · product 1 of \d+ \(Cleo\)/)
    })

    test('may look at all crews in reviews only', async () => {
      const at = await open()
      const told = await at.set('ben', { ...quarterly, followUp: 'monthly last friday 09:00', covers: 'longer' })
      expect(told).toContain('Follow-up: last friday')
      expect(told).toContain('Strategic review of all crews: ')
      const sessions = await at.sessions()
      expect(sessions.map(({ kind, covers }) => `${kind} ${covers}`).sort()).toEqual([
        'followUp crew',
        'strategicReview organization',
      ])
    })

    test('is not made so by somebody who is no admin, and stays so when one of them changes its time', async () => {
      const at = await open()
      expect(await at.set('gus', { ...quarterly, covers: 'organization' })).not.toContain('of all crews')
      expect(await at.set('ben', { ...quarterly, covers: 'organization' })).toContain('of all crews')
      expect(await at.set('gus', { strategicReview: 'first tuesday of the quarter 10:00' })).toContain(
        'Strategic review of all crews: first tuesday of the quarter 10:00',
      )
      const [session] = await at.sessions()
      expect(session).toMatchObject({ covers: 'organization', day: '2027-01-05' })
    })

    test('stands in the calendar of whoever owns an initiative, and of nobody else outside the crew', async () => {
      const at = await open()
      await at.set('ben', { ...quarterly, covers: 'organization' })
      const crew = await crewById(at.db.read, at.crew.id)
      if (!crew) throw new Error('The crew is gone')
      const now = at.house.clock.now()
      const feed = async (name: string) => feedOf(at.db.read, crew, await at.person(name), now)
      expect(await feed('Cleo')).toContain('SUMMARY:Strategic review: all crews')
      expect(await feed('Uma')).not.toContain('all crews')
    })

    test('an agenda gives each why the sides of its own crew', async () => {
      const at = await open()
      await at.set('ben', { ...quarterly, covers: 'organization' })
      const chk = await at.db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
      const why = await at.db.read.why.findFirstOrThrow({ where: { initiativeId: chk.id }, orderBy: { id: 'desc' } })
      const uma = await at.person('Uma')
      await at.db.transact((tx) =>
        tx.whyVoice.upsert({
          where: { whyId_personId: { whyId: why.id, personId: uma } },
          create: { whyId: why.id, personId: uma, agrees: false, reason: 'No one asked us', at: at.house.clock.now() },
          update: { agrees: false, reason: 'No one asked us' },
        }),
      )
      await at.house.to('2026-12-31', '09:01')
      expect(await at.say('gus', '/align')).toMatch(
        /CHK: not everybody stands behind its why \(project \d of 3, product \d of 3\)/,
      )
    })
  })
})
