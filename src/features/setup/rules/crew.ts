/** Checks of the setup form. Pure. */
import { addDays, type Day, readSchedule, readZone, type Schedule, type Zone } from '../../../schedule/calendar.ts'
import { readCountry } from '../../../schedule/holidays.ts'

export interface CrewAnswers {
  name: string
  project: number[]
  product: number[]
  sponsors: number[]
  when: string
  zone: string
  country: string | undefined
}

export interface CrewPlan {
  name: string
  sides: { personId: number; side: 'project' | 'product' | 'both' }[]
  ask: Schedule
  zone: Zone
  country: string | null
}

export type CrewErrors = Partial<Record<keyof CrewAnswers, string>>

export function checkCrew(
  answers: CrewAnswers,
  names: Map<number, string>,
  today: Day,
): { plan: CrewPlan } | { errors: CrewErrors } {
  const errors: CrewErrors = {}
  const { project, product, sponsors } = answers
  const twice = (list: number[], others: number[]) =>
    list.filter((id) => others.includes(id)).map((id) => names.get(id) ?? 'somebody')
  const onBoth = twice(product, project)
  const alsoSponsor = twice(sponsors, [...project, ...product])
  if (project.length === 0) errors.project = 'Name at least one person who delivers it.'
  if (product.length === 0) errors.product = 'Name at least one person who decides what it is worth.'
  if (onBoth.length) errors.product = `${onBoth.join(', ')} cannot stand on both sides. Remove them from one.`
  if (alsoSponsor.length)
    errors.sponsors = `${alsoSponsor.join(', ')} already stand on a side. Sponsors stand on neither.`
  const name = answers.name.trim()
  if (!name) errors.name = 'Give the crew a name, for example Checkout.'
  const ask = readSchedule(answers.when, { today })
  if ('error' in ask) errors.when = ask.error
  const zone = readZone(answers.zone)
  if ('error' in zone) errors.zone = zone.error
  const country = readCountry(answers.country ?? '')
  if ('error' in country) errors.country = country.error
  if ('error' in ask || 'error' in zone || 'error' in country || Object.keys(errors).length) return { errors }
  const sides = [
    ...project.map((personId) => ({ personId, side: 'project' as const })),
    ...product.map((personId) => ({ personId, side: 'product' as const })),
    ...sponsors.map((personId) => ({ personId, side: 'both' as const })),
  ]
  return { plan: { name, sides, ask: ask.ok, zone: zone.ok, country: country.ok } }
}

/** From and to of an absence; a single day where only one is given. */
export function checkAway(
  from: Day | undefined,
  to: Day | undefined,
  today: Day,
): { from: Day; to: Day } | { error: string } {
  const start = from ?? today
  const end = to ?? start
  if (end < start) return { error: 'The last day is before the first. Give the earlier day first.' }
  if (end < today) return { error: 'These days are over. Give days from today on.' }
  if (end > addDays(today, 400))
    return { error: 'That is more than 400 days ahead. Give a nearer last day; it can be moved later.' }
  return { from: start, to: end }
}
