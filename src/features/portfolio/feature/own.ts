/** Which initiative is meant, and whether this person may do that to it. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import { whoActs } from '../../../people/standing.ts'
import { type Day, toLocal } from '../../../schedule/calendar.ts'
import type { InitiativeRecord, MoneyShown } from '../rules/records.ts'
import { mayOf, moneyShown, type Right, refusal, rolesOf, type Standing } from '../rules/rights.ts'
import { unknownKey } from '../rules/words.ts'
import { initiativeById, initiativeByKey } from '../store/reads.ts'
import { goneInitiative, seenInitiatives } from '../store/seen.ts'

export interface Own {
  initiative: InitiativeRecord
  who: Standing
  /** On the calendar of its crew. */
  today: Day
  /** To this person alone. */
  money: MoneyShown
}

/** By its key, for somebody who may do this; the nearest key where there is none of that name. */
export async function byKey(key: string, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  const who = await whoActs(ctx)
  const found = await initiativeByKey(ctx.tx, ctx.actor.organizationId, key)
  if (found) return own(found, who, right, doing, ctx)
  // Guests learn no keys of others.
  const seen = await seenInitiatives(ctx.tx, ctx.actor.organizationId, who, { retired: true })
  const keys = seen.map((one) => one.key)
  return { refused: unknownKey(key, 'an initiative', keys) }
}

export async function byId(id: number, right: Right, doing: string, ctx: Context): Promise<Own | Refusal> {
  const found = await initiativeById(ctx.tx, ctx.actor.organizationId, id)
  return found ? own(found, await whoActs(ctx), right, doing, ctx) : { refused: goneInitiative }
}

function own(initiative: InitiativeRecord, who: Standing, right: Right, doing: string, ctx: Context): Own | Refusal {
  if (!mayOf('see', who, initiative)) return { refused: unknownKey(initiative.key, 'an initiative of yours', []) }
  if (!mayOf(right, who, initiative)) return { refused: refusal(right, `${doing} ${initiative.key}`) }
  return {
    initiative,
    who,
    today: toLocal(ctx.now, initiative.crew?.zone ?? ctx.actor.zone).day,
    money: moneyShown(initiative.crew?.money ?? null, { alone: rolesOf(who, initiative) }),
  }
}

export const allowed = ({ who, initiative }: Own, right: Right) => mayOf(right, who, initiative)
