import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../support/databases.ts'
import { openKickoff } from './kickoffs.ts'

onBothDatabases((database) => {
  const open = async (options: { guests?: number } = {}) => openKickoff((await database.fresh()).db, options)

  describe('the joint checklist', () => {
    test('says of each line what is there, or what is missing with the press that mends it; nothing begins by it', async () => {
      const one = await open()
      const list = await one.list()
      expect(list).toContain('3 of 10 are there. What is missing holds nobody up')
      expect(list).toContain('Presenters: Ana (Project), Cleo (Product)')
      expect(list).toContain('Missing\nWhy: Nobody has said why it is done.\nKey result: It is for no key result.')
      expect(list).toContain('[Say why] [Choose key results] [Set a baseline] [Add an activity] [Add a risk]')
      expect(list).toContain('Plan and baseline: Nobody has agreed on it: there is no baseline.')
      expect(list).toContain('/tandem align schedule does it.')
      for (const [press, form] of [
        ['portfolio.set-why', 'portfolio.set-why'],
        ['portfolio.baseline', 'portfolio.baseline'],
        ['portfolio.risk', 'portfolio.risk'],
        ['portfolio.add', 'portfolio.deliverable'],
        ['raci.add', 'raci.activity'],
      ] as const)
        expect(await one.house.press('ana', press, { initiative: one.chk })).toMatchObject({
          do: 'open',
          form: { id: form },
        })
      expect(await one.db.read.kickoff.count()).toBe(0)
    })

    test('what is mended is there at the next look', async () => {
      const one = await open()
      const { house, chk } = one
      const value = { initiative: chk }
      await house.submit('cleo', 'portfolio.set-why', value, {
        sentence: 'Shoppers leave',
        forWhom: 'shoppers',
        evidence: '',
      })
      await house.submit('ana', 'portfolio.baseline', value, { decision: 'DEC-1 agreed' })
      const ana = String(await one.idOf('Ana'))
      const risk = {
        text: 'Gateway is late',
        probability: '40',
        impact: '',
        impactDays: '5',
        response: '',
        owner: [ana],
        reviewOn: '2026-12-01',
      }
      await house.submit('ana', 'portfolio.risk', value, risk)
      await house.submit(
        'ana',
        'raci.activity',
        { ...value, activity: null },
        {
          activity: 'Build',
          phase: 'build',
          responsible: [ana],
          accountable: [ana],
          consulted: [],
          informed: [],
          remove: '',
        },
      )
      const list = await one.list()
      expect(list).toContain('Why: Shoppers leave For shoppers. Version 1 by Cleo, Mon 23 Nov 2026')
      expect(list).toContain('on plan; baseline v1 (DEC-1)')
      expect(list).toContain('Risks: 1 open; R1 Gateway is late (40 %), watched by Ana; no assumptions')
      expect(list).toContain('Who does what: 1 activity; answered for by Ana')
      expect(list).toContain('7 of 10 are there')
    })

    test('bare, it asks which of the initiatives of one’s crews; who is of no crew is told what to do', async () => {
      const one = await open()
      const form = await one.house.say('ana', '/tandem kickoff')
      expect(form).toMatchObject({ do: 'open', form: { id: 'kickoff.pick' } })
      const shown = await one.house.submit('ana', 'kickoff.pick', {}, { initiative: String(one.pay) })
      expect(await one.house.said(shown)).toContain('PAY Payments core: kickoff checklist')
      expect(await one.list('ana', '/tandem kickoff NOPE')).toContain('"NOPE" is not an initiative')
    })

    test('is shared where somebody wants it, without its buttons', async () => {
      const one = await open()
      await one.house.press('ana', 'kickoff.share', {
        share: 'kickoff.checklist',
        about: { initiative: one.chk },
        channel: (await one.db.read.channel.findFirstOrThrow({ where: { externalId: 'checkout' } })).id,
      })
      const shared = (await one.house.seen('checkout')).at(-1) ?? ''
      expect(shared).toContain('kickoff checklist')
      expect(shared).toContain('Shared by Ana.')
      expect(shared).not.toMatch(/\[(Say why|Begin)/)
    })
  })

  describe('a kickoff', () => {
    test('stands on one card in each channel of the crew, with the plan, who presents it and the three fixed lines', async () => {
      const one = await open()
      const before = one.house.posted.length
      expect(await one.begin()).toBe(
        'CHK kickoff is begun: its card is in every channel of Checkout. It closes Tue 24 Nov 17:00.',
      )
      const posted = one.house.posted.slice(before)
      expect(posted.map(({ conversation }) => conversation).sort()).toEqual(['checkout', 'teams-checkout'])
      const card = await one.card()
      for (const words of [
        'Dates: Mon 23 Nov 2026 to Mon 21 Dec 2026 · no baseline: nobody has agreed on these dates',
        'Money: budget 120,000 EUR · expected benefit 210,000 EUR',
        'Presented by: Ana (project) · Cleo (product)',
        'Who decides: nobody by this alone.',
        'Who sees your vote: nobody.',
        'Closes: Tue 24 Nov 17:00 · voted: project 0 of 3, product 0 of 3',
        '[0] [1] [2] [3] [4] [5] [My vote]',
      ])
        expect(card).toContain(words)
    })

    test('with all at three or more it says so with the sides, in the thread too, and asks nobody anything', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ ana: 3, dev: 5 })
      expect(await one.card()).toContain('[Close now]')
      expect(await one.close('dev')).toBe('CHK kickoff is closed and counted.')
      const line = 'Confidence 3 or more by all (project 3 of 3, product 3 of 3).'
      expect(await one.card()).toContain(line)
      expect(one.house.posted.filter(({ under }) => under !== undefined)).toHaveLength(2)
      expect(await one.db.read.kickoffAsked.count()).toBe(0)
      expect(await one.list()).toContain(`: ${line}`)
      expect(await one.close()).toContain('closed')
    })

    test('it closes by itself at its deadline, and counts who answered', async () => {
      const one = await open()
      await one.begin({ closes: 'tomorrow 12:00' })
      for (const account of ['ana', 'cleo']) await one.show(account, 4)
      expect(await one.close()).toBe('CHK kickoff still waits for 4 answers. It closes by itself at its deadline.')
      await one.house.to('2026-11-24', '12:05')
      expect(await one.card()).toContain('Confidence 3 or more by all who answered (project 1 of 3, product 1 of 3).')
    })

    test('nobody answered is no data', async () => {
      const one = await open()
      await one.begin()
      await one.house.to('2026-11-24', '17:05')
      expect(await one.card()).toContain('No data: nobody answered (project 0 of 3, product 0 of 3).')
    })

    test('those below three are asked alone, in their day’s message; what they say stands on the card without a name', async () => {
      const one = await open()
      const { house } = one
      await one.begin()
      await one.hands({ paul: 2, dev: 0 })
      await one.close()
      expect(await one.card()).toContain('Confidence below 3 by some (answered: project 3 of 3, product 3 of 3).')
      await house.to('2026-11-24', '15:45')
      const asked = async (account: string) =>
        (await house.seen(`dm-${account}`)).filter((text) => text.includes('what is your concern?'))
      for (const account of ['paul', 'dev']) {
        const [text, more] = await asked(account)
        expect(text).toContain(
          'Read by the Checkout crew, 7 people, on the card of the kickoff, without your name unless you add it.',
        )
        expect(more).toBeUndefined()
      }
      for (const account of ['ana', 'ben', 'cleo', 'uma', 'finn']) expect(await asked(account)).toEqual([])
      expect(await one.say('paul', '   ')).toBe('text: This is needed.')
      expect(await one.say('paul', 'The gateway is not there')).toContain('without your name')
      expect(await one.say('dev', 'No budget for ads', true)).toContain('with your name')
      const card = await one.card()
      expect(card).toContain('“The gateway is not there”')
      expect(card).toContain('“No budget for ads” by Dev')
      expect(card).not.toContain('“The gateway is not there” by')
      expect(await one.say('paul', 'once more')).toContain('Nothing is asked of you here')
      expect(await one.say('ana', 'mine')).toContain('Nothing is asked of you here')
      expect(await one.db.read.kickoffAsked.count()).toBe(0)
      expect(await one.press('dev', 'unsay')).toBe('It is taken back.')
      expect(await one.press('paul', 'unsay')).toContain('No concern of yours')
      expect(await one.card()).not.toContain('No budget for ads')
    })

    test('who has nothing to say passes, and nobody is told', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ uma: 1 })
      await one.close()
      const before = await one.card()
      expect(await one.press('uma', 'pass')).toContain('nobody is told that you were asked')
      expect(await one.press('uma', 'pass')).toContain('Nothing is asked of you here')
      expect(await one.card()).toBe(before)
    })

    test('an action from it is the actions’ own, and stands on the card until it is done', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ uma: 1 })
      await one.close()
      const ben = String(await one.idOf('Ben'))
      const act = async (raw: object) =>
        one.house.said(
          await one.house.submit('ana', 'kickoff.act', await one.value(), {
            text: 'Call the PSP',
            owner: [ben],
            due: 'fri',
            ...raw,
          }),
        )
      expect(await act({ due: 'whenever' })).toMatch(/^due: /)
      expect(await act({})).toContain('It is promised')
      expect(await one.db.read.actionItem.findFirstOrThrow()).toMatchObject({
        source: `kickoff:${(await one.newest()).id}`,
        initiativeId: one.chk,
      })
      expect(await one.card()).toMatch(/A-\d+ Call the PSP, Ben, due Fri 27 Nov/)
      await one.house.press('ben', 'actions.done', { action: (await one.db.read.actionItem.findFirstOrThrow()).id })
      expect(await one.card()).toMatch(/A-\d+ Call the PSP, Ben, done/)
    })

    test('asked again by its owners it is a new card with the plan of then, and the former one says so', async () => {
      const one = await open()
      await one.begin()
      await one.hands({ uma: 1 })
      await one.close()
      const former = await one.value()
      await one.house.submit('ana', 'portfolio.baseline', { initiative: one.chk }, { decision: 'DEC-1' })
      expect(await one.card()).toContain('The plan has baseline v1 since')
      const again = (account: string) =>
        one.house.submit(account, 'kickoff.again', former, { ...one.given, closes: 'wed' })
      expect(await one.house.said(await again('paul'))).toContain('that is for organization admins and its owners')
      expect(await one.house.said(await again('cleo'))).toContain('CHK kickoff 2 is begun')
      expect(await one.card()).toContain('baseline v1: Mon 21 Dec 2026 (DEC-1)')
      const old = one.house.posted.find(
        ({ conversation, message }) => conversation === 'checkout' && message.summary.includes('kickoff.'),
      )
      expect(old && (await one.house.text(old.message))).toContain(
        'Done anew since: CHK kickoff 2 is the one that counts.',
      )
      expect(await one.house.said(await again('cleo'))).toContain('It was done anew since')
      expect(await one.db.read.kickoffAsked.count()).toBe(0)
      const said = await one.house.submit('uma', 'kickoff.concern', former, { text: 'late', named: '' })
      expect(await one.house.said(said)).toContain('Nothing is asked of you here')
    })

    test('an open one is replaced only where the form says so; its ballots are not counted', async () => {
      const one = await open()
      await one.begin()
      await one.show('ana', 1)
      const first = await one.poll()
      expect(await one.begin({}, 'cleo')).toMatch(/^replace: CHK kickoff is open\. Switch this on/)
      expect(await one.begin({ replace: 'true' }, 'cleo')).toContain('CHK kickoff 2 is begun')
      const rows = await one.db.read.kickoff.findMany({ orderBy: { id: 'asc' } })
      expect(rows.map(({ state, number }) => [state, number])).toEqual([
        ['stopped', 1],
        ['open', 2],
      ])
      expect(await one.db.read.poll.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
        state: 'withdrawn',
        result: null,
        tokenKey: null,
      })
      await one.house.to('2026-11-24', '17:05')
      expect(await one.db.read.kickoffAsked.count()).toBe(0)
    })

    test('two who begin at the same moment begin one', async () => {
      const one = await open()
      const said = await Promise.all([one.begin({}, 'ana'), one.begin({}, 'cleo')])
      expect(said.filter((text) => text.includes('is begun'))).toHaveLength(1)
      expect(said.filter((text) => text.startsWith('replace: '))).toHaveLength(1)
      expect(await one.db.read.kickoff.count()).toBe(1)
    })

    test('what is wrong in the form stands beside its field, and nothing begins', async () => {
      const one = await open()
      const said = await one.begin({ project: String(await one.idOf('Cleo')), closes: 'yesterday' })
      expect(said).toBe('project: This choice is not offered any more. Choose another.')
      expect(await one.begin({ closes: 'yesterday' })).toMatch(/^closes: .*has passed/)
      expect(await one.db.read.kickoff.count()).toBe(0)
    })

    test('one who may not open votes, one without a crew and a retired one are refused with what to do', async () => {
      const one = await open()
      const { house, db, chk } = one
      expect(await one.begin({}, 'gus')).toMatch(/You cannot begin the kickoff of CHK|not here any more/)
      await db.transact((tx) => tx.initiative.update({ where: { id: chk }, data: { crewId: null } }))
      expect(await house.said(await house.press('ana', 'kickoff.begin', { initiative: chk }))).toContain(
        '/tandem initiative CHK gives it one',
      )
      await db.transact((tx) =>
        tx.initiative.update({ where: { id: chk }, data: { crewId: one.crew.id, phase: 'retired' } }),
      )
      expect(await house.said(await house.press('ana', 'kickoff.begin', { initiative: chk }))).toContain(
        'CHK is retired',
      )
      expect(await one.list()).toContain('CHK is retired: nothing begins any more.')
    })
  })
})
