/** From what the plan knows to a celebration: who worked on it, what made it possible, what it was worth so far. Pure. */
import { type Day, formatDay } from '../../../schedule/calendar.ts'
import type { DecisionRecord } from '../../decisions/rules/records.ts'
import { crewCalendar, slip } from '../../portfolio/rules/network.ts'
import type {
  AllocationRecord,
  BaselineRecord,
  CrewOfInitiative,
  DeliverableRecord,
  InitiativeRecord,
  KeyResultRecord,
} from '../../portfolio/rules/records.ts'
import { inLine, resultWords } from '../../portfolio/rules/status-line.ts'
import type { CelebrationOf, CelebrationRecord, CelebrationWords } from './records.ts'

/** What happened longer ago is history, and no news. */
export const newsDays = 14
/** So long an owner is asked. */
export const confirmDays = 3
/** More are not read on a card. */
export const mostDecisions = 3
const mostMilestones = 12

/** What it is about, once for ever. */
export function keyOf(of: string, initiativeId: number, deliverableId: number | null): string {
  return deliverableId === null ? `${of}.${initiativeId}` : `${of}.${deliverableId}`
}

/** Something that stands in no plan, by the words that it is called. */
export const keyByHand = (initiativeId: number, title: string): string =>
  `hand.${initiativeId}.${title.toLowerCase().replace(/\s+/g, ' ').trim()}`

export interface Side {
  project: number[]
  product: number[]
}

export interface Involved {
  initiative: Pick<InitiativeRecord, 'projectOwnerId' | 'productOwnerId'>
  members: { personId: number; side: 'project' | 'product' | 'both' }[]
  allocations: Pick<AllocationRecord, 'personId' | 'fromDay'>[]
  pieces: Pick<DeliverableRecord, 'ownerId' | 'finishedOn' | 'percent'>[]
  decisions: Pick<DecisionRecord, 'proposedById' | 'acceptedById' | 'voices'>[]
  day: Day
  /** Who does not want to be named. */
  unnamed: Set<number>
}

/**
 * Owners, whoever was given to it by then, whoever owns what was begun, and whoever decided; each on their side of the crew.
 * Sponsors stand in neither. Owners who are in no crew are named for the side that they own.
 */
export function involved({ initiative, members, allocations, pieces, decisions, day, unnamed }: Involved): Side {
  const sides = new Map<number, string>(members.map(({ personId, side }) => [personId, side]))
  const { projectOwnerId, productOwnerId } = initiative
  if (projectOwnerId !== null && !sides.has(projectOwnerId)) sides.set(projectOwnerId, 'project')
  if (productOwnerId !== null && !sides.has(productOwnerId)) sides.set(productOwnerId, 'product')
  const found = [
    projectOwnerId,
    productOwnerId,
    ...allocations.filter(({ fromDay }) => fromDay <= day).map(({ personId }) => personId),
    ...pieces.filter(({ finishedOn, percent }) => finishedOn !== null || percent > 0).map(({ ownerId }) => ownerId),
    ...decisions.flatMap(({ proposedById, acceptedById, voices }) => [
      proposedById,
      acceptedById,
      ...voices.map(({ personId }) => personId),
    ]),
  ]
  const people = [...new Set(found)].filter((id) => id !== null && !unnamed.has(id)) as number[]
  const on = (side: string) => people.filter((id) => sides.get(id) === side)
  return { project: on('project'), product: on('product') }
}

/** Accepted by then, people’s own: a baseline and a gate record what was done, and make nothing possible. The newest first. */
export function madePossible(decisions: DecisionRecord[], until: Date): DecisionRecord[] {
  return decisions
    .filter(
      ({ state, source, acceptedAt }) =>
        state === 'accepted' && acceptedAt !== null && acceptedAt <= until && !/^(baseline|gate):/.test(source),
    )
    .sort((a, b) => Number(b.acceptedAt) - Number(a.acceptedAt) || b.number - a.number)
    .slice(0, mostDecisions)
}

