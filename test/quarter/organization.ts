/** An organization of many crews, each with an initiative of its own and every ritual on. */
import { createCrew, setChannels, startCrew } from '../../src/people/crews.ts'
import { installation } from '../../src/platforms/web/people.ts'
import { addDays, type Day, readSchedule, toInstant, weekdayOf } from '../../src/schedule/calendar.ts'
import type { OpenHouse } from '../support/house.ts'
import type { Actor } from '../week/people.ts'

export const berlin = 'Europe/Berlin'
/** With New Year, a turn to summer time and Easter in it. */
export const firstDay: Day = '2027-01-04'
export const quarterWeeks = 13
/** One a week; every fourth is a milestone. */
const pieces = 11
export const lastOf = (weeks: number): Day => addDays(firstDay, 7 * weeks - 1)

export interface Person extends Actor {
  side: 'project' | 'product'
  /** Of 100 things asked besides stand-ups, how many are answered. */
  diligence: number
}

export interface Crew {
  id: number
  name: string
  channel: string
  initiativeId: number
  people: Person[]
}

const habits = [
  { name: 'Ada', answers: 'promptly', diligence: 95 },
  { name: 'Bea', answers: 'by mood', diligence: 90 },
  { name: 'Carl', answers: 'by mood', diligence: 85 },
  { name: 'Dora', answers: 'promptly', diligence: 80 },
  { name: 'Emil', answers: 'by mood', diligence: 60 },
  { name: 'Fay', answers: 'never', diligence: 0 },
] as const

/** Six people a crew, three a side; of each six one never answers. */
export async function buildOrganization(house: OpenHouse, count: number): Promise<Crew[]> {
  const { db } = house
  const organizationId = await db.transact(async (tx) => {
    const { id } = await tx.organization.create({ data: { name: 'Quarter' } })
    await tx.installation.create({
      data: { organizationId: id, platform: 'web', externalId: installation, name: 'Quarter' },
    })
    return id
  })
  const crews: Crew[] = []
  for (let number = 1; number <= count; number += 1) crews.push(await addCrew(house, organizationId, number))
  await turnOn(house, crews)
  return crews
}

async function addCrew(house: OpenHouse, organizationId: number, number: number): Promise<Crew> {
  const now = house.clock.now()
  const name = `Crew ${number}`
  const made = await house.db.transact(async (tx) => {
    const home = await tx.installation.findFirstOrThrow({ where: { organizationId } })
    const people: Person[] = []
    for (const [index, { name: called, answers, diligence }] of habits.entries()) {
      const account = `p${number}-${index}`
      const given = `${called}${number}`
      const { id } = await tx.person.create({ data: { organizationId, name: given, zone: berlin } })
      await tx.identity.create({ data: { organizationId, personId: id, installationId: home.id, externalId: account } })
      const side = index % 2 ? 'product' : 'project'
      people.push({ id, name: given, account, side, zone: berlin, answers, habit: answers, diligence })
    }
    const [maker, other] = people as [Person, Person]
    const crewId = await createCrew(tx, { organizationId, name, zone: berlin, country: 'DE', createdById: maker.id })
    await tx.member.createMany({
      data: people.map(({ id, side }) => ({ crewId, personId: id, side, addedById: maker.id, toldAt: now })),
    })
    await startCrew(tx, crewId, now)
    const channel = `crew-${number}`
    const row = await tx.channel.create({
      data: { organizationId, installationId: home.id, externalId: channel, name: `#${channel}` },
    })
    await setChannels(tx, organizationId, crewId, [row.id])
    const ask = readSchedule('weekdays 09:30', { today: firstDay })
    if ('error' in ask) throw new Error(ask.error)
    const facts = [
      { fact: 'crew.made' as const, crewId, ask: ask.ok },
      { fact: 'crew.started' as const, crewId },
    ]
    await house.app.chat.apply(tx, { facts }, now)
    const initiative = await tx.initiative.create({
      data: {
        organizationId,
        key: `I${number}`,
        name: `Initiative ${number}`,
        kind: 'project',
        methodology: 'hybrid',
        phase: 'build',
        crewId,
        projectOwnerId: maker.id,
        productOwnerId: other.id,
        budget: 12_000_000,
        benefit: 21_000_000,
        currency: 'EUR',
        startOn: firstDay,
        createdById: maker.id,
        createdAt: now,
        updatedAt: now,
      },
    })
    await tx.deliverable.createMany({
      data: Array.from({ length: pieces }, (_, at) => ({
        organizationId,
        initiativeId: initiative.id,
        key: `T${at + 1}`,
        name: at % 4 === 3 ? `Milestone ${(at + 1) / 4}` : `Part ${at + 1}`,
        likely: at % 4 === 3 ? 0 : 5,
        position: at + 1,
      })),
    })
    return { id: crewId, name, channel, initiativeId: initiative.id, people }
  })
  await house.app.outbox.drain()
  return made
}

/** Whatever recurs, through the forms in which people switch it on. */
async function turnOn(house: OpenHouse, crews: Crew[]): Promise<void> {
  for (const { id: crew, initiativeId: initiative, people } of crews) {
    const [lead, owner] = people as [Person, Person]
    const set = async (form: string, value: object, raw: Record<string, string | string[]>) => {
      const said = await house.submit(lead.account, form, value, raw)
      if (said.do !== 'tell') throw new Error(`${form}: ${await house.said(said)}`)
    }
    const how = { format: 'ssc', columns: '', pace: 'days', meet: '14:00', dots: '5', perTheme: '3', suggest: 'true' }
    await set('retro.schedule', { crew }, { ...how, facilitator: 'turn', when: 'every 2 weeks on monday 09:00' })
    await set(
      'alignment.schedule',
      { crew },
      {
        followUp: 'monthly last friday 09:00',
        strategicReview: 'second monday of the quarter 10:00',
        planning: 'third monday of january and july 10:00',
        shift: 'next',
        yearFrom: '1',
      },
    )
    await set('pulse.settings', { crew, kind: 'pulse' }, { active: 'true', when: 'first monday of the month 06:00' })
    await set(
      'pulse.settings',
      { crew, kind: 'confidence' },
      { active: 'true', when: 'every 2 weeks on tuesday 06:00' },
    )
    await set('kudos.settings', { crew }, { active: 'true' })
    await set(
      'assumptions.add',
      { initiative },
      {
        text: 'People leave at the last step',
        value: '31',
        unit: '%',
        floor: '20',
        percent: '30',
        owner: [String(owner.id)],
        reviewOn: addDays(firstDay, 17),
      },
    )
    await set(
      'experiments.plan',
      { initiative, experiment: null },
      {
        hypothesis: 'People leave at the address',
        metric: 'of 8 people who stop there',
        direction: 'atLeast',
        threshold: '50',
        unit: '%',
        owner: [String(owner.id)],
        endOn: addDays(firstDay, 39),
      },
    )
    const experiment = await house.db.read.experiment.findFirstOrThrow({ where: { initiativeId: initiative } })
    await house.press(lead.account, 'experiments.start', { experiment: experiment.id })
    await set(
      'steering.ask',
      {},
      {
        question: 'Where do we put the next week?',
        method: 'single',
        options: 'Speed\nQuality\nReach',
        crews: [String(crew)],
        closes: 'in 2 days',
        shown: 'afterClose',
        reason: 'never',
        repeat: 'first wednesday of the month 10:00',
      },
    )
  }
}

export const isWeekend = (day: Day) => weekdayOf(day) > 5
export const at = (day: Day, time: string) => toInstant(day, time, berlin)
