import { describe, expect, test } from 'vitest'
import type { Db, Tx } from '../src/db.ts'
import { installation } from '../src/platforms/web/people.ts'
import { addSamplePortfolio } from '../src/sample/portfolio.ts'
import { openPoll } from '../src/voting/opening.ts'
import { putBallot } from '../src/voting/store/ballots.ts'
import { how } from './features/retro/retros.ts'
import { onBothDatabases } from './support/databases.ts'
import { newestRound, openHouse } from './support/house.ts'

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

/** Northwind's portfolio, with a risk and a gate; an id of each of its records. */
async function portfolioOf(db: Db, now: Date) {
  const { id: organizationId } = await db.read.organization.findFirstOrThrow()
  const identities = await db.read.identity.findMany({ where: { organizationId } })
  const of = (account: string) => identities.find(({ externalId }) => externalId === account)?.personId ?? 0
  await db.transact((tx) => addSamplePortfolio(tx, organizationId, of, now))
  const { id: initiative } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const [{ id: deliverable }, { id: objective }, { id: result }, { id: why }] = await Promise.all([
    db.read.deliverable.findFirstOrThrow({ where: { initiativeId: initiative } }),
    db.read.objective.findFirstOrThrow(),
    db.read.keyResult.findFirstOrThrow(),
    db.read.why.findFirstOrThrow({ where: { initiativeId: initiative } }),
  ])
  const [{ id: risk }, { id: gate }] = await db.transact((tx) =>
    Promise.all([
      tx.risk.create({
        data: {
          initiativeId: initiative,
          number: 99,
          text: 'TOPSECRET risk',
          probability: 0.5,
          ownerId: of('ana'),
          reviewOn: '2026-12-01',
          at: now,
        },
      }),
      tx.gate.create({ data: { initiativeId: initiative, name: 'TOPSECRET gate', position: 99, criteria: [] } }),
    ]),
  )
  const { id: whatIf } = await db.transact(async (tx) =>
    tx.whatIfQuestion.create({
      data: {
        organizationId,
        askerId: of('ana'),
        initiativeId: initiative,
        words: 'cost +8000 TOPSECRET',
        changes: [{ do: 'cost', amount: 800_000, words: 'cost +8000 TOPSECRET' }],
        fingerprint: '0',
        askedAt: now,
        installationId: (await tx.installation.findFirstOrThrow()).id,
      },
    }),
  )
  return { initiative, deliverable, objective, result, why, risk, gate, whatIf, state: 'happened' }
}

/** A vote of the sample's crew, on which Ana has voted. */
async function votedOn(db: Db, crewId: number, now: Date): Promise<number> {
  const { organizationId, members } = await db.read.crew.findUniqueOrThrow({
    where: { id: crewId },
    include: { members: true },
  })
  const electorate = members.map(({ personId, side }) => ({ personId, side }))
  const settings = {
    name: 'TOPSECRET SC-4',
    readers: 'the Checkout crew',
    zone: 'Europe/Berlin',
    crewIds: [crewId],
    decides: 'TOPSECRET people',
    shown: 'live' as const,
    addOptions: true,
  }
  const card = { kind: 'scope.change', key: '99' }
  const closesAt = new Date(now.getTime() + 86_400_000)
  const asked = {
    question: 'TOPSECRET question',
    method: 'dualMajority' as const,
    authorId: electorate[0]?.personId ?? 0,
  }
  return db.transact(async (tx) => {
    const poll = await openPoll(tx, { organizationId, card, ...asked, closesAt, electorate, settings }, now)
    const { personId, side } = electorate[0] ?? { personId: 0, side: 'project' as const }
    await putBallot(tx, poll, { personId, side }, voted, personId, now)
    return poll
  })
}

/** A closed steering poll of the sample's crew. */
async function steered(house: Awaited<ReturnType<typeof openHouse>>): Promise<number> {
  await house.say('ana', '/steer "TOPSECRET question?" "TOPSECRET A" "TOPSECRET B"')
  const { id } = await house.db.read.steeringPoll.findFirstOrThrow()
  const data = { state: 'closed' as const, outcome: 'TOPSECRET outcome', outcomeById: 1 }
  await house.db.transact((tx) => tx.steeringPoll.update({ where: { id }, data }))
  return id
}

