/** What the two owners do where the sides disagree: what both choose holds. Pure. */
import type { ScopeCourse, ScopeRecord, Way } from './records.ts'

export interface Owners {
  projectOwnerId: number | null
  productOwnerId: number | null
  sponsorId: number | null
}

/** Each once; where nobody owns it, whoever proposed the change. */
export function choosers(
  { projectOwnerId, productOwnerId }: Owners,
  { proposerId }: Pick<ScopeRecord, 'proposerId'>,
): number[] {
  const owners = [...new Set([projectOwnerId, productOwnerId].filter((id) => id !== null))]
  return owners.length ? owners : [proposerId]
}

export const waysWords: Record<Way, string> = {
  amend: 'amend it and vote again',
  split: 'split it in two',
  escalate: 'ask somebody above',
  withdraw: 'withdraw it',
}

/** With the newest word of each. */
export function choose(course: ScopeCourse, personId: number, way: Way, at: Date): ScopeCourse {
  const others = course.choices.filter((one) => one.personId !== personId)
  return { ...course, choices: [...others, { personId, way, at }] }
}

/** The way that all of them chose; `null`: somebody is missing, or they differ. */
export function agreed({ choices }: ScopeCourse, owners: number[]): Way | null {
  const [first, ...rest] = owners.map((id) => choices.find(({ personId }) => personId === id)?.way)
  return first && rest.every((way) => way === first) ? first : null
}

/** The first part stays, the rest becomes a proposal of its own. */
export function splitEffects(parts: string[]): { first: string; rest: string } | null {
  const [first, ...rest] = parts
  return first && rest.length ? { first, rest: rest.join('; ') } : null
}
