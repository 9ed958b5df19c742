/** A quarter of many crews with every ritual on: people answer, forget and stay silent, and all that Tandem writes is counted. */
import type { Db } from '../../src/db.ts'
import { weekOf } from '../../src/outbox/budget.ts'
import { directOf, isDirect } from '../../src/platforms/web/people.ts'
import { addDays, toLocal } from '../../src/schedule/calendar.ts'
import { openHouse, type Posted } from '../support/house.ts'
import { cardOf } from '../week/counts.ts'
import { dice } from '../week/people.ts'
import { openNorthwind } from './northwind.ts'
import { type Account, accountsOf } from './occurrences.ts'
import { at, berlin, buildOrganization, type Crew, firstDay, isWeekend, lastOf, quarterWeeks } from './organization.ts'
import { createPeople, type Did } from './people.ts'

export interface Quarter {
  crews: Crew[]
  posted: Posted[]
  /** Direct messages of each person in each week: one number per person and week. */
  perWeek: number[]
  /** What made somebody get a message, by its first card. */
  kinds: Map<string, number>
  /** Root posts of each channel on each day on which it had one. */
  perDay: number[]
  accounts: { crew: string; accounts: Account[] }[]
  did: Did
  refused: Map<string, number>
  /** Nothing of these is left over. */
  left: { failedJobs: string[]; lateJobs: string[]; unsaid: number; aside: number }
  warnings: string[]
}

export async function simulateQuarter(
  db: Db,
  {
    crews: wanted,
    weeks = quarterWeeks,
    seed = 1,
    said = () => {},
  }: { crews: number | 'northwind'; weeks?: number; seed?: number; said?: (line: string) => void },
): Promise<Quarter> {
  const roll = dice(seed)
  const lastDay = lastOf(weeks)
  const sample = wanted === 'northwind'
  const house = await openHouse(db, { at: at(firstDay, '05:00'), sample })
  const crews = sample ? await openNorthwind(house) : await buildOrganization(house, wanted)
  const asked = crews.flatMap(({ people: all }) => all.map(({ account }) => account))
  const people = createPeople(house, roll)
  said(`${crews.length} crews, ${asked.length} people`)
  const kinds = new Map<string, number>()
  let noted = 0
  /** Each week: what a message was made of is forgotten after 30 days. */
  async function noteKinds() {
    for (const { ref, conversation } of house.posted.slice(noted)) {
      if (!isDirect(conversation)) continue
      const { kind } = await cardOf(db, Number(ref.replace('tandem-', '')))
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    noted = house.posted.length
  }
  for (let week = 0; week < weeks; week += 1) {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const day = addDays(firstDay, 7 * week + weekday)
      if (isWeekend(day)) continue
      await house.to(day, '10:05')
      for (const crew of crews) {
        await people.standups(crew, day, 'soon')
        await people.pulses(crew, day)
      }
      await house.to(day, '10:45')
      for (const crew of crews) await people.standups(crew, day, 'before')
      await house.to(day, '13:05')
      for (const crew of crews) {
        await people.standups(crew, day, 'after')
        await people.retros(crew, day)
        await people.polls(crew, day)
        await people.sessions(crew, day)
      }
      await house.to(day, '16:05')
      for (const crew of crews) {
        // Who works in another zone is asked by now.
        await people.standups(crew, day, 'soon', 'before', 'after', 'end')
        await people.owners(crew, day)
        await people.once(crew, day, week, weekday)
        if (weekday === 1) await people.promise(crew)
        if (weekday === 3) await people.weekly(crew, week)
      }
    }
    await noteKinds()
    said(`week ${week + 1} of ${weeks}: ${house.posted.length} messages`)
  }
  await house.to(addDays(lastDay, 1), '05:00')
  return {
    crews,
    kinds,
    posted: house.posted,
    ...countsOf(
      house.posted.filter(({ conversation: to }) => !isDirect(to) || asked.some((account) => to === directOf(account))),
      asked.length * weeks,
    ),
    accounts: await Promise.all(
      crews.map(async ({ id, name }) => ({ crew: name, accounts: await accountsOf(db, id, lastDay) })),
    ),
    did: people.did,
    refused: people.refused,
    left: await leftOver(db, house.clock.now()),
    warnings: house.lines,
  }
}

function countsOf(posted: { conversation: string; under: string | undefined; at: Date }[], personWeeks: number) {
  const direct = new Map<string, number>()
  const roots = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { conversation, under, at: when } of posted) {
    const { day } = toLocal(when, berlin)
    if (isDirect(conversation)) add(direct, `${conversation} ${weekOf(day).from}`)
    else if (under === undefined) add(roots, `${conversation} ${day}`)
  }
  const silent = personWeeks - direct.size
  return { perWeek: [...direct.values(), ...Array.from({ length: silent }, () => 0)], perDay: [...roots.values()] }
}

async function leftOver({ read }: Db, now: Date): Promise<Quarter['left']> {
  const names = async (where: object) =>
    (await read.job.findMany({ where, select: { name: true, key: true } })).map(({ name, key }) => `${name} ${key}`)
  return {
    failedJobs: await names({ state: 'failed' }),
    lateJobs: await names({ state: 'waiting', due: { lt: now } }),
    unsaid: await read.delivery.count({ where: { state: { in: ['due', 'sending', 'held'] } } }),
    aside: await read.delivery.count({ where: { state: 'aside' } }),
  }
}
