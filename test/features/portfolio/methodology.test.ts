/** What a methodology asks of an initiative, in words and in what is refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import {
  methodologyChoices,
  missingText,
  practiceWords,
  ritualWords,
  uses,
  usesText,
  without,
} from '../../../src/features/portfolio/rules/methodology.ts'
import { methodologies } from '../../../src/features/portfolio/rules/records.ts'
import { methodologyWords } from '../../../src/features/portfolio/rules/words.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from './portfolio.ts'

describe('a methodology', () => {
  it('is the same in docs/methodologies.md and in the code', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/methodologies.md'), 'utf8')
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
    expect(rows[0]?.slice(1)).toEqual(methodologies.map((one) => methodologyWords[one].toLowerCase()))
    const words = { ...ritualWords, ...practiceWords }
    expect(rows.slice(2)).toEqual(
      (Object.keys(words) as (keyof typeof words)[]).map((what) => [
        words[what],
        ...methodologies.map((one) => uses[one][what]),
      ]),
    )
  })

  it('is said in words, and in a list in at most the 75 characters that Slack shows', () => {
    expect(usesText('agile', practiceWords)).toBe(
      'outcome checks expected; baselines by decision and milestones offered; no gates',
    )
    expect(usesText('hybrid', ritualWords)).toBe(
      'stand-up, retrospective, scope-change vote, milestone celebration and alignment session expected; steering poll offered',
    )
    expect(Object.values(methodologyChoices).filter((text) => text.length > 75)).toEqual([])
  })

  it('misses only what it expects and what is known not to be there', () => {
    const nothing = { gates: false, baselines: false, milestones: false }
    expect(missingText('phaseGate', nothing)).toBe('gates, baselines by decision and milestones')
    expect(missingText('hybrid', nothing)).toBe('baselines by decision and milestones')
    expect(missingText('agile', nothing)).toBeNull()
    expect(missingText('phaseGate', { ...nothing, baselines: true, milestones: true })).toBe('gates')
  })

  it('without gates says so, and which ones have them', () => {
    expect(without({ key: 'CHK', methodology: 'hybrid' }, 'gates')).toBeNull()
    expect(without({ key: 'CHK', methodology: 'waterfall' }, 'gates')).toMatch(
      /^CHK is done the waterfall way, which has no gates\. Nothing was changed\. .* it can be made phase-gate or hybrid\.$/,
    )
  })
})

onBothDatabases((database) => {
  async function atWork() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const plans = await withPlans(house)
    const ids = async (...names: string[]) =>
      Promise.all(names.map(async (name) => String((await house.person(name)).id)))
    const be = (methodology: string) => plans.paste('ana', csv('key,methodology', `CHK,${methodology}`))
    const shows = async () => house.said(await house.say('ana', '/tandem initiative CHK'))
    const around = async (account = 'ana') =>
      house.said(await house.press(account, 'portfolio.around', { initiative: plans.chk }))
    const addGate = async () =>
      house.said(
        await house.submit(
          'ana',
          'portfolio.gate',
          { initiative: plans.chk },
          { name: 'Gate 2', must: 'Tested', projectKeeper: await ids('Ben') },
        ),
      )
    const decide = async (account: string, gate: number, raw: Record<string, string>) =>
      house.said(await house.submit(account, 'portfolio.decide', { gate }, raw))
    return { ...house, ...plans, be, shows, around, addGate, decide }
  }

  describe('an initiative', () => {
    test('says what its methodology expects, offers and has not, and what is not there yet', async () => {
      const house = await atWork()
      await house.be('phase-gate')
      expect(await house.shows()).toContain(
        'Plan: gates, baselines by decision, milestones and outcome checks expected',
      )
      expect(await house.shows()).toContain('Not there yet: gates and baselines by decision')
      await house.addGate()
      await house.submit('ana', 'portfolio.baseline', { initiative: house.chk }, { decision: 'Kick-off' })
      expect(await house.shows()).not.toContain('Not there yet')
      await house.be('agile')
      expect(await house.shows()).toContain('Rituals: stand-up, retrospective and alignment session expected')
      const form = await house.press('ana', 'portfolio.edit', { initiative: house.chk })
      expect(JSON.stringify(form)).toContain('Agile: stand-ups and retrospectives, no gates')
    })

    test('whose methodology has no gates takes none, by button or by form', async () => {
      const house = await atWork()
      expect(await house.said(await house.say('ana', 'plan CHK'))).toContain('[Add gate]')
      await house.be('agile')
      expect(await house.said(await house.say('ana', 'plan CHK'))).not.toContain('[Add gate]')
      const refused = 'CHK is done the agile way, which has no gates.'
      expect(await house.said(await house.press('ana', 'portfolio.gate', { initiative: house.chk }))).toContain(refused)
      expect(await house.addGate()).toContain(refused)
      expect(await house.db.read.gate.count()).toBe(0)
    })

    test('keeps the gates it had when it is done another way: nobody decides them until it is changed back', async () => {
      const house = await atWork()
      await house.addGate()
      const { id } = await house.db.read.gate.findFirstOrThrow()
      await house.be('waterfall')
      expect(await house.around()).toContain('these are kept from before, and nobody decides them')
      expect(await house.around()).not.toContain('[Decide Gate 2]')
      expect(await house.decide('ana', id, { outcome: 'kill', reason: 'x' })).toContain('which has no gates')
      await house.be('hybrid')
      expect(await house.around()).toContain('[Decide Gate 2]')
      expect(await house.decide('ben', id, { outcome: 'kill', reason: 'Too late' })).toBe('CHK, "Gate 2": kill.')
    })
  })

  describe('a hold', () => {
    const hold = { outcome: 'hold', holdUntil: '2026-11-24' }
    const asked = (house: Awaited<ReturnType<typeof atWork>>, account: string) =>
      house.posted.filter(
        ({ conversation, message }) => conversation === `dm-${account}` && message.summary.includes('the hold ends'),
      )

    test('ends with a question to the gatekeepers on its day, once; later it says that it is over', async () => {
      const house = await atWork()
      await house.addGate()
      const { id } = await house.db.read.gate.findFirstOrThrow()
      expect(await house.decide('ana', id, hold)).toBe(
        'CHK, "Gate 2": hold until Tue 24 Nov 2026: then its gatekeepers are asked again.',
      )
      await house.to('2026-11-24', '12:00')
      const [first] = asked(house, 'ben')
      if (!first) throw new Error('nobody asked')
      expect(asked(house, 'ben')).toHaveLength(1)
      expect(asked(house, 'ana')).toHaveLength(0)
      expect(await house.text(first.message)).toContain('[Decide]')
      await house.decide('ben', id, { outcome: 'hold', holdUntil: '2026-11-25' })
      expect(await house.text(first.message)).not.toContain('[Decide]')
      await house.to('2026-11-25', '12:00')
      expect(asked(house, 'ben')).toHaveLength(2)
    })

    test('asks nobody where the initiative is done without gates meanwhile, or was decided', async () => {
      const house = await atWork()
      await house.addGate()
      const { id } = await house.db.read.gate.findFirstOrThrow()
      await house.decide('ana', id, hold)
      await house.be('agile')
      await house.to('2026-11-24', '12:00')
      expect(asked(house, 'ben')).toHaveLength(0)
    })
  })
})
