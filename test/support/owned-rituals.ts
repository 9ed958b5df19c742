/** What an organization looks back on, celebrates, assumes and aligns on: of each kind one, with words nobody else may read. */
import type { Db, Tx } from '../../src/db.ts'
import type { UnifiedPlan } from '../../src/features/kickoff/rules/records.ts'
import { how } from '../features/retro/retros.ts'
import type { OpenHouse } from './house.ts'

type Channel = { id: number; organizationId: number; crewId: number | null }

/** A retro of the crew, with a note in a theme. */
export async function lookedBack(house: OpenHouse, crew: number) {
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
export async function pulseOf(db: Db, crewId: number, now: Date): Promise<number> {
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

/** What the crew puts in one order, with an order that Cleo proposed; it has the id of the newest round of its stand-up. */
export async function prioritizationOf(db: Db, crewId: number, at: Date): Promise<{ item: number; version: number }> {
  const { organizationId } = await db.read.crew.findUniqueOrThrow({ where: { id: crewId } })
  const { id: cleo } = await db.read.person.findFirstOrThrow({ where: { name: 'Cleo' } })
  const { id: round } = await db.read.round.findFirstOrThrow({ orderBy: [{ day: 'desc' }, { id: 'desc' }] })
  const texts = { label: 'I-1', what: 'TOPSECRET idea', forWhom: 'TOPSECRET', currency: 'EUR' }
  const item = { ...texts, kind: 'idea' as const, number: 1, figuresAt: at, addedById: cleo }
  const proposal = { order: [1], byId: cleo, side: 'product', why: 'TOPSECRET reason', at: at.toISOString() }
  const of = { id: round, organizationId, crewId, number: 9, authorId: cleo, state: 'ranked' as const, at }
  const words = { title: 'TOPSECRET order', currency: 'EUR', deadline: 'fri', proposal }
  const made = await db.transact((tx) =>
    tx.prioritization.create({ data: { ...of, ...words, items: { create: [item] } }, include: { items: true } }),
  )
  return { item: made.items[0]?.id ?? 0, version: made.version }
}

/** What the initiative takes for true. */
export async function assumptionOf(db: Db, initiativeId: number, at: Date): Promise<number> {
  const { id: ownerId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const figures = { unit: 'TOPSECRET', floor: 1, value: 2, valueOn: '2026-11-23', reviewOn: '2026-12-24' }
  const data = { ...figures, initiativeId, number: 9, text: 'TOPSECRET assumption', ownerId, createdById: ownerId, at }
  return (await db.transact((tx) => tx.assumption.create({ data }))).id
}

/** What was tried, and waits for its owners. */
export async function experimentOf(db: Db, initiativeId: number, at: Date): Promise<number> {
  const { organizationId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiativeId } })
  const { id: ownerId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const texts = { hypothesis: 'TOPSECRET', metric: 'TOPSECRET', unit: 'TOPSECRET', insight: 'TOPSECRET insight' }
  const of = { organizationId, initiativeId, number: 9, ownerId, createdById: ownerId, at }
  const state = { state: 'measured' as const, threshold: 1, atLeast: true, endOn: '2026-11-23', result: 2 }
  return (await db.transact((tx) => tx.experiment.create({ data: { ...of, ...texts, ...state } }))).id
}

/** What was begun, with a concern that stands there and somebody who is asked for theirs. */
export async function kickoffOf(
  db: Db,
  { crew: crewId, initiative: initiativeId, now: at }: { crew: number; initiative: number; now: Date },
): Promise<number> {
  const { organizationId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiativeId } })
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const why = { sentence: 'TOPSECRET why', forWhom: 'TOPSECRET', version: 1, by: personId }
  const of = { organizationId, crewId, initiativeId, number: 9, startedById: personId, at, closedAt: at }
  return db.transact(async (tx) => {
    const { id } = await tx.kickoff.create({
      data: {
        ...of,
        state: 'closed',
        plan: { ...emptyPlan, why },
        asked: { create: [{ personId }] },
        concerns: { create: [{ id: 'TOPSECRET', text: 'TOPSECRET concern', byId: personId }] },
      },
    })
    return id
  })
}

/** Of an initiative of which nothing is known. */
export const emptyPlan: UnifiedPlan = {
  asOf: '2026-11-23',
  methodology: 'Hybrid',
  why: null,
  results: [],
  cycle: false,
  from: null,
  finish: null,
  late: null,
  pieces: 0,
  reported: null,
  baseline: null,
  budget: null,
  benefit: null,
  currency: 'EUR',
  milestones: [],
  raci: { activities: 0, accountable: [], without: 0 },
  cadence: [],
  risks: [],
  moreRisks: 0,
  assumptions: { all: 0, broken: 0 },
}

/** What the crew celebrates, with a story and thanks. */
export async function celebrationOf(
  db: Db,
  { crew, initiative, now }: { crew: number; initiative: number; now: Date },
) {
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
export async function alignmentOf(db: Db, { crew, now }: { crew: number; now: Date }) {
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

export async function offeredLink(tx: Tx, { id, organizationId, crewId }: Channel) {
  const [{ id: toChannelId }, { id: personId }] = await Promise.all([
    tx.channel.findFirstOrThrow({ where: { crewId: null } }),
    tx.person.findFirstOrThrow(),
  ])
  const [offeredAt, closesAt] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-24T10:00:00Z')]
  const people = { askedById: personId, typedById: personId }
  const ends = { crewId: crewId ?? 0, fromChannelId: id, toChannelId, need: 'once' as const }
  return tx.channelLink.create({ data: { organizationId, ...ends, ...people, offeredAt, closesAt } })
}
