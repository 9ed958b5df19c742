/** Which scope change is meant, and whether this person may do that with it. */
import type { Context, Refusal } from '../../../chat/feature.ts'
import { command } from '../../../chat/spoken.ts'
import { type Crew, crewById } from '../../../people/crews.ts'
import { whoActs } from '../../../people/standing.ts'
import type { InitiativeRecord } from '../../portfolio/rules/records.ts'
import { mayOf, refusal, type Standing } from '../../portfolio/rules/rights.ts'
import { initiativeById } from '../../portfolio/store/reads.ts'
import { type ScopeRecord, scopeName } from '../rules/records.ts'
import { scopeById } from '../store/scopes.ts'

export interface Own {
  scope: ScopeRecord
  initiative: InitiativeRecord
  crew: Crew
  who: Standing
}

export const gone = 'This scope change is not here any more. Nothing was changed.'

/** Whoever proposed it, and the initiative's owners: a draft is theirs alone. */
export function mayDraft(scope: ScopeRecord, initiative: InitiativeRecord, { personId, guest }: Standing): boolean {
  const { projectOwnerId, productOwnerId } = initiative
  return !guest && [scope.proposerId, projectOwnerId, productOwnerId].includes(personId)
}

/** One that this person may see; `vote`: that they may change the course of. */
export async function ownScope(id: number, right: 'see' | 'vote', ctx: Context): Promise<Own | Refusal> {
  const scope = await scopeById(ctx.tx, ctx.actor.organizationId, id)
  const initiative = scope && (await initiativeById(ctx.tx, ctx.actor.organizationId, scope.initiativeId))
  const crew = scope && (await crewById(ctx.tx, scope.crewId))
  if (!scope || !initiative || !crew) return { refused: gone }
  const who = await whoActs(ctx)
  if (!mayOf('see', who, initiative)) return { refused: gone }
  if (scope.state === 'draft' && !mayDraft(scope, initiative, who)) {
    return {
      refused: `${scopeName(scope)} is a draft of ${initiative.key}: only whoever proposes it and the owners see it. ${command('scope list')} shows the others.`,
    }
  }
  if (right === 'vote' && !mayDraft(scope, initiative, who) && !mayOf('vote', who, initiative)) {
    return { refused: refusal('vote', `change the vote on ${initiative.key}`) }
  }
  return { scope, initiative, crew, who }
}