/** A retro of the crew, with a note in a theme. */
async function lookedBack(house: Awaited<ReturnType<typeof openHouse>>, crew: number) {
  await house.submit('ana', 'retro.start', { crew }, { ...how, format: 'own', columns: 'TOPSECRET one\nTOPSECRET two' })
  const { id: retro } = await house.db.read.retro.findFirstOrThrow()
  await house.submit('ana', 'retro.note', { retro }, { c1: 'TOPSECRET note' })
  const { id: note } = await house.db.read.retroNote.findFirstOrThrow()
  const { id: theme } = await house.db.transact((tx) =>
    tx.retroTheme.create({
      data: { retroId: retro, position: 0, name: 'TOPSECRET theme', notes: { connect: { id: note } } },
    }),
  )
  return { retro, note, theme, phase: 'collect', as: 'md' }
}

/** What the crew is asked, and Ana's place on the roll. */
async function pulseOf(db: Db, crewId: number, now: Date): Promise<number> {
  const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crewId } })
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const of = { organizationId, crewId }
  return db.transact(async (tx) => {
    const { id: ritualId } = await tx.ritual.create({
      data: {
        ...of,
        kind: 'pulse',
        settings: { schedule: { rule: 'FREQ=DAILY', anchor: '2026-11-23', time: '06:00' } },
      },
    })
    const closesAt = new Date(now.getTime() + 86_400_000)
    const people = { create: [{ personId, side: 'project' as const }] }
    const questions = [{ id: 'own', name: 'TOPSECRET', text: 'TOPSECRET question' }]
    return (
      await tx.pulse.create({ data: { ...of, ritualId, day: '2026-11-23', questions, closesAt, at: now, people } })
    ).id
  })
}

/** What the initiative takes for true. */
async function assumptionOf(db: Db, initiativeId: number, at: Date): Promise<number> {
  const { id: ownerId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const figures = { unit: 'TOPSECRET', floor: 1, value: 2, valueOn: '2026-11-23', reviewOn: '2026-12-24' }
  const data = { ...figures, initiativeId, number: 9, text: 'TOPSECRET assumption', ownerId, createdById: ownerId, at }
  return (await db.transact((tx) => tx.assumption.create({ data }))).id
}

/** What was tried, and waits for its owners. */
async function experimentOf(db: Db, initiativeId: number, at: Date): Promise<number> {
  const { organizationId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiativeId } })
  const { id: ownerId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const texts = { hypothesis: 'TOPSECRET', metric: 'TOPSECRET', unit: 'TOPSECRET', insight: 'TOPSECRET insight' }
  const of = { organizationId, initiativeId, number: 9, ownerId, createdById: ownerId, at }
  const state = { state: 'measured' as const, threshold: 1, atLeast: true, endOn: '2026-11-23', result: 2 }
  return (await db.transact((tx) => tx.experiment.create({ data: { ...of, ...texts, ...state } }))).id
}

const voted = { choice: { vote: 'for' as const }, reason: 'TOPSECRET reason', condition: null }

/** A decision of the crew, on its initiative, that waits for the sponsor and is reviewed. */
async function decisionOf(db: Db, crewId: number, initiativeId: number, now: Date) {
  const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crewId } })
  const { id: proposedById } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const { id } = await db.transact((tx) =>
    tx.decision.create({
      data: {
        organizationId,
        number: 1,
        domain: 'how',
        what: 'TOPSECRET decision',
        options: [],
        crewId,
        initiativeId,
        source: 'chat',
        searched: 'topsecret decision',
        proposedById,
        at: now,
      },
    }),
  )
  return id
}

async function activityOf(db: Db, initiativeId: number) {
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const parts = { create: [{ personId, role: 'accountable' as const }] }
  const data = { initiativeId, phase: 'build' as const, name: 'TOPSECRET activity', parts }
  return (await db.transact((tx) => tx.raciActivity.create({ data }))).id
}

