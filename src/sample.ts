/** Northwind, the sample organization: what the sandbox opens with, and what tests and documentation use. */
import type { Consequence } from './chat/feature.ts'
import type { Chat } from './chat/ports.ts'
import type { Db, Tx } from './db.ts'
import { createCrew, type MemberSide, setChannels, startCrew } from './people/crews.ts'
import { installation } from './platforms/web/people.ts'
import { alignSample } from './sample/aligning.ts'
import { addSamplePulses, answerSample } from './sample/asking.ts'
import { addSampleDecisions, proposeSample } from './sample/deciding.ts'
import { kickOffSample } from './sample/kicking-off.ts'
import { addSampleLearning } from './sample/learning.ts'
import { lookBackSample } from './sample/looking-back.ts'
import { addSamplePortfolio } from './sample/portfolio.ts'
import { addSamplePraise } from './sample/praising.ts'
import { addSampleStandups } from './sample/standups.ts'
import { addWorkingDays, readSchedule, toInstant, toLocal } from './schedule/calendar.ts'
import { type CrewTime, worksIn } from './schedule/deadlines.ts'

export const samplePeople = [
  { account: 'ana', name: 'Ana', zone: 'Europe/Berlin' },
  { account: 'ben', name: 'Ben', zone: 'Europe/Berlin' },
  { account: 'paul', name: 'Paul', zone: 'Europe/Berlin' },
  { account: 'cleo', name: 'Cleo', zone: 'Europe/Berlin' },
  { account: 'dev', name: 'Dev', zone: 'Europe/Berlin' },
  { account: 'uma', name: 'Uma', zone: 'America/New_York' },
  { account: 'finn', name: 'Finn', zone: 'Europe/Berlin' },
  ...['Gus', 'Hanna', 'Igor', 'Jonas', 'Karin', 'Lars', 'Mira', 'Nils', 'Olga', 'Rosa', 'Sven'].map((name) => ({
    account: name.toLowerCase(),
    name,
    zone: 'Europe/Berlin',
  })),
]

const crews: { name: string; maker: string; sides: Record<MemberSide, string[]> }[] = [
  {
    name: 'Checkout',
    maker: 'ana',
    sides: { project: ['ana', 'ben', 'paul'], product: ['cleo', 'dev', 'uma'], both: ['finn'] },
  },
  {
    name: 'Commerce board',
    maker: 'finn',
    sides: {
      project: ['gus', 'hanna', 'igor', 'jonas', 'karin', 'lars'],
      product: ['mira', 'nils', 'olga', 'rosa', 'sven'],
      both: ['finn'],
    },
  },
]

export type Apply = (tx: Tx, consequence: Consequence, now: Date) => Promise<void>

/** Loads it once into an empty database; facts go through `apply`, as they do for everybody else's crews. */
export async function loadSample(tx: Tx, apply: Apply, now: Date): Promise<void> {
  if ((await tx.organization.count()) > 0) return
  const organization = await tx.organization.create({ data: { name: 'Northwind', sample: true } })
  const home = await addInstallation(tx, organization.id, 'Northwind')
  const ids = await addPeople(
    tx,
    organization.id,
    home,
    samplePeople.map((person) => ({
      ...person,
      admin: person.account === 'ben',
      finance: person.account === 'finn',
    })),
  )
  const channels = await addChannels(tx, organization.id, home, [
    ['checkout', '#checkout'],
    ['teams-checkout', 'Teams > Checkout'],
    ['payments', '#payments'],
  ])
  const id = (account: string) => ids.get(account) ?? 0
  for (const { name, maker, sides } of crews) {
    const makerId = id(maker)
    const crewId = await createCrew(tx, {
      organizationId: organization.id,
      name,
      zone: 'Europe/Berlin',
      country: null,
      createdById: makerId,
    })
    const members = (['project', 'product', 'both'] as const).flatMap((side) =>
      sides[side].map((account) => ({ crewId, personId: id(account), side, addedById: makerId, toldAt: now })),
    )
    await tx.member.createMany({ data: members })
    await startCrew(tx, crewId, now)
    if (name !== 'Checkout') continue
    await setChannels(tx, organization.id, crewId, channels.slice(0, 2))
    const ask = readSchedule('weekdays 09:30', { today: toLocal(now, 'Europe/Berlin').day })
    if ('error' in ask) throw new Error(ask.error)
    await apply(
      tx,
      {
        facts: [
          { fact: 'crew.made', crewId, ask: ask.ok },
          { fact: 'crew.started', crewId },
        ],
      },
      now,
    )
  }
}

