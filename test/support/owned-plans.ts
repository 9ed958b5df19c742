/** What an organization has planned, voted on and decided: of each kind one, with words nobody else may read. */
import type { Db } from '../../src/db.ts'
import { addSamplePortfolio } from '../../src/sample/portfolio.ts'
import { openPoll } from '../../src/voting/opening.ts'
import { putBallot } from '../../src/voting/store/ballots.ts'
import type { OpenHouse } from './house.ts'

/** Northwind's portfolio, with a risk and a gate; an id of each of its records. */
export async function portfolioOf(db: Db, now: Date) {
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
export async function votedOn(db: Db, crewId: number, now: Date): Promise<number> {
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
export async function steered(house: OpenHouse): Promise<number> {
  await house.say('ana', '/steer "TOPSECRET question?" "TOPSECRET A" "TOPSECRET B"')
  const { id } = await house.db.read.steeringPoll.findFirstOrThrow()
  const data = { state: 'closed' as const, outcome: 'TOPSECRET outcome', outcomeById: 1 }
  await house.db.transact((tx) => tx.steeringPoll.update({ where: { id }, data }))
  return id
}

const voted = { choice: { vote: 'for' as const }, reason: 'TOPSECRET reason', condition: null }

/** A decision of the crew, on its initiative, that waits for the sponsor and is reviewed. */
export async function decisionOf(db: Db, crewId: number, initiativeId: number, now: Date) {
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

export async function activityOf(db: Db, initiativeId: number) {
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const parts = { create: [{ personId, role: 'accountable' as const }] }
  const data = { initiativeId, phase: 'build' as const, name: 'TOPSECRET activity', parts }
  return (await db.transact((tx) => tx.raciActivity.create({ data }))).id
}

/** A change that is voted on, and what an owner says to it. */
export async function scopeOf(db: Db, { crew, initiative, now }: { crew: number; initiative: number; now: Date }) {
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

/** Time that moves away from it, a day promised of it that waits for a signature, and a side that said nothing. */
export async function guardedOf(
  db: Db,
  { initiative, deliverable }: { initiative: number; deliverable: number },
  at: Date,
) {
  const { organizationId } = await db.read.initiative.findUniqueOrThrow({ where: { id: initiative } })
  const { id: personId } = await db.read.person.findFirstOrThrow({ where: { name: 'Ana' } })
  const of = { organizationId, initiativeId: initiative }
  const on = '2026-12-01'
  return db.transact(async (tx) => {
    const span = { percent: 10, before: 60, fromDay: '2026-11-23', toDay: '2026-12-31' }
    const asked = {
      ...of,
      ...span,
      personId,
      byId: personId,
      state: 'objected' as const,
      objection: 'TOPSECRET objection',
    }
    const move = await tx.allocationMove.create({ data: { ...asked, effectAt: at, at } })
    await tx.moveRipple.create({ data: { moveId: move.id, shifts: [], refused: 'TOPSECRET', computedAt: at } })
    const promised = { ...of, deliverableId: deliverable, promisedOn: on, chance: 20, weighedOn: '2026-11-23', at }
    const promise = await tx.promiseGuard.create({
      data: { ...promised, state: 'refused', reason: 'TOPSECRET reason' },
    })
    const told = { ...of, side: 'product' as const, since: '2026-11-01', toldOn: '2026-11-15', state: 'asked' as const }
    const silence = await tx.sideSilence.create({
      data: { ...told, byId: personId, on: '2026-11-15', answer: 'TOPSECRET' },
    })
    return { move: move.id, promise: promise.id, on, silence: silence.id }
  })
}