/** "one working day ahead of the baseline", "on the day of the baseline", "2 working days after the baseline" */
export function aheadText(
  agreed: Day | null | undefined,
  day: Day,
  crew: Pick<CrewOfInitiative, 'workDays' | 'country'> | null,
): string | null {
  if (!agreed) return null
  const late = slip(crewCalendar(crew), agreed, day)
  if (late === 0) return 'on the day of the baseline'
  const days = Math.abs(late) === 1 ? 'one working day' : `${Math.abs(late)} working days`
  return late < 0 ? `${days} ahead of the baseline` : `${days} after the baseline`
}

/** When the baseline said that this piece, or all of it, would be done. */
export function agreedDay(baseline: BaselineRecord | null, pieceKey: string | null): Day | null {
  if (pieceKey === null) return baseline?.finish ?? null
  return baseline?.plan.find(({ key }) => key === pieceKey)?.end ?? null
}

/** Figures where it is realized; before that, when they are looked at. */
export function valueText(of: CelebrationOf, results: KeyResultRecord[], checkOn: Day | null, today: Day): string {
  if (of === 'realized') {
    const read = results.filter(({ current }) => current !== null)
    if (read.length === 0) return `no data (0 of ${results.length} key results report).`
    return `${read.map((one) => resultWords(one, today)).join(' · ')}.`
  }
  const [first, ...more] = results
  const what = first ? `${inLine(first.name)}${more.length ? ` and ${more.length} more` : ''}` : 'its value'
  const named = what.charAt(0).toUpperCase() + what.slice(1)
  if (checkOn && checkOn > today)
    return `too early to say. ${named} is checked on ${formatDay(checkOn, { year: true })}.`
  return `too early to say. No day is set yet on which ${what} is checked.`
}

/** What stands between a card and its announcement: a side of the crew that nobody is named from. */
export function missingSide(
  words: Pick<CelebrationWords, 'project' | 'product'>,
  nameable: Side,
): 'project' | 'product' | null {
  if (words.project.length === 0 && nameable.project.length > 0) return 'project'
  return words.product.length === 0 && nameable.product.length > 0 ? 'product' : null
}

/** Whoever may confirm it: who is asked, and the owners. */
export function mayConfirm(
  { askedId }: Pick<CelebrationRecord, 'askedId'>,
  owners: (number | null)[],
  personId: number,
): boolean {
  return askedId === personId || owners.includes(personId)
}

/** Whose word it is: who delivers it for what is delivered, who decides what it is worth for what is realized; then the others. */
export function whoIsAsked(
  of: CelebrationOf,
  {
    projectOwnerId,
    productOwnerId,
    sponsorId,
    createdById,
  }: Pick<InitiativeRecord, 'projectOwnerId' | 'productOwnerId' | 'sponsorId' | 'createdById'>,
): number[] {
  const owners = of === 'realized' ? [productOwnerId, projectOwnerId] : [projectOwnerId, productOwnerId]
  const named = [...owners, sponsorId].filter((id) => id !== null)
  return named.length ? [...new Set(named)] : [createdById]
}

export interface OnTheLine {
  key: string
  name: string
  day: Day
  done: boolean
}

/** By day; the ones around the present where there are too many. */
export function milestonesOnLine(all: OnTheLine[]): CelebrationWords['milestones'] {
  const sorted = [...all].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const done = sorted.filter((one) => one.done).length
  const from = Math.max(0, Math.min(done - mostMilestones / 2, sorted.length - mostMilestones))
  return sorted
    .slice(from, from + mostMilestones)
    .map(({ key, name, day, done: is }) => ({ label: `${key} ${name}`, day, done: is }))
}

/** The whole years since a day, on that day of a year; `null` on every other day. 29 February is told on the 28th where there is none. */
export function yearsOn(since: Day, today: Day): number | null {
  const years = Number(today.slice(0, 4)) - Number(since.slice(0, 4))
  if (years < 1) return null
  const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const day = since.slice(5) === '02-29' && !leap(Number(today.slice(0, 4))) ? '02-28' : since.slice(5)
  return today.slice(5) === day ? years : null
}
