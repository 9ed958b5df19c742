import { describe, expect, test } from 'vitest'
import { joined } from '../../../src/features/linking/feature/persons.ts'
import { putSweep } from '../../../src/retention.ts'
import { addSampleDecisions } from '../../../src/sample/deciding.ts'
import { addDays } from '../../../src/schedule/calendar.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { monday, openHouse } from '../../support/house.ts'
import { withPortfolio } from '../decisions/decisions.ts'
import { type OpenRetro, openRetro } from './retros.ts'

const day = '2026-11-23'

/** Held to its end, by name. */
async function held(one: OpenRetro) {
  await one.start()
  await one.write('ana', 'c1', 'SECRET pair on reviews')
  await one.write('cleo', 'c2', 'SECRET meetings, *all* of them')
  for (let times = 0; times < 2; times += 1) await one.next()
  const { id } = await one.theme('SECRET pair on reviews')
  await one.dots('ana', id)
  await one.next()
  await one.house.submit('cleo', 'retro.comment', { theme: id }, { text: 'SECRET an hour a day' })
  await one.next()
  await one.submit('ana', 'act', { text: 'Book an hour', owner: String(one.id('dev')), due: '2026-12-01' })
  await one.next()
}

onBothDatabases((database) => {
  const open = async (guests?: number) =>
    openRetro((await database.fresh()).db, {
      sample: async (db) => {
        const house = await openHouse(db, guests === undefined ? {} : { guests })
        await withPortfolio(db)
        return house
      },
    })

  async function sweepAfter({ house, db }: OpenRetro, days: number) {
    house.clock.moveTo(new Date(Date.parse(`${addDays(day, days)}T12:00:00Z`)))
    await db.transact((tx) => putSweep(tx, house.clock.now()))
    while ((await house.app.runner.tick()) > 0);
    await house.app.outbox.drain()
  }

  describe('what happened since the last one', () => {
    async function withHistory(guests?: number) {
      const one = await open(guests)
      const { organizationId } = await one.db.read.crew.findUniqueOrThrow({ where: { id: one.crew } })
      await one.db.transact(async (tx) => {
        await addSampleDecisions(tx, organizationId, one.id, monday)
        await tx.round.create({
          data: {
            id: 900,
            organizationId,
            ritualId: (await tx.ritual.findFirstOrThrow()).id,
            crewId: one.crew,
            day: '2026-11-18',
          },
        })
        const blocker = { organizationId, crewId: one.crew, ownerId: one.id('paul'), roundId: 900, inAnswer: false }
        const openedAt = new Date('2026-11-18T09:00:00Z')
        await tx.blocker.create({
          data: {
            ...blocker,
            number: 1,
            text: 'No sandbox keys',
            openedAt,
            resolvedAt: new Date('2026-11-20T15:00:00Z'),
          },
        })
        await tx.blocker.create({ data: { ...blocker, number: 2, text: 'No test phone', openedAt } })
      })
      await one.start()
      return one
    }

    test('decisions, scope changes, dates and money, blockers and how long they stood: by initiative, of nobody', async () => {
      const one = await withHistory(0)
      const [facts = ''] = (await one.thread()).filter((text) => text.startsWith('What happened'))
      expect(facts).toContain('What happened since Mon 9 Nov 06:00')
      expect(facts).toMatch(
        /CHK Checkout v2\n- finish Fri 12 Mar 2027, on plan\n- spent 34,100 EUR, planned 120,000 EUR/,
      )
      expect(facts).toContain('- DEC-7 The beta goes out without accounts.')
      expect(facts).toContain('- SC-3 Smaller pilot: accepted')
      expect(facts).toContain('- B-1 No sandbox keys: stood 2 days\n- B-2 No test phone: stands since 5 days')
      // Too long ago to be news.
      expect(facts).not.toContain('DEC-1 ')
      for (const name of ['Ana', 'Paul', 'Cleo', 'Uma']) expect(facts).not.toContain(name)
    })

    test('money as each reader may see it: a channel with a guest sees percents, finance sees amounts', async () => {
      const one = await withHistory(1)
      const [facts = ''] = (await one.thread()).filter((text) => text.startsWith('What happened'))
      expect(facts).toContain('- spent: 28 % of budget')
      expect(facts).not.toContain('EUR')
      expect(await one.press('finn', 'facts')).toContain('spent 34,100 EUR')
      await one.db.transact((tx) => tx.crew.update({ where: { id: one.crew }, data: { money: 'hidden' } }))
      expect(await one.press('paul', 'facts')).toContain('spent: not shown here')
    })
  })

  describe('as files', () => {
    test('Markdown and CSV hold themes, notes, comments and promises; what was typed is text in both', async () => {
      const one = await open()
      await held(one)
      const md = await one.press('uma', 'export', { as: 'md' })
      expect(md).toContain('# R-1 Retrospective: Checkout\n\n2026-11-23, Start, stop, continue')
      expect(md).toContain(
        '### SECRET pair on reviews, 1 dot\n\n- SECRET pair on reviews (Ana)\n\n  > Cleo: SECRET an hour a day',
      )
      expect(md).toContain('- SECRET meetings, \\*all\\* of them (Cleo)')
      expect(md).toContain('- A-1 Book an hour: Dev, 2026-12-01, open')
      const csv = await one.house.said(await one.house.say('uma', '/tandem retro export R-1 csv'))
      expect(csv).toContain('R-1,note,Start,SECRET pair on reviews,1,SECRET pair on reviews,Ana,,')
      expect(csv).toContain('R-1,action item,,,,Book an hour,Dev,2026-12-01,open')
      expect(await one.house.said(await one.house.say('uma', '/tandem retro export R-1 pdf'))).toContain(
        'Write md or csv',
      )
      expect(await one.house.said(await one.house.say('uma', '/tandem retro export R-9'))).toContain('no retrospective')
    })

    test('who is not in the crew reads, writes and downloads nothing', async () => {
      const one = await open()
      await held(one)
      for (const [name, more] of [
        ['show', {}],
        ['notes', {}],
        ['export', { as: 'md' }],
        ['mine', {}],
        ['facts', {}],
      ] as const)
        expect(await one.press('gus', name, more)).toContain('not here any more')
      expect(await one.house.said(await one.house.say('gus', '/retro R-1'))).not.toContain('SECRET')
    })

    test('before grouping there is no file, and nothing is read', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'SECRET')
      expect(await one.press('ana', 'export', { as: 'csv' })).toContain('shown from grouping on')
      expect(await one.press('ana', 'show')).not.toContain('SECRET')
    })
  })

  describe('asked for alone', () => {
    test('/retro says where it stands and what I did; the list has them all; a crew is chosen where there are several', async () => {
      const one = await open()
      const say = async (account: string, line: string, channel?: string) =>
        one.house.said(await one.house.say(account, line, channel))
      expect(await say('ana', '/retro')).toContain('Checkout is in no retrospective now.')
      expect(await say('finn', '/retro')).toContain('Of which crew?')
      expect(await say('finn', '/retro now', 'checkout')).toBe('form retro.start')
      await one.start()
      await one.write('ana', 'c1', 'One')
      expect(await say('ana', '/retro')).toContain('You have written.')
      expect(await say('cleo', '/retro R-1')).toContain('You have not written yet.')
      expect(await say('cleo', '/retro list')).toContain('- R-1 Checkout, 2026-11-23: collect')
      expect(await say('cleo', '/tandem home')).toContain('R-1 Retrospective: Checkout waits for your notes')
      expect(await say('ana', '/tandem home')).not.toContain('waits for your notes')
      expect(await say('gus', '/retro R-1')).toContain('not here any more')
    })
  })

  describe('two hundred notes', () => {
    test('each a theme of its own: voted on theme by theme, one in the thread, and every note is read', async () => {
      const one = await open()
      await one.start({ dots: '3', perTheme: '2' })
      for (let times = 0; times < 10; times += 1)
        await one.write(
          'ana',
          'c1',
          ...Array.from({ length: 20 }, (_, at) => `Note ${times * 20 + at + 1} of many words`),
        )
      expect(await one.db.read.retroNote.count()).toBe(200)
      expect(await one.write('cleo', 'c2', ...Array(301).fill('x'))).toContain('c1: R-1 holds at most 500 notes')
      await one.next()
      await one.next()
      // 200 themes for each of 3 dots are just as many choices as fit.
      const [first = 0, second = 0] = (await one.db.read.retroTheme.findMany({ take: 2 })).map(({ id }) => id)
      await one.db.transact((tx) =>
        tx.retroTheme.create({ data: { retroId: 1, position: 500, name: 'One more', notes: {} } }),
      )
      const vote = (theme: number, count: number) =>
        one.submit('cleo', 'vote', { theme: String(theme), count: String(count) })
      expect(await vote(first, 3)).toContain('count: Give whole dots from 0 to 2')
      expect(await vote(first, 2)).toContain('2 dots are placed, 1 left.')
      expect(await vote(second, 2)).toContain('count: Give whole dots from 0 to 1')
      expect(await vote(second, 1)).toContain('3 dots are placed.')
      expect(await vote(first, 0)).toContain('1 dot is placed, 2 left.')
      await one.next()
      expect((await one.thread()).filter((text) => text.includes('Say something'))).toHaveLength(1)
      expect(await one.press('uma', 'notes')).toContain('[Read on]')
    })
  })

  describe('people and crews', () => {
    test('who comes takes part, who leaves without a word does not, who wrote stays; sides follow', async () => {
      const one = await open()
      await one.start()
      await one.write('paul', 'c1', 'One')
      await one.db.transact(async (tx) => {
        await tx.member.deleteMany({ where: { crewId: one.crew, personId: { in: [one.id('paul'), one.id('uma')] } } })
        await tx.member.create({
          data: { crewId: one.crew, personId: one.id('gus'), side: 'product', addedById: one.id('ana') },
        })
        await tx.member.updateMany({ where: { crewId: one.crew, personId: one.id('ben') }, data: { side: 'product' } })
        await one.house.app.chat.apply(
          tx,
          { facts: [{ fact: 'crew.changed', crewId: one.crew }] },
          one.house.clock.now(),
        )
      })
      await one.house.app.outbox.drain()
      expect(await one.board()).toContain('1 of 6 have written (project 1 of 2, product 0 of 4)')
      expect(await one.write('gus', 'c1', 'Two')).toContain('in.')
    })

    test('a watcher reads along', async () => {
      const one = await open()
      await one.db.transact((tx) =>
        tx.member.updateMany({ where: { personId: one.id('uma') }, data: { part: 'watches' } }),
      )
      await one.start()
      expect(await one.write('uma', 'c1', 'x')).toContain('You read along in R-1')
      expect(await one.start({}, 'uma')).toContain('You only watch')
    })

    test('two accounts of one person take part once, with everything that either did', async () => {
      const one = await open()
      await one.start({ facilitator: String(one.id('ben')) })
      await one.write('ben', 'c1', 'Mine')
      await one.next('ben')
      await one.next('ben')
      const { id } = await one.theme('Mine')
      await one.dots('ben', id)
      await one.db.transact(async (tx) => {
        const facts = await joined(tx, one.id('ana'), one.id('ben'))
        await one.house.app.chat.apply(tx, { facts }, one.house.clock.now())
      })
      await one.house.app.outbox.drain()
      expect((await one.newest()).facilitatorId).toBe(one.id('ana'))
      expect(await one.board()).toContain('1 of 5 have voted (project 1 of 2, product 0 of 3)')
      expect(await one.press('ana', 'dots')).toContain('1 of 5')
      expect((await one.db.read.retroNote.findFirstOrThrow()).authorId).toBe(one.id('ana'))
    })

    test('a deleted crew leaves nothing that was said in it on any card, and nothing happens to it any more', async () => {
      const one = await open()
      await held(one)
      await one.start({ pace: 'live' })
      const everything = async () =>
        (await Promise.all(one.house.posted.map(({ message }) => one.house.text(message)))).join('\n')
      expect(await everything()).toContain('SECRET')
      await one.db.transact(async (tx) => {
        await one.house.app.chat.apply(
          tx,
          { facts: [{ fact: 'crew.deleted', crewId: one.crew }] },
          one.house.clock.now(),
        )
        await tx.crew.delete({ where: { id: one.crew } })
      })
      await one.house.to(day, '09:00')
      expect(await everything()).not.toContain('SECRET')
      expect(await one.db.read.job.count({ where: { name: { startsWith: 'retro.' }, state: 'waiting' } })).toBe(0)
      expect(one.house.lines).toEqual([])
    })

    test('a crew without a channel hears of it in person', async () => {
      const one = await open()
      await one.db.transact((tx) => tx.channel.updateMany({ where: { crewId: one.crew }, data: { crewId: null } }))
      await one.start()
      await one.house.to(day, '09:35')
      expect((await one.house.seen('dm-paul')).join()).toContain('R-1 Retrospective: Checkout')
      await one.write('paul', 'c1', 'One')
      for (let times = 0; times < 4; times += 1) expect(await one.next()).toContain('is over.')
    })
  })

  describe('retention', () => {
    test('who took part goes after 90 days, what was said after 400; that there was one stays, and numbers go on', async () => {
      const one = await open()
      await held(one)
      await sweepAfter(one, 89)
      expect(await one.db.read.retroPerson.count()).toBe(7)
      await sweepAfter(one, 91)
      expect(await one.db.read.retroPerson.count()).toBe(0)
      expect(await one.db.read.retroNote.count()).toBe(2)
      expect(await one.press('ana', 'show')).toContain('Promised (1)')
      await sweepAfter(one, 401)
      for (const left of [one.db.read.retroNote, one.db.read.retroComment, one.db.read.retroTheme])
        expect(await (left as { count(): Promise<number> }).count()).toBe(0)
      expect(await one.press('ana', 'show')).not.toContain('SECRET')
      expect(await one.start()).toContain('R-2 has begun')
    })

    test('one that is open keeps everything, however old', async () => {
      const one = await open()
      await one.start()
      await one.write('ana', 'c1', 'One')
      await sweepAfter(one, 500)
      expect(await one.db.read.retroNote.count()).toBe(1)
      expect(await one.db.read.retroPerson.count()).toBe(7)
    })
  })
})
