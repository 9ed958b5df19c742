/** Who may what: the only place that decides it. docs/rights.md shows the same table, and a test compares them. Pure. */
import type { InitiativeRecord, MoneyShown } from './records.ts'

/** `owner`: of either side, or the sponsor. `member`: of the owning or the steering crew. `colleague`: anybody else who is no guest. */
export const roles = ['admin', 'finance', 'owner', 'member', 'colleague', 'guest'] as const
export type Role = (typeof roles)[number]

export const rights = {
  see: { says: 'See plan, status and roadmap', who: ['admin', 'finance', 'owner', 'member', 'colleague', 'guest'] },
  make: { says: 'Make initiatives and objectives', who: ['admin', 'finance', 'member'] },
  edit: { says: 'Edit the plan', who: ['admin', 'owner', 'member'] },
  progress: { says: 'Report progress and readings', who: ['admin', 'owner', 'member', 'guest'] },
  baseline: { says: 'Set a baseline, deliver, realize, retire', who: ['admin', 'owner'] },
  results: { says: 'Change key results that have owners', who: ['admin', 'owner'] },
  book: { says: 'Book money, import costs', who: ['admin', 'finance', 'owner'] },
  amounts: { says: 'See amounts whatever the crew shows', who: ['admin', 'finance', 'owner'] },
  rates: { says: 'See and store rates', who: ['finance'] },
  vote: { says: 'Open votes', who: ['owner', 'member'] },
  gate: { says: 'Close gates (besides their gatekeepers)', who: ['admin', 'owner'] },
} as const satisfies Record<string, { says: string; who: readonly Role[] }>

export type Right = keyof typeof rights

/** What of a person decides their roles. */
export interface Standing {
  personId: number
  admin: boolean
  finance: boolean
  /** Of the account they act with. */
  guest: boolean
  /** Crews they are in. */
  crewIds: number[]
}

type Of = Pick<InitiativeRecord, 'crewId' | 'steeringCrewId' | 'projectOwnerId' | 'productOwnerId' | 'sponsorId'>

/** Every role that a person has toward an initiative; a guest stays one, whatever else they are named. */
export function rolesOf(who: Standing, initiative: Of | null): Role[] {
  if (who.guest) return ['guest']
  const { personId } = who
  const owner =
    initiative !== null &&
    [initiative.projectOwnerId, initiative.productOwnerId, initiative.sponsorId].includes(personId)
  const crews = initiative ? [initiative.crewId, initiative.steeringCrewId] : who.crewIds
  const member = crews.some((id) => id !== null && who.crewIds.includes(id))
  return [
    ...(who.admin ? (['admin'] as const) : []),
    ...(who.finance ? (['finance'] as const) : []),
    ...(owner ? (['owner'] as const) : []),
    member ? 'member' : 'colleague',
  ]
}

export function may(right: Right, held: Role[]): boolean {
  const who: readonly Role[] = rights[right].who
  return held.some((role) => who.includes(role))
}

/** Guests of a crew may tell of their own work; those of another crew may not even look. */
export function mayOf(right: Right, who: Standing, initiative: Of | null): boolean {
  if (who.guest && !inCrew(who, initiative)) return false
  return may(right, rolesOf(who, initiative))
}

function inCrew({ crewIds }: Standing, initiative: Of | null): boolean {
  const crews = initiative ? [initiative.crewId, initiative.steeringCrewId] : []
  return crews.some((id) => id !== null && crewIds.includes(id))
}

/** A goal is changed by those who stand for it; where nobody does, by whoever may make one. */
export function mayChangeResult(who: Standing, result: Pick<Of, 'projectOwnerId' | 'productOwnerId'>): boolean {
  if (result.projectOwnerId === null && result.productOwnerId === null) return mayOf('make', who, null)
  const { projectOwnerId, productOwnerId } = result
  return mayOf('results', who, { projectOwnerId, productOwnerId, crewId: null, steeringCrewId: null, sponsorId: null })
}

/** The sentence that refuses: what is needed, and who has it. */
export function refusal(right: Right, what: string): string {
  const names: Record<Role, string> = {
    admin: 'organization admins',
    finance: 'finance',
    owner: 'its owners',
    member: 'members of its crew',
    colleague: 'colleagues',
    guest: 'guests of its crew',
  }
  const who = rights[right].who.map((role) => names[role])
  return `You cannot ${what}: that is for ${list(who)}. Nothing was changed.`
}

function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Who is going to read it: one person alone, or a channel. `guests`: how many, `null` where the platform does not tell. */
export type Audience = { alone: Role[] } | { channel: { ofCrew: boolean; guests: number | null } }

/** How money is shown to an audience, with what the crew has set (`null`: nothing). */
export function moneyShown(crewSays: MoneyShown | null, audience: Audience): MoneyShown {
  if ('alone' in audience) {
    if (may('amounts', audience.alone)) return 'amounts'
    const known = audience.alone.includes('member')
    return known ? (crewSays ?? 'amounts') : atMostPercent(crewSays)
  }
  const { ofCrew, guests } = audience.channel
  // Where it is not known who reads, it is shown as if a guest did.
  if (!ofCrew) return atMostPercent(crewSays)
  return crewSays ?? (guests === 0 ? 'amounts' : 'percent')
}

type Owned = Pick<InitiativeRecord, 'crewId' | 'steeringCrewId' | 'crew'>

const isOf = (crewId: number | null, one: Owned) => crewId !== null && [one.crewId, one.steeringCrewId].includes(crewId)

/** In a channel of this crew (`null`: of none). */
export function moneyInChannel(one: Owned, crewId: number | null, guests: number | null): MoneyShown {
  return moneyShown(one.crew?.money ?? null, { channel: { ofCrew: isOf(crewId, one), guests } })
}

/** Whether it matters who reads the channel: its crew has set nothing. */
export const guestsMatter = (one: Owned, crewId: number | null) => isOf(crewId, one) && !one.crew?.money

function atMostPercent(crewSays: MoneyShown | null): MoneyShown {
  return crewSays === 'hidden' ? 'hidden' : 'percent'
}
