import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openRetro } from './retros.ts'

onBothDatabases((database) => {
  const open = async () => openRetro((await database.fresh()).db)

  describe('a retro by hand', () => {
    test('from /retro now to a summary: written, grouped, voted on, talked about, promised, closed', async () => {
      const one = await open()
      const { house } = one
      expect(await house.said(await house.say('ana', '/retro now', 'checkout'))).toBe('form retro.start')
      expect(await one.start()).toContain('R-1 has begun, run by Ana.')
      expect(await house.said(await house.say('cleo', '/tandem retro now', 'checkout'))).toContain('is in R-1 now')
      expect(await one.board()).toContain('Start, stop, continue · run by Ana (project)')
      expect(await one.write('ana', 'c1', 'Pair on reviews', 'Demo every Friday')).toContain('Your 2 notes are in.')
      expect(await one.write('cleo', 'c1', 'Pairing on review')).toContain('Your note is in.')
      expect(await one.write('paul', 'c2', 'Meetings without an agenda')).toContain('in.')
      const collecting = await one.board()
      expect(collecting).toContain('3 of 6 have written (project 2 of 3, product 1 of 3)')
      expect(collecting).not.toContain('Pair on reviews')
      expect(await one.press('cleo', 'ready')).toContain('You are ready.')
      expect(await one.board()).toContain('1 of 6 are ready (project 0 of 3, product 1 of 3)')
      expect(await one.next('cleo')).toContain('R-1 is run by Ana')
      expect(await one.press('paul', 'notes')).toContain('from grouping on')
      expect(await one.next()).toBe('Collect is over.')
      expect(await one.write('ben', 'c1', 'Too late')).toContain('it is at Group now')
      expect(await one.board()).toContain('- Pair on reviews (Ana)')
      const [pair = '', pairing = ''] = await one.notes('Pair on reviews', 'Pairing on review')
      expect(await one.press('ana', 'alike')).toContain('Pairing on review (Cleo)')
      expect(await one.submit('ana', 'group', { name: 'Reviews', notes: [pair, pairing] })).toContain(
        '"Reviews" is a theme of 2 now. 2 notes are in none yet.',
      )
      expect(await one.next()).toBe('Group is over.')
      expect(await one.board()).toContain('Themes (3)')
      const [reviews, demo] = [await one.theme('Reviews'), await one.theme('Demo every Friday')]
      expect(await one.dots('ana', reviews.id, reviews.id, reviews.id, reviews.id)).toMatch(
        /^dot4: A theme gets at most/,
      )
      expect(await one.dots('ana', reviews.id, reviews.id, demo.id)).toContain('3 dots are placed, 2 left.')
      expect(await one.dots('cleo', reviews.id)).toContain('1 dot is placed, 4 left.')
      expect(await one.press('cleo', 'dots')).toContain('Your dots in R-1: 1 of 5')
      expect(await one.board()).toContain('2 of 6 have voted')
      expect(await one.next()).toBe('Vote is over.')
      expect(await one.db.read.retroDot.count()).toBe(0)
      expect((await one.thread()).some((text) => text.startsWith('Reviews · 3 dots'))).toBe(true)
      expect(
        await house.said(await house.submit('dev', 'retro.comment', { theme: reviews.id }, { text: 'An hour a day?' })),
      ).toContain('stands in the thread')
      expect((await one.thread('teams-checkout')).join('\n')).toContain('- Dev: An hour a day?')
      expect(await one.next()).toBe('Discuss is over.')
      expect(await one.next()).toContain('at least one action item')
      const action = { text: 'Book a review hour', owner: String(one.id('dev')), due: '2026-12-01' }
      expect(await one.submit('cleo', 'act', { ...action, due: '2020-01-01' })).toContain('has passed')
      expect(await one.submit('cleo', 'act', action)).toContain('Dev by Tue 1 Dec: it stands on the card of R-1.')
      expect(await one.press('ana', 'none')).toContain('has action items already')
      expect(await one.next()).toBe('R-1 is closed.')
      const summary = (await one.thread('teams-checkout')).at(-1)
      expect(summary).toContain('R-1 is closed. 4 notes, from 3 people, 3 themes, 1 action item.')
      expect(summary).toContain('- A-1 Book a review hour · Dev, due Tue 1 Dec')
      const { id: promised } = await one.db.read.actionItem.findFirstOrThrow({ where: { source: 'retro:1' } })
      expect(await one.press('paul', 'actions')).toContain('A-1')
      await house.press('dev', 'actions.done', { action: promised })
      expect((await one.thread('teams-checkout')).at(-1)).toContain('- A-1 Book a review hour · Dev, done')
      expect(await one.board()).toContain('Promised (1)')
      expect(house.posted.filter(({ conversation, under }) => conversation === 'checkout' && !under)).toHaveLength(1)
      expect(house.lines).toEqual([])
    })
  })
})
