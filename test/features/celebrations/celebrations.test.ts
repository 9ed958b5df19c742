import { describe, expect, test } from 'vitest'
import { chartsIn } from '../../../src/chat/message.ts'
import { directOf } from '../../../src/platforms/web/people.ts'
import { onBothDatabases } from '../../support/databases.ts'
import { openHouse } from '../../support/house.ts'
import { csv, withPlans } from '../portfolio/portfolio.ts'

onBothDatabases((database) => {
  async function open() {
    const { db } = await database.fresh()
    const house = await openHouse(db)
    const plans = await withPlans(house)
    await plans.paste('ana', csv('initiative,key,name,likely,after', 'CHK,M2,Pilot ready,0,M1', 'CHK,T3,Rollout,4,M2'))
    await db.transact((tx) => tx.job.deleteMany({ where: { name: { startsWith: 'standup.' } } }))
    await house.to('2026-11-23', '09:30')
    const tick = async () => {
      await house.app.runner.tick()
      await house.app.outbox.drain()
    }
    const finish = async (key: string, more: Record<string, string> = {}, account = 'ana') => {
      const value = { initiative: plans.chk }
      const said = await house.said(
        await house.submit(account, 'portfolio.progress', value, { key, percent: '100', ...more }),
      )
      await tick()
      return said
    }
    const newest = () => db.read.celebration.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const press = async (account: string, name: string, more: object = {}) =>
      house.said(await house.press(account, `celebrations.${name}`, { celebration: (await newest()).id, ...more }))
    const submit = async (account: string, name: string, raw: Record<string, string | string[]>) =>
      house.said(await house.submit(account, `celebrations.${name}`, { celebration: (await newest()).id }, raw))
    const drafts = async (account: string) =>
      (await house.seen(directOf(account))).filter((text) => text.startsWith('To celebrate?'))
    const inChannel = async (part: string, channel = 'checkout') =>
      (await house.seen(channel)).filter((text) => text.includes(part))
    const person = async (name: string) => (await house.person(name)).id
    return { house, db, ...plans, tick, finish, newest, press, submit, drafts, inChannel, person }
  }

  describe('a milestone reached', () => {
    test('is drafted for its project owner with both sides, and told only once they say so, in every channel', async () => {
      const at = await open()
      const { organizationId } = await at.house.person('Ana')
      const uma = await at.person('Uma')
      const day = new Date('2026-11-20T10:00:00Z')
      const decided = { proposedById: uma, acceptedById: uma, acceptedAt: day, at: day, state: 'accepted' as const }
      const what = {
        domain: 'what' as const,
        what: 'The beta goes out without accounts.',
        options: [],
        searched: 'beta',
      }
      const of = { organizationId, number: 7, initiativeId: at.chk, source: 'chat' }
      await at.db.transact((tx) => tx.decision.create({ data: { ...of, ...what, ...decided } }))
      await at.finish('M1')
      const [draft, ...more] = await at.drafts('ana')
      expect(more).toEqual([])
      expect(draft).toContain('the Checkout crew, in #checkout and Teams > Checkout')
      expect(draft).toContain('Beta is reached')
      expect(draft).toContain('CHK milestone M1, Mon 23 Nov.')
      expect(draft).toContain('Delivered by Ana. Shaped by Cleo and Uma.')
      expect(draft).toContain('Made possible by: DEC-7 The beta goes out without accounts')
      expect(draft).toContain('Value: too early to say.')
      expect(draft).toContain('[Announce] [Change...] [Not this time]')
      expect(await at.inChannel('Beta is reached')).toEqual([])
      expect(await at.press('paul', 'announce')).toContain('Whoever is asked and the owners')
      expect(await at.press('ana', 'announce')).toBe('Announced in #checkout and Teams > Checkout.')
      for (const channel of ['checkout', 'teams-checkout']) {
        const [card, ...others] = await at.inChannel('Beta is reached', channel)
        expect(others).toEqual([])
        expect(card).toContain('Delivered Mon 23 Nov; realized when its value shows.')
        expect(card).toContain('[Say thanks] [Someone is missing] [Tell the story]')
        expect(card).toContain('M1 Beta done Mon 23 Nov, M2 Pilot ready planned')
      }
      const posted = at.house.posted.find(({ message }) => message.summary === 'Beta is reached')
      expect(chartsIn(posted?.message.blocks ?? [])).toMatchObject([
        { chart: 'milestones', points: [{ done: true }, { done: false }] },
      ])
      expect((await at.drafts('ana'))[0]).toContain('Announced.')
      expect(await at.press('cleo', 'announce')).toContain('Announced.')
      expect(await at.inChannel('Beta is reached')).toHaveLength(1)
    })

    test('is celebrated once though it is closed twice, by two people at once, or after it was declined', async () => {
      const at = await open()
      await Promise.all([at.finish('M1'), at.finish('M1', {}, 'paul')])
      await at.finish('M1', { percent: '0' })
      await at.finish('M1')
      expect(await at.db.read.celebration.count()).toBe(1)
      expect(await at.press('ana', 'decline')).toContain('It is not asked again.')
      await at.finish('M1', { percent: '0' })
      await at.finish('M1')
      expect(await at.db.read.celebration.count()).toBe(1)
      expect(await at.drafts('ana')).toHaveLength(1)
      expect(await at.press('ana', 'announce')).toContain('Not this time')
    })

    test('with one side only named asks who from the other helped before it can be announced', async () => {
      const at = await open()
      await at.db.transact((tx) => tx.initiative.update({ where: { id: at.chk }, data: { productOwnerId: null } }))
      await at.finish('M1')
      const [draft] = await at.drafts('ana')
      expect(draft).toContain('Nobody from Product is named yet.')
      expect(draft).toContain('[Name them]')
      expect(draft).not.toContain('[Announce]')
      expect(await at.press('ana', 'announce')).toContain('Nobody from Product is named yet.')
      const raw = { title: 'The beta is live', project: [String(await at.person('Paul'))], forWhom: '', value: '' }
      expect(await at.submit('ana', 'change', raw)).toContain('Nobody from Product is named yet.')
      const dev = [String(await at.person('Dev'))]
      expect(await at.submit('ana', 'change', { ...raw, product: dev })).toBe('Saved. The draft reads so now.')
      expect((await at.drafts('ana'))[0]).toContain('Delivered by Paul. Shaped by Dev.')
      await at.press('ana', 'announce')
      expect((await at.inChannel('The beta is live'))[0]).toContain('Delivered by Paul. Shaped by Dev.')
    })

    test('names nobody who opted out, in the draft, in the forms, and on what stands already', async () => {
      const at = await open()
      const me = {
        zone: 'Berlin',
        workDays: 'mon-fri',
        workFrom: '09:00',
        workTo: '17:00',
        weeklyMost: '10',
        anniversaries: 'false',
      }
      const crew = await at.db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
      const mine = (side: string) => ({ ...me, [`side-${crew.id}`]: side, [`part-${crew.id}`]: 'takesPart' })
      const named = (account: string, side: string, celebrated: string) =>
        at.house.submit(account, 'setup.me', {}, { ...mine(side), celebrated })
      expect(await at.house.said(await named('uma', 'product', 'false'))).toContain('Saved.')
      await at.db.transact((tx) =>
        tx.deliverable.updateMany({ where: { initiativeId: at.chk, key: 'T1' }, data: { ownerId: 3, percent: 50 } }),
      )
      await at.finish('M1')
      const form = await at.house.press('ana', 'celebrations.change', { celebration: (await at.newest()).id })
      if (form.do !== 'open') throw new Error('no form')
      expect(JSON.stringify(form.form.inputs.product)).not.toContain('Uma')
      await at.press('ana', 'announce')
      expect((await at.inChannel('Beta is reached'))[0]).toContain('Shaped by Cleo.')
      expect(await at.house.said(await named('cleo', 'product', 'false'))).toContain('Saved.')
      const [card] = await at.inChannel('Beta is reached')
      expect(card).not.toContain('Cleo')
      await named('cleo', 'product', 'true')
      expect((await at.inChannel('Beta is reached'))[0]).toContain('Shaped by Cleo.')
    })

    test('is asked of the other owner where the first one is away, and stands on their page until they have said', async () => {
      const at = await open()
      const ana = await at.person('Ana')
      const away = { awayFrom: '2026-11-23', awayTo: '2026-12-04' }
      await at.db.transact((tx) => tx.person.update({ where: { id: ana }, data: away }))
      await at.finish('M1', {}, 'paul')
      expect(await at.drafts('ana')).toEqual([])
      expect(await at.drafts('cleo')).toHaveLength(1)
      expect(await at.house.said(await at.house.say('cleo', '/tandem home'))).toContain('TO CELEBRATE? Beta is reached')
      expect(await at.press('cleo', 'look')).toContain('[Announce]')
      await at.press('cleo', 'announce')
      expect(await at.house.said(await at.house.say('cleo', '/tandem home'))).not.toContain('TO CELEBRATE?')
    })

    test('lapses quietly after three days without a word, and a reopened one is not announced', async () => {
      const at = await open()
      await at.finish('M1')
      await at.finish('M1', { percent: '50' })
      expect(await at.press('ana', 'announce')).toContain('is not reached any more')
      await at.house.to('2026-11-26', '16:59')
      expect((await at.newest()).state).toBe('drafted')
      await at.house.to('2026-11-26', '17:01')
      expect((await at.newest()).state).toBe('lapsed')
      expect((await at.drafts('ana'))[0]).toContain('no news any more')
      expect(await at.press('ana', 'announce')).toContain('Nothing was changed.')
      expect(await at.inChannel('Beta is reached')).toEqual([])
    })

    test('is still drafted where the process was down for two days, and not after it is no news', async () => {
      const at = await open()
      const value = { initiative: at.chk }
      await at.house.submit('ana', 'portfolio.progress', value, { key: 'M1', percent: '100' })
      at.house.clock.moveTo(new Date('2026-11-25T10:00:00Z'))
      await at.tick()
      expect(await at.drafts('ana')).toHaveLength(1)
      await at.house.submit('ana', 'portfolio.progress', value, { key: 'M2', percent: '100' })
      at.house.clock.moveTo(new Date('2026-12-07T10:00:00Z'))
      await at.tick()
      expect(await at.drafts('ana')).toHaveLength(1)
      expect((await at.newest()).state).toBe('lapsed')
    })
  })

  describe('what the crew adds', () => {
    test('somebody who was missing, the story in the thread, and reactions with counts that can be taken back', async () => {
      const at = await open()
      await at.finish('M1')
      const dev = [String(await at.person('Dev'))]
      expect(await at.submit('paul', 'missing', { people: dev })).toContain('not announced yet')
      await at.press('ana', 'announce')
      expect(await at.submit('paul', 'missing', { people: dev })).toBe('Added: Dev.')
      expect((await at.inChannel('Beta is reached'))[0]).toContain('Shaped by Cleo and Dev.')
      await at.house.to('2026-11-24', '17:00')
      expect((await at.house.seen(directOf('dev'))).join()).toContain('You are named in a celebration')
      expect(await at.submit('uma', 'story', { text: 'It began with *eight* shoppers.' })).toBe('Told, in the thread.')
      const told = at.house.posted.filter(({ message }) => message.summary.startsWith('The story of'))
      expect(told.map(({ under }) => under !== undefined)).toEqual([true, true])
      expect((await at.inChannel('Uma tells:'))[0]).toContain('It began with *eight* shoppers.')
      expect(await at.press('paul', 'react', { reaction: 'clap' })).toBe('Clap: counted.')
      expect(await at.press('cleo', 'react', { reaction: 'clap' })).toBe('Clap: counted.')
      expect(await at.press('cleo', 'react', { reaction: 'rocket' })).toBe('Rocket: counted.')
      expect((await at.inChannel('Beta is reached'))[0]).toContain('[👏 Clap 2] [❤️ Heart] [🚀 Rocket 1]')
      expect(await at.press('cleo', 'react', { reaction: 'clap' })).toBe('Clap: taken back.')
      expect((await at.inChannel('Beta is reached'))[0]).toContain('[👏 Clap 1]')
      expect(await at.press('hanna', 'react', { reaction: 'clap' })).toContain('its own')
    })
  })

  describe('delivered, realized, a baseline kept', () => {
    async function delivered() {
      const at = await open()
      await at.house.submit('ana', 'portfolio.baseline', { initiative: at.chk }, { decision: 'Agreed.' })
      for (const key of ['T1', 'T2', 'M1', 'M2', 'T3']) await at.finish(key)
      return at
    }

    test('the last deliverable finished no later than agreed is a baseline kept; delivering it is another thing', async () => {
      const at = await delivered()
      const kinds = async () => (await at.db.read.celebration.findMany({ orderBy: { id: 'asc' } })).map(({ of }) => of)
      // Of one day and one plan only the milestones are drafted.
      expect(await kinds()).toEqual(['milestone', 'milestone'])
      const raw = { deliveredOn: '2026-11-23', outcomeCheckOn: '2026-12-28' }
      await at.house.submit('ana', 'portfolio.deliver', { initiative: at.chk }, raw)
      await at.tick()
      expect(await kinds()).toEqual(['milestone', 'milestone', 'delivered'])
      const [draft] = (await at.drafts('ana')).slice(-1)
      expect(draft).toContain('Checkout v2 is delivered')
      expect(draft).toContain('ahead of the baseline')
      expect(draft).toContain('too early to say. Its value is checked on Mon 28 Dec 2026.')
      expect(draft).toContain('Delivered Mon 23 Nov; realized when its value shows.')
    })

    test('a baseline is kept where no milestone of that day says so', async () => {
      const at = await open()
      await at.house.submit('ana', 'portfolio.baseline', { initiative: at.chk }, { decision: 'Agreed.' })
      for (const key of ['T1', 'T2', 'M1', 'M2']) await at.finish(key)
      await at.house.to('2026-11-24', '10:00')
      await at.finish('T3')
      expect(await at.newest()).toMatchObject({ of: 'baseline', key: `baseline.${at.chk}` })
      expect((await at.drafts('ana')).at(-1)).toContain('Checkout v2 kept its baseline')
    })

    test('realized is asked of whoever decides what it is worth, with its figures', async () => {
      const at = await delivered()
      const raw = { deliveredOn: '2026-11-23', outcomeCheckOn: '2026-12-28' }
      await at.house.submit('ana', 'portfolio.deliver', { initiative: at.chk }, raw)
      await at.house.submit('ana', 'portfolio.realize', { initiative: at.chk }, { day: '2026-11-23' })
      await at.tick()
      const [draft] = await at.drafts('cleo')
      expect(draft).toContain('Checkout v2 is worth it')
      expect(draft).toContain('Value: no data (0 of 0 key results report).')
      expect(draft).toContain('Realized: the value it was made for shows.')
      expect(draft).not.toContain('Delivered Mon')
    })

    test('a launch is one of what has customers, and is told once', async () => {
      const at = await open()
      const { name, key, methodology } = await at.db.read.initiative.findUniqueOrThrow({ where: { id: at.chk } })
      const crew = await at.db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
      const owners = { projectOwner: [String(await at.person('Ana'))], productOwner: [String(await at.person('Cleo'))] }
      const save = async (kind: string, phase: string) => {
        const raw = { key, name, methodology, kind, phase, crew: String(crew.id), ...owners }
        await at.house.submit('ana', 'portfolio.initiative', { initiative: at.chk }, raw)
        await at.tick()
      }
      await save('product', 'launch')
      expect(await at.newest()).toMatchObject({ of: 'delivered', key: `launched.${at.chk}`, state: 'drafted' })
      expect((await at.drafts('ana')).at(-1)).toContain('Checkout v2 is launched')
      await save('product', 'build')
      await save('product', 'launch')
      expect(await at.db.read.celebration.count()).toBe(1)
    })

    test('what is imported as history is no news', async () => {
      const at = await open()
      const rows = ['initiative,key,percent,finished', 'CHK,M1,100,2026-10-01']
      await at.paste('ana', csv(...rows))
      await at.tick()
      expect(await at.db.read.celebration.count()).toBe(0)
      await at.paste('ana', csv('initiative,key,percent,finished', 'CHK,M2,100,2026-11-20'))
      await at.tick()
      expect(await at.db.read.celebration.count()).toBe(1)
    })
  })

  describe('/milestone', () => {
    test('lists what is reached, what was celebrated, and celebrates what stands in no plan', async () => {
      const at = await open()
      await at.finish('M1')
      const list = await at.house.said(await at.house.say('paul', '/milestone CHK'))
      expect(list).toContain('M1 Beta: reached Mon 23 Nov 2026, waits to be confirmed')
      expect(list).toMatch(/M2 Pilot ready: planned/)
      const said = await at.house.said(await at.house.say('cleo', '/milestone "Beta live" CHK'))
      expect(said).toContain('Beta live')
      expect(said).toContain('[Announce]')
      expect(await at.house.said(await at.house.say('cleo', '/milestone "beta  LIVE" chk'))).toContain('[Announce]')
      expect(await at.db.read.celebration.count()).toBe(2)
      await at.press('cleo', 'announce')
      expect(await at.inChannel('Beta live')).toHaveLength(1)
      expect(await at.house.said(await at.house.say('cleo', '/milestone "Beta live" CHK'))).toContain(
        'celebrated already',
      )
      expect(await at.house.said(await at.house.say('paul', '/milestone'))).toContain('Beta live: reached')
      expect(await at.house.said(await at.house.say('cleo', '/milestone "Beta live" CKH'))).toContain('CHK')
      expect(await at.house.said(await at.house.say('cleo', '/milestone "Something else"'))).toBe(
        'form celebrations.hand',
      )
    })

    test('a milestone reached before is celebrated by hand, once', async () => {
      const at = await open()
      await at.paste('ana', csv('initiative,key,percent,finished', 'CHK,M1,100,2026-10-01'))
      const piece = await at.db.read.deliverable.findFirstOrThrow({ where: { key: 'M1' } })
      expect(await at.house.said(await at.house.say('paul', '/milestone CHK'))).toContain('[Celebrate]')
      const said = await at.house.said(
        await at.house.press('paul', 'celebrations.celebrate', { deliverable: piece.id }),
      )
      expect(said).toContain('CHK milestone M1, Thu 1 Oct')
      await at.press('paul', 'announce')
      await at.finish('M1', { percent: '0' })
      await at.finish('M1')
      expect(await at.db.read.celebration.count()).toBe(1)
    })
  })

  describe('anniversaries', () => {
    test('of members and initiatives are told only where they asked for it, once a year, though the process slept', async () => {
      const at = await open()
      const crew = await at.db.read.crew.findFirstOrThrow({ where: { name: 'Checkout' } })
      const since = new Date('2024-11-25T10:00:00Z')
      await at.db.transact((tx) => tx.member.updateMany({ where: { crewId: crew.id }, data: { toldAt: since } }))
      const paul = await at.person('Paul')
      await at.db.transact((tx) => tx.person.update({ where: { id: paul }, data: { anniversaries: true } }))
      const raw = { key: 'CHK', name: 'Checkout v2', kind: 'project', methodology: 'hybrid', phase: 'build' }
      const form = {
        ...raw,
        crew: String(crew.id),
        projectOwner: [String(await at.person('Ana'))],
        productOwner: [String(await at.person('Cleo'))],
        startOn: '2025-11-26',
        anniversaries: 'true',
      }
      await at.db.transact((tx) => tx.initiative.update({ where: { id: at.chk }, data: { startOn: '2025-11-26' } }))
      const saved = await at.house.said(
        await at.house.submit('ana', 'portfolio.initiative', { initiative: at.chk }, form),
      )
      expect(saved).toContain('CHK Checkout v2')
      await at.house.to('2026-11-25', '10:00')
      const [years, ...more] = await at.inChannel('2 years in Checkout')
      expect(more).toEqual([])
      expect(years).toContain('Paul')
      expect(years).not.toContain('Ana')
      at.house.clock.moveTo(new Date('2026-11-27T13:00:00Z'))
      await at.tick()
      expect(await at.inChannel('One year of CHK Checkout v2')).toHaveLength(1)
      await at.house.to('2026-11-30', '10:00')
      expect(await at.inChannel('years in Checkout')).toHaveLength(1)
      await at.db.transact((tx) => tx.person.update({ where: { id: paul }, data: { anniversaries: false } }))
      await at.db.transact((tx) => tx.initiative.update({ where: { id: at.chk }, data: { anniversaries: false } }))
      await at.house.to('2026-12-02', '10:00')
      expect(await at.db.read.job.count({ where: { name: 'celebrations.day', state: 'waiting' } })).toBe(0)
    })
  })

  describe('people', () => {
    test('two accounts of one person are named once and count once', async () => {
      const at = await open()
      await at.finish('M1')
      const [paul, dev] = [await at.person('Paul'), await at.person('Dev')]
      await at.press('ana', 'announce')
      await at.submit('ana', 'missing', { people: [String(paul), String(dev)] })
      for (const account of ['paul', 'dev']) await at.press(account, 'react', { reaction: 'heart' })
      const joined = { fact: 'person.joined' as const, personId: paul, formerId: dev }
      await at.db.transact((tx) => at.house.app.chat.apply(tx, { facts: [joined] }, at.house.clock.now()))
      await at.house.app.outbox.drain()
      const [card] = await at.inChannel('Beta is reached')
      expect(card).toContain('❤️ Heart 1')
      expect(JSON.stringify((await at.newest()).words)).not.toContain(`[${dev}]`)
    })
  })
})
