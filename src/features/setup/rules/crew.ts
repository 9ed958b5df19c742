/** Checks of the setup form and of one's own settings. Pure. */
import {
  addDays,
  type Clock,
  type Day,
  neverFalls,
  readSchedule,
  readWorkDays,
  readZone,
  type Schedule,
  type Zone,
} from '../../../schedule/calendar.ts'
import { holidaysOf, readCountry } from '../../../schedule/holidays.ts'

export interface CrewAnswers {
  name: string
  project: number[]
  product: number[]
  sponsors: number[]
  when: string
  zone: string
  country: string | undefined
  /** Asked of a crew that exists; a new one works Monday to Friday. */
  workDays?: string
  workFrom?: Clock
  workTo?: Clock
  projectLabel?: string
  productLabel?: string
}

export interface CrewPlan {
  name: string
  sides: { personId: number; side: 'project' | 'product' | 'both' }[]
  ask: Schedule
  zone: Zone
  country: string | null
  /** What was asked of it. */
  work: { workDays?: string; workFrom?: Clock; workTo?: Clock; projectLabel?: string; productLabel?: string }
}

export type CrewErrors = Partial<Record<keyof CrewAnswers, string>>

const usualDays = '12345'

export function checkCrew(
  answers: CrewAnswers,
  names: Map<number, string>,
  today: Day,
): { plan: CrewPlan } | { errors: CrewErrors } {
  const name = answers.name.trim()
  const ask = readSchedule(answers.when, { today })
  const zone = readZone(answers.zone)
  const country = readCountry(answers.country ?? '')
  const work = checkWork(answers)
  const errors: CrewErrors = {
    ...(!name && { name: 'Give the crew a name, for example Checkout.' }),
    ...checkSides(answers, names),
    ...('error' in ask && { when: ask.error }),
    ...('error' in zone && { zone: zone.error }),
    ...('error' in country && { country: country.error }),
    ...('errors' in work && work.errors),
  }
  if ('error' in ask || 'error' in zone || 'error' in country || 'errors' in work) return { errors }
  const days = { workDays: work.workDays ?? usualDays, isHoliday: holidaysOf(country.ok) }
  const never = neverFalls(ask.ok, today, days)
  if (never) errors.when = never
  if (Object.keys(errors).length) return { errors }
  return { plan: { name, sides: sidesOf(answers), ask: ask.ok, zone: zone.ok, country: country.ok, work } }
}

function checkSides({ project, product, sponsors }: CrewAnswers, names: Map<number, string>): CrewErrors {
  const errors: CrewErrors = {}
  const twice = (list: number[], others: number[]) =>
    list.filter((id) => others.includes(id)).map((id) => names.get(id) ?? 'somebody')
  const onBoth = twice(product, project)
  const alsoSponsor = twice(sponsors, [...project, ...product])
  if (project.length === 0) errors.project = 'Name at least one person who delivers it.'
  if (product.length === 0) errors.product = 'Name at least one person who decides what it is worth.'
  if (onBoth.length) errors.product = `${onBoth.join(', ')} cannot stand on both sides. Remove them from one.`
  if (alsoSponsor.length)
    errors.sponsors = `${alsoSponsor.join(', ')} already stand on a side. Sponsors stand on neither.`
  return errors
}

function sidesOf({ project, product, sponsors }: CrewAnswers): CrewPlan['sides'] {
  return [
    ...project.map((personId) => ({ personId, side: 'project' as const })),
    ...product.map((personId) => ({ personId, side: 'product' as const })),
    ...sponsors.map((personId) => ({ personId, side: 'both' as const })),
  ]
}

function checkWork(answers: CrewAnswers): CrewPlan['work'] | { errors: CrewErrors } {
  const { workFrom, workTo } = answers
  const errors: CrewErrors = {}
  const workDays = answers.workDays === undefined ? undefined : readWorkDays(answers.workDays)
  if (workDays && 'error' in workDays) errors.workDays = workDays.error
  const backwards = workFrom && workTo ? checkHours(workFrom, workTo) : null
  if (backwards) errors.workTo = backwards
  const [projectLabel, productLabel] = [answers.projectLabel?.trim(), answers.productLabel?.trim()]
  if (projectLabel && projectLabel.toLowerCase() === productLabel?.toLowerCase())
    errors.productLabel = 'Both sides have the same name. Give this one another.'
  if (Object.keys(errors).length) return { errors }
  return {
    ...(workDays && 'ok' in workDays && { workDays: workDays.ok }),
    ...(workFrom && { workFrom }),
    ...(workTo && { workTo }),
    ...(projectLabel && { projectLabel }),
    ...(productLabel && { productLabel }),
  }
}

/** The sentence that refuses a working day that ends before it begins. */
export function checkHours(from: Clock, to: Clock): string | null {
  return to > from ? null : `The working day ends at ${to}, before it begins at ${from}. Give a later end.`
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
