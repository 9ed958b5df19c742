/** The sample's Checkout crew as its quarter begins: what the sandbox opens with, and whatever it has not switched on. */
import { liveSample } from '../../src/sample.ts'
import type { OpenHouse } from '../support/house.ts'
import type { Crew, Person } from './organization.ts'

const habits: Record<string, Pick<Person, 'answers' | 'diligence'>> = {
  Ana: { answers: 'promptly', diligence: 95 },
  Ben: { answers: 'by mood', diligence: 85 },
  Paul: { answers: 'by mood', diligence: 80 },
  Cleo: { answers: 'promptly', diligence: 90 },
  Dev: { answers: 'by mood', diligence: 60 },
  Uma: { answers: 'by mood', diligence: 85 },
}

export async function openNorthwind(house: OpenHouse): Promise<Crew[]> {
  const { db } = house
  await liveSample(house.app.chat, db, () => house.clock.now())
  await house.app.outbox.drain()
  const crew = await db.read.crew.findFirstOrThrow({
    where: { name: 'Checkout' },
    include: { members: { include: { person: true }, orderBy: { id: 'asc' } } },
  })
  const { id: initiativeId } = await db.read.initiative.findFirstOrThrow({ where: { key: 'CHK' } })
  const people = crew.members.flatMap(({ side, person: { id, name, zone } }): Person[] => {
    const habit = habits[name]
    if (side === 'both' || !habit) return []
    return [{ id, name, account: name.toLowerCase(), side, zone, habit: habit.answers, ...habit }]
  })
  // Who leads and who owns the product side come first.
  const order = ['Ana', 'Cleo', 'Ben', 'Dev', 'Paul', 'Uma']
  people.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  const how = { format: 'ssc', columns: '', pace: 'days', meet: '14:00', dots: '5', perTheme: '3', suggest: 'true' }
  const set = async (form: string, raw: Record<string, string>) => {
    const said = await house.submit('ana', form, { crew: crew.id }, raw)
    if (said.do !== 'tell') throw new Error(`${form}: ${await house.said(said)}`)
  }
  await set('retro.schedule', { ...how, facilitator: 'turn', when: 'every 2 weeks on monday 09:00' })
  await set('kudos.settings', { active: 'true' })
  await set('alignment.schedule', {
    followUp: 'monthly last friday 09:00',
    strategicReview: 'first monday of the quarter 10:00',
    planning: '',
    shift: 'next',
    yearFrom: '1',
    covers: 'crew',
  })
  return [{ id: crew.id, name: crew.name, channel: 'checkout', initiativeId, people }]
}
