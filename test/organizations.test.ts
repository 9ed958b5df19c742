import { describe, expect, test } from 'vitest'
import type { Db } from '../src/db.ts'
import { installation } from '../src/platforms/web/people.ts'
import { onBothDatabases } from './support/databases.ts'
import { newestRound, openHouse } from './support/house.ts'
import { activityOf, decisionOf, guardedOf, portfolioOf, scopeOf, steered, votedOn } from './support/owned-plans.ts'
import {
  alignmentOf,
  assumptionOf,
  celebrationOf,
  experimentOf,
  kickoffOf,
  lookedBack,
  offeredLink,
  prioritizationOf,
  pulseOf,
} from './support/owned-rituals.ts'

/** Every row of every table, so that any change anywhere shows. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
  const tables = [
    'organization',
    'person',
    'crew',
    'member',
    'channel',
    'ritual',
    'round',
    'participation',
    'standupAnswer',
    'standupDraft',
    'blocker',
    'sideQuestion',
    'channelLink',
    'installationLink',
    'objective',
    'keyResult',
    'keyResultReading',
    'initiative',
    'initiativeKeyResult',
    'why',
    'whyVoice',
    'deliverable',
    'dependency',
    'booking',
    'currencyRate',
    'allocation',
    'baseline',
    'risk',
    'gate',
    'stakeholder',
    'whatIfQuestion',
    'scopeChange',
    'scopeComment',
    'actionItem',
    'celebration',
    'celebrationReaction',
    'kudos',
    'kudosReceiver',
    'alignmentSession',
    'alignmentAnswer',
    'alignmentPoint',
    'alignmentDoubt',
    'prioritization',
    'priorityItem',
    'poll',
    'pollOption',
    'elector',
    'ballot',
    'urnBallot',
    'steeringPoll',
    'retro',
    'retroPerson',
    'retroNote',
    'retroTheme',
    'retroDot',
    'retroComment',
    'pulse',
    'pulsePerson',
    'pulseAnswer',
    'assumption',
    'assumptionReading',
    'experiment',
    'kickoff',
    'kickoffAsked',
    'kickoffConcern',
    'allocationMove',
    'moveRipple',
    'promiseGuard',
    'sideSilence',
    'decision',
    'decisionVoice',
    'decisionContradiction',
    'raciActivity',
    'raciPart',
    'share',
    'cardVersion',
    'delivery',
    'dayMessage',
    'dayItem',
    'job',
  ] as const
  const all: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { findMany } = db.read[table] as unknown as { findMany(): Promise<unknown[]> }
    all[table] = (await findMany.call(db.read[table])).map((row) => JSON.stringify(row, bigAsText)).sort()
  }
  return all
}

const bigAsText = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

onBothDatabases((database) => {
  // Everything the house answers to, one after the other: it grows with it.
  describe('two organizations', { timeout: 180_000 }, () => {
    test('every command, button and form of one reads and changes nothing of the other’s', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      await house.to('2026-11-23', '09:30')
      const round = (await newestRound(db)).id
      await house.submit(
        'paul',
        'standup.answer',
        { round },
        { p1: 'TOPSECRET work', p3: 'TOPSECRET blocker', helper: 'anyone' },
      )
      await house.submit(
        'cleo',
        'standup.answer',
        { round },
        { v1: 'TOPSECRET value', v3: 'TOPSECRET question', helper: 'side' },
      )
      await house.to('2026-11-23', '11:30')
      // A stranger, admin of an organization of their own, on the same platform.
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const { id: home } = await db.read.installation.findFirstOrThrow({ where: { externalId: installation } })
      await db.transact(async (tx) => {
        const { id: personId } = await tx.person.create({
          data: { organizationId: other, name: 'Eve', zone: 'UTC', admin: true },
        })
        await tx.identity.create({ data: { organizationId: other, personId, installationId: home, externalId: 'eve' } })
      })
      const { crewId: crew } = await db.read.ritual.findFirstOrThrow()
      const { id: blocker } = await db.read.blocker.findFirstOrThrow({ where: { resolvedAt: null } })
      const { id: question } = await db.read.sideQuestion.findFirstOrThrow()
      const channel = await db.read.channel.findFirstOrThrow({ where: { crewId: crew } })
      const { id: link } = await db.transact((tx) => offeredLink(tx, channel))
      const linked = { link, channel: channel.id, code: 1 }
      const planned = await portfolioOf(db, new Date('2026-11-23T10:30:00Z'))
      const poll = await votedOn(db, crew, new Date('2026-11-23T10:30:00Z'))
      const decision = await decisionOf(db, crew, planned.initiative, new Date('2026-11-23T10:30:00Z'))
      const activity = await activityOf(db, planned.initiative)
      const about = {
        ...linked,
        ...planned,
        decision,
        skip: 0,
        activity,
        take: 'deliverable',
        of: planned.deliverable,
        from: '2026-11-01',
        to: '2026-11-30',
      }
      const scope = await scopeOf(db, { crew, initiative: planned.initiative, now: new Date('2026-11-23T10:30:00Z') })
      const changing = { scope, seen: 0, way: 'withdraw', verdict: 'keep', objects: true, accepts: true }
      const steering = await steered(house)
      const celebrated = { crew, initiative: planned.initiative, now: new Date('2026-11-23T10:30:00Z') }
      const celebration = await celebrationOf(db, celebrated)
      const retro = await lookedBack(house, crew)
      const session = await alignmentOf(db, { crew, now: new Date('2026-11-23T10:30:00Z') })
      const prioritized = await prioritizationOf(db, crew, new Date('2026-11-23T10:30:00Z'))
      const assumption = await assumptionOf(db, planned.initiative, new Date('2026-11-23T10:30:00Z'))
      const experiment = await experimentOf(db, planned.initiative, new Date('2026-11-23T10:30:00Z'))
      const guarded = await guardedOf(db, planned, new Date('2026-11-23T10:30:00Z'))
      const pulse = await pulseOf(db, crew, new Date('2026-11-23T10:30:00Z'))
      const kickoff = await kickoffOf(db, celebrated)
      const value = {
        kickoff,
        fingers: 4,
        session,
        day: '2026-11-24',
        ...prioritized,
        point: 1,
        figure: 'scope.77',
        poll,
        pulse,
        kind: 'pulse',
        assumption,
        experiment,
        holds: true,
        ...guarded,
        review: '2026-12-24',
        steering,
        celebration,
        reaction: 'clap',
        ...retro,
        round,
        crew,
        blocker,
        question,
        ...changing,
        action: (await db.read.actionItem.findFirstOrThrow()).id,
        ...about,
        share: 'portfolio.status',
        about,
      }
      const words = Object.fromEntries(['p1', 'v1', 'text', 'name', 'project', 'product'].map((name) => [name, 'x']))
      const raw = {
        ...words,
        what: 'x',
        error: 'x',
        reason: 'x',
        about: 'x',
        forWhom: 'x',
        deadline: 'tomorrow 17:00',
        order: 'I-1',
        helper: 'nobody',
        side: 'project',
        ask: 'daily 9:00',
        moment: 'own',
        digestAfter: '60',
        closeAfter: '60',
        names: 'digest',
        value: '3',
        unit: 'x',
        floor: '1',
        reviewOn: '2026-12-24',
        ...Object.fromEntries(['perceptions', 'own', 'reassess', 'expand'].map((id) => [id, '9'])),
        channels: [String(channel.id)],
        when: 'daily 9:00',
        zone: 'UTC',
      }
      const before = await everything(db)
      const said: string[] = []
      for (const feature of house.app.features) {
        for (const { name } of feature.commands ?? []) {
          said.push(await house.said(await house.say('eve', `/tandem ${name}`)))
        }
        for (const press of Object.keys(feature.presses ?? {})) {
          // One's own message settings are one's own.
          if (press === 'setup.fewer') continue
          said.push(await house.said(await house.press('eve', press, value)))
        }
        for (const [form, definition] of Object.entries(feature.forms ?? {})) {
          if (['setup.me', 'setup.away', 'setup.admins'].includes(form)) continue
          expect(definition.value.safeParse(value).success, form).toBe(true)
          said.push(await house.said(await house.submit('eve', form, value, raw)))
        }
      }
      for (const { name, presses, cards } of house.app.features) {
        if (!presses || !(`${name}.share` in presses)) continue
        for (const share of Object.keys(cards ?? {})) {
          for (const to of [channel.id, null]) {
            const sharing = { share, about, channel: to }
            said.push(await house.said(await house.press('eve', `${name}.share`, sharing)))
            said.push(await house.said(await house.press('eve', `${name}.share`, sharing, 'checkout')))
          }
          said.push(await house.said(await house.submit('eve', `${name}.share-in`, { share, about }, raw)))
        }
      }
      expect(said.length).toBeGreaterThan(25)
      expect(said.join('\n')).not.toContain('TOPSECRET')
      expect(said.join('\n')).not.toMatch(/Paul|Cleo|Checkout/)
      expect(await everything(db)).toEqual(before)
      // Their own settings reach nobody else either.
      await house.submit('eve', 'setup.admins', {}, { people: [String((await house.person('Paul')).id)] })
      expect((await house.person('Paul')).admin).toBe(false)
      expect((await house.person('Ben')).admin).toBe(true)
    })

    test('a channel of another organization cannot be taken into a crew', async () => {
      const { db } = await database.fresh()
      const house = await openHouse(db)
      const { id: other } = await db.transact((tx) => tx.organization.create({ data: { name: 'Other' } }))
      const { id: home } = await db.read.installation.findFirstOrThrow()
      const foreign = await db.transact((tx) =>
        tx.channel.create({
          data: { organizationId: other, installationId: home, externalId: 'foreign', name: '#foreign' },
        }),
      )
      const ids = (await db.read.person.findMany()).map(({ id }) => String(id))
      const raw = {
        name: 'X',
        project: [ids[0] ?? ''],
        product: [ids[1] ?? ''],
        channels: [String(foreign.id)],
        when: 'daily 9:00',
        zone: 'UTC',
      }
      const said = await house.said(await house.submit('ana', 'setup.crew', { crew: null }, raw))
      expect(said).toBe('channels: One of these is not offered any more. Choose again.')
    })
  })
})
