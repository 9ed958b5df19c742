/** Which initiative somebody means, as far as they may see it: what they may not is not there for them. */
import type { Refusal } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type { InitiativeRecord } from '../rules/records.ts'
import { mayOf, type Right, refusal, type Standing } from '../rules/rights.ts'
import { unknownKey } from '../rules/words.ts'
import { initiativeById, initiativesOf } from './reads.ts'

export interface Seen {
  initiative: InitiativeRecord
  who: Standing
}

export const goneInitiative = 'This initiative is not here any more. Nothing was changed.'

export async function seenInitiatives(
  read: Tx,
  organizationId: number,
  who: Standing,
  { retired = false }: { retired?: boolean } = {},
): Promise<InitiativeRecord[]> {
  return (await initiativesOf(read, organizationId, { retired })).filter((one) => mayOf('see', who, one))
}

/** In a crew's channel its own, where it has any. */
export async function seenFrom(
  read: Tx,
  organizationId: number,
  who: Standing,
  crewId: number | undefined,
): Promise<InitiativeRecord[]> {
  const all = await seenInitiatives(read, organizationId, who)
  const here = all.filter((one) => crewId !== undefined && one.crewId === crewId)
  return here.length ? here : all
}

/** In whatever case it was typed; else the nearest key that they know. */
export async function seenByKey(read: Tx, organizationId: number, key: string, who: Standing): Promise<Seen | Refusal> {
  const seen = await seenInitiatives(read, organizationId, who, { retired: true })
  const initiative = seen.find((one) => one.key === key.trim().toUpperCase())
  const keys = seen.map((one) => one.key)
  return initiative ? { initiative, who } : { refused: unknownKey(key, 'an initiative', keys) }
}

/** For somebody who may do this to it. */
export async function seenById(
  read: Tx,
  organizationId: number,
  id: number,
  { who, right, doing }: { who: Standing; right: Right; doing: string },
): Promise<Seen | Refusal> {
  const initiative = await initiativeById(read, organizationId, id)
  if (!initiative || !mayOf('see', who, initiative)) return { refused: goneInitiative }
  return mayOf(right, who, initiative) ? { initiative, who } : { refused: refusal(right, `${doing} ${initiative.key}`) }
}