/** A change that is voted on, and what an owner says to it. */
async function scopeOf(db: Db, { crew, initiative, now }: { crew: number; initiative: number; now: Date }) {
  const { organizationId, projectOwnerId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiative } })
  const personId = projectOwnerId ?? 0
  return db.transact(async (tx) => {
    const { id } = await tx.scopeChange.create({
      data: {
        organizationId,
        number: 77,
        initiativeId: initiative,
        crewId: crew,
        proposerId: personId,
        state: 'voting',
        what: 'TOPSECRET change',
        why: 'TOPSECRET why',
        at: now,
        updatedAt: now,
      },
    })
    const comment = { scopeChangeId: id, initiativeId: initiative, personId, objects: true, text: 'TOPSECRET', at: now }
    await tx.scopeComment.create({ data: comment })
    await tx.actionItem.create({
      data: {
        organizationId,
        number: 77,
        crewId: crew,
        text: 'TOPSECRET action',
        ownerId: personId,
        dueOn: '2026-12-01',
        source: `scope:${id}`,
        createdById: personId,
        at: now,
      },
    })
    return id
  })
}

/** What the crew celebrates, with a story and thanks. */
async function celebrationOf(db: Db, { crew, initiative, now }: { crew: number; initiative: number; now: Date }) {
  const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crew } })
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  return db.transact(async (tx) => {
    const { id } = await tx.celebration.create({
      data: {
        organizationId,
        crewId: crew,
        initiativeId: initiative,
        of: 'milestone',
        key: 'hand.1.topsecret',
        state: 'announced',
        day: '2026-11-23',
        askedId: personId,
        words: { title: 'TOPSECRET celebration', where: 'CHK', stories: [{ byId: personId, text: 'TOPSECRET story' }] },
        at: now,
      },
    })
    await tx.kudos.create({
      data: {
        organizationId,
        crewId: crew,
        celebrationId: id,
        fromId: personId,
        text: 'TOPSECRET thanks',
        at: now,
        recipients: { create: [{ personId }] },
      },
    })
    return id
  })
}

/** A session that goes on, with an agenda, a point, a doubt and an answer. */
async function alignmentOf(db: Db, { crew, now }: { crew: number; now: Date }) {
  const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crew } })
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const item = { key: 'scope.77', text: 'TOPSECRET change', who: [personId], asOf: '2026-11-20' }
  return db.transact(async (tx) => {
    const settings = {
      schedule: { rule: 'FREQ=WEEKLY;BYDAY=FR', anchor: '2024-01-01', time: '09:00' },
      shift: 'next',
      yearFrom: 1,
    }
    const ritual = { organizationId, crewId: crew, kind: 'followUp' as const, active: true, settings }
    const { id: ritualId } = await tx.ritual.create({ data: ritual })
    const { id } = await tx.alignmentSession.create({
      data: {
        organizationId,
        crewId: crew,
        ritualId,
        kind: 'followUp',
        nominal: '2026-11-23',
        day: '2026-11-23',
        time: '10:00',
        state: 'open',
        agenda: { line: 'TOPSECRET line', decide: [item], talk: [], counts: ['TOPSECRET count'] },
        agendaAt: now,
        at: now,
        answers: { create: [{ personId, coming: true }] },
        points: { create: [{ byId: personId, text: 'TOPSECRET point', at: now }] },
        doubts: { create: [{ byId: personId, figure: item.key, why: 'TOPSECRET doubt', at: now }] },
      },
    })
    return id
  })
}

async function offeredLink(tx: Tx, { id, organizationId, crewId }: Channel) {
  const [{ id: toChannelId }, { id: personId }] = await Promise.all([
    tx.channel.findFirstOrThrow({ where: { crewId: null } }),
    tx.person.findFirstOrThrow(),
  ])
  const [offeredAt, closesAt] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-24T10:00:00Z')]
  const people = { askedById: personId, typedById: personId }
  const ends = { crewId: crewId ?? 0, fromChannelId: id, toChannelId, need: 'once' as const }
  return tx.channelLink.create({ data: { organizationId, ...ends, ...people, offeredAt, closesAt } })
}

type Channel = { id: number; organizationId: number; crewId: number | null }

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
      const assumption = await assumptionOf(db, planned.initiative, new Date('2026-11-23T10:30:00Z'))
      const experiment = await experimentOf(db, planned.initiative, new Date('2026-11-23T10:30:00Z'))
      const pulse = await pulseOf(db, crew, new Date('2026-11-23T10:30:00Z'))
      const value = {
        session,
        day: '2026-11-24',
        point: 1,
        figure: 'scope.77',
        poll,
        pulse,
        kind: 'pulse',
        assumption,
        experiment,
        holds: true,
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
