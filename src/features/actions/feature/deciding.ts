/** What somebody promises to do because of a decision. */
import type { Context, Outcome, Refusal } from '../../../chat/feature.ts'
import { notTaken } from '../../../chat/say.ts'
import { type Crew, readCrew } from '../../../people/crews.ts'
import { isMember } from '../../../people/sides.ts'
import { whoActs } from '../../../people/standing.ts'
import { type DecisionRecord, decisionName } from '../../decisions/rules/records.ts'
import { decisionById } from '../../decisions/store/reads.ts'
import { mayOf } from '../../portfolio/rules/rights.ts'
import { anyInitiative } from '../../portfolio/store/reads.ts'
import { decisionForm } from '../cards/forms.ts'
import { type PromiseAnswers, readPromise } from '../rules/promise.ts'
import { added, membersOf, optionsOf } from './making.ts'

export interface OfDecision {
  decision: number
}

/** One that holds, and the crew whose people can promise something; for that crew and the owners. */
async function actedOn(id: number, ctx: Context): Promise<{ decision: DecisionRecord; crew: Crew } | Refusal> {
  const { tx, actor } = ctx
  const decision = await decisionById(tx, actor.organizationId, id)
  const crew = decision?.crewId ? await readCrew(tx, actor.organizationId, decision.crewId) : null
  if (!decision || !crew) return { refused: 'This decision is of no crew here, and an action item is promised in one.' }
  const initiative = decision.initiativeId === null ? null : await anyInitiative(tx, decision.initiativeId)
  if (!isMember(crew, actor.id) && !(initiative && mayOf('vote', await whoActs(ctx), initiative)))
    return { refused: 'Action items of a decision are added by its crew and the owners. Nothing was changed.' }
  if (decision.state !== 'accepted')
    return { refused: `${decisionName(decision)} does not hold, so nothing is to be done because of it.` }
  return { decision, crew }
}

export async function drawDecide({ decision: id }: OfDecision, ctx: Context) {
  const found = await actedOn(id, ctx)
  if ('refused' in found) return found
  const { decision, crew } = found
  const owner = isMember(crew, ctx.actor.id) ? ctx.actor.id : null
  return decisionForm(decision, optionsOf(membersOf([crew])), owner)
}

export async function decide(values: PromiseAnswers, { decision: id }: OfDecision, ctx: Context): Promise<Outcome> {
  const found = await actedOn(id, ctx)
  if ('refused' in found) return notTaken(found.refused)
  const { decision, crew } = found
  const read = readPromise(values, crew, ctx.now)
  if ('errors' in read) return { answer: { do: 'refuse', errors: read.errors } }
  return added({ crew, initiativeId: decision.initiativeId, source: `decision:${decision.id}`, ...read.ok }, ctx)
}