/** What happened so far in it, once. Apart from the rest, so that the sandbox opens before it is there. */
export async function loadHistory(tx: Tx, apply: Apply, now: Date): Promise<void> {
  const crew = await tx.crew.findFirst({ where: { name: 'Checkout', organization: { sample: true } } })
  if (!crew || (await tx.round.count({ where: { crewId: crew.id } })) > 0) return
  const accounts = await tx.identity.findMany({ where: { organizationId: crew.organizationId } })
  const ids = new Map(accounts.map(({ externalId, personId }) => [externalId, personId]))
  const id = (account: string) => ids.get(account) ?? 0
  await addSamplePortfolio(tx, crew.organizationId, id, now)
  await addSampleDecisions(tx, crew.organizationId, id, now)
  await addSampleLearning(tx, crew.organizationId, id, now)
  const { effects = [], ...promised } = await addSamplePraise(tx, crew.id, id, now)
  await apply(tx, promised, now)
  await apply(tx, { effects }, daysBefore(crew, 2, now))
  await apply(tx, { effects: await addSampleStandups(tx, crew.id, id, now) }, daysBefore(crew, 1, now))
  await apply(tx, await addSamplePulses(tx, crew.id, now), now)
}

/** What was said on an earlier working day takes none of the room that today has. */
const daysBefore = (crew: CrewTime, days: number, now: Date): Date =>
  toInstant(addWorkingDays(toLocal(now, crew.zone).day, -days, worksIn(crew)), '16:00', crew.zone)

/** Half way through each ritual: what the sandbox opens with. */
export async function liveSample(
  chat: Pick<Chat, 'submit' | 'press'> & { apply: Apply },
  db: Db,
  now: () => Date,
): Promise<void> {
  await db.transact((tx) => loadHistory(tx, chat.apply, now()))
  await proposeSample(chat, db, now)
  await lookBackSample(chat, db)
  await saidYesterday(db, now)
  await answerSample(chat, db)
  await kickOffSample(chat, db)
  await alignSample(chat, db, now)
}

/** The vote and the retrospective count on the day before: today's posts are the kickoff, the pre-read and the digest. */
async function saidYesterday(db: Db, now: () => Date): Promise<void> {
  const crew = await db.read.crew.findFirst({ where: { name: 'Checkout', organization: { sample: true } } })
  if (!crew) return
  const { organizationId } = crew
  const { day } = toLocal(daysBefore(crew, 1, now()), crew.zone)
  const card = { kind: { in: ['scope.vote', 'retro.board'] } }
  await db.transact((tx) =>
    tx.delivery.updateMany({ where: { organizationId, kind: 'announce', underId: null, card }, data: { day } }),
  )
}

async function addInstallation(tx: Tx, organizationId: number, name: string): Promise<number> {
  return (await tx.installation.create({ data: { organizationId, platform: 'web', externalId: installation, name } }))
    .id
}

/** Ids by account. */
async function addPeople(
  tx: Tx,
  organizationId: number,
  installationId: number,
  people: { account: string; name: string; zone: string; admin: boolean; finance?: boolean }[],
): Promise<Map<string, number>> {
  const rows = await tx.person.createManyAndReturn({
    data: people.map(({ name, zone, admin, finance = false }) => ({ organizationId, name, zone, admin, finance })),
    select: { id: true, name: true },
  })
  const byName = new Map(rows.map(({ id, name }) => [name, id]))
  const ids = new Map(people.map(({ account, name }) => [account, byName.get(name) ?? 0]))
  await tx.identity.createMany({
    data: [...ids].map(([externalId, personId]) => ({ organizationId, personId, installationId, externalId })),
  })
  return ids
}

async function addChannels(
  tx: Tx,
  organizationId: number,
  installationId: number,
  list: [string, string][],
): Promise<number[]> {
  const ids: number[] = []
  for (const [externalId, name] of list) {
    ids.push((await tx.channel.create({ data: { organizationId, installationId, externalId, name } })).id)
  }
  return ids
}

/** Removes the sample as a whole and leaves an organization of one, ready for a crew of one's own. */
export async function removeSample(tx: Tx): Promise<void> {
  const samples = await tx.organization.findMany({ where: { sample: true } })
  const ids = samples.map(({ id }) => id)
  if (ids.length === 0) return
  const of = { where: { organizationId: { in: ids } } }
  await tx.standupAnswer.deleteMany(of)
  await tx.blocker.deleteMany(of)
  await tx.sideQuestion.deleteMany(of)
  await tx.dayItem.deleteMany(of)
  await tx.dayMessage.deleteMany(of)
  await tx.delivery.deleteMany(of)
  // A sandbox holds one organization: its cards, also those that jobs refreshed for nobody yet, its jobs and conversations are the sample's.
  await tx.cardVersion.deleteMany()
  await tx.job.deleteMany()
  await tx.webMessage.deleteMany()
  await tx.organization.deleteMany({ where: { id: { in: ids } } })
  const organization = await tx.organization.create({ data: { name: 'My organization' } })
  const home = await addInstallation(tx, organization.id, 'My organization')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  await addPeople(tx, organization.id, home, [
    { account: 'you', name: 'You', zone, admin: true },
    { account: 'colleague', name: 'A colleague', zone, admin: false },
  ])
  await addChannels(tx, organization.id, home, [
    ['general', '#general'],
    ['teams-general', 'Teams > General'],
  ])
}
