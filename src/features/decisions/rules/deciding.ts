/** Who may do what to a decision, and what it waits for. Pure: refusals are sentences. */
import { type AnySide, type DecisionRecord, type Domain, decisionName, type Side, standing } from './records.ts'

export interface People {
  owners: Record<Side, number | null>
  /** Who is asked where the sides do not agree. */
  sponsors: number[]
  /** Of its crew, those who only watch left out. */
  members: { personId: number; side: AnySide }[]
  labels: Record<Side, string>
}

type Step = { refused: string }

export const sides: readonly Side[] = ['project', 'product']
const deciding: Record<Domain, readonly Side[]> = { what: ['product'], how: ['project'], joint: sides }

export const decidingSides = (domain: Domain): readonly Side[] => deciding[domain]
export const consultedSides = (domain: Domain): Side[] => sides.filter((side) => !deciding[domain].includes(side))

/** The sides that a person stands on here: as a member, or as the owner of a side. */
export function sidesOf(personId: number, { owners, members }: People): Side[] {
  return sides.filter(
    (side) => owners[side] === personId || members.some((one) => one.personId === personId && one.side === side),
  )
}

export function takesPart(personId: number, people: People): boolean {
  return (
    sidesOf(personId, people).length > 0 ||
    people.sponsors.includes(personId) ||
    people.members.some((one) => one.personId === personId)
  )
}

export const spoken = ({ voices }: Pick<DecisionRecord, 'voices'>, side: Side) =>
  voices.some((one) => one.side === side && !one.accepts)

export const agreed = ({ voices }: Pick<DecisionRecord, 'voices'>, side: Side) =>
  voices.some((one) => one.side === side && one.accepts)

/** Of the consulted sides those that nobody has spoken for, as far as there is anybody. */
export function unheard(decision: DecisionRecord, people: People): Side[] {
  return consultedSides(decision.domain).filter((side) => !spoken(decision, side) && hasPeople(side, people))
}

const hasPeople = (side: Side, { owners, members }: People) =>
  owners[side] !== null || members.some((one) => one.side === side)

const stateWords = { accepted: 'accepted', superseded: 'superseded', withdrawn: 'withdrawn' } as const

/** Why nothing of it can change any more. */
export function notOpen(decision: DecisionRecord): Step | null {
  if (decision.state === 'proposed') return null
  const way = decision.state === 'accepted' ? ' It is never edited: Supersede proposes the one that replaces it.' : ''
  return { refused: `${decisionName(decision)} is ${stateWords[decision.state]}. Nothing was changed.${way}` }
}

export const domainWords: Record<Domain, string> = { what: 'what and why', how: 'how and when', joint: 'both sides' }

/** `accepted`: it holds from now on; `agreed`: one side has said yes and the other has to. */
export function accept(
  decision: DecisionRecord,
  personId: number,
  people: People,
): Step | { ok: 'accepted' } | { ok: 'agreed'; side: Side } {
  const name = decisionName(decision)
  const closed = notOpen(decision)
  if (closed) return closed
  const [against] = standing(decision).filter((one) => one.acknowledgedById === null)
  if (against) {
    return {
      refused: `${name} may contradict ${decisionName(against)}. Look at both and press I know on its card, then accept. Nothing was changed.`,
    }
  }
  if (decision.escalatedAt && people.sponsors.includes(personId)) return { ok: 'accepted' }
  const mine = sidesOf(personId, people)
  const own = deciding[decision.domain].filter((side) => mine.includes(side))
  if (own.length === 0) return { refused: notYours(decision, people) }
  const [silent] = unheard(decision, people)
  if (silent) {
    return {
      refused: `${people.labels[silent]} is heard first, and has not said anything about ${name} yet. Somebody of that side presses Say something; either side can escalate. Nothing was changed.`,
    }
  }
  if (decision.domain !== 'joint') return { ok: 'accepted' }
  const side = own.find((one) => !agreed(decision, one))
  if (!side) return { refused: `Your side has accepted ${name} already; the other has not. Nothing was changed.` }
  return sides.every((one) => own.includes(one) || agreed(decision, one)) ? { ok: 'accepted' } : { ok: 'agreed', side }
}

function notYours({ domain, number }: DecisionRecord, { labels }: People): string {
  const who = deciding[domain].map((side) => labels[side]).join(' and ')
  const belongs =
    domain === 'joint' ? 'is accepted by both sides' : `is about ${domainWords[domain]}, which ${who} accepts`
  return `DEC-${number} ${belongs}. You can say something, or escalate it. Nothing was changed.`
}

export function escalate(decision: DecisionRecord, personId: number, people: People): Step | null {
  const closed = notOpen(decision)
  if (closed) return closed
  const name = decisionName(decision)
  if (decision.escalatedAt) return { refused: `${name} is with the sponsor already. Nothing was changed.` }
  if (sidesOf(personId, people).length === 0) {
    return { refused: `Either side can escalate ${name}, and you stand on neither. Nothing was changed.` }
  }
  if (people.sponsors.length === 0) {
    return {
      refused: `Nobody is named who could decide ${name} for both sides. Name a sponsor first. Nothing was changed.`,
    }
  }
  return null
}

/** Whoever proposed it, the owners, and the sponsor. */
export function withdraw(decision: DecisionRecord, personId: number, people: People): Step | null {
  const closed = notOpen(decision)
  if (closed) return closed
  const { owners, sponsors } = people
  const may = [decision.proposedById, owners.project, owners.product, ...sponsors].includes(personId)
  return may
    ? null
    : {
        refused: `${decisionName(decision)} is withdrawn by whoever proposed it, by the owners or by the sponsor. Nothing was changed.`,
      }
}

/** Changed as long as it is proposed, by whoever proposed it. What others said stands. */
export function change(decision: DecisionRecord, personId: number): Step | null {
  const closed = notOpen(decision)
  if (closed) return closed
  return decision.proposedById === personId
    ? null
    : {
        refused: `${decisionName(decision)} is changed by whoever proposed it. You can say something about it. Nothing was changed.`,
      }
}

/** Those it waits for now: the owners of the sides whose turn it is, the sponsor once it is escalated. */
export function turnOf(decision: DecisionRecord, people: People): number[] {
  if (decision.state !== 'proposed') return []
  if (decision.escalatedAt) return people.sponsors
  const silent = unheard(decision, people)
  const turn = silent.length ? silent : deciding[decision.domain].filter((side) => !agreed(decision, side))
  return [...new Set(turn.flatMap((side) => people.owners[side] ?? []))]
}

/** What a person of a side, or a sponsor, can do for one that is open: be heard first, or accept it. */
export function stepFor(decision: DecisionRecord, personId: number, people: People): 'say' | 'accept' | null {
  if (decision.state !== 'proposed') return null
  if (decision.escalatedAt) return people.sponsors.includes(personId) ? 'accept' : null
  const mine = sidesOf(personId, people)
  const silent = unheard(decision, people)
  if (silent.length) return silent.some((side) => mine.includes(side)) ? 'say' : null
  const left = deciding[decision.domain].filter((side) => !agreed(decision, side))
  return left.some((side) => mine.includes(side)) ? 'accept' : null
}
