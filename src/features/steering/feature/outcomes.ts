/** After the count: the outcome is stated, and may become a decision. */
import type { Consequence, Context, Effect, Feature, Outcome } from '../../../chat/feature.ts'
import { notTaken, tell } from '../../../chat/say.ts'
import { crewById } from '../../../people/crews.ts'
import { countLines, outcomeLine } from '../../../voting/cards/result.ts'
import type {} from '../../../voting/facts.ts'
import { withdrawPoll } from '../../../voting/opening.ts'
import { pollView } from '../../../voting/views.ts'
import type {} from '../../decisions/facts.ts'
import type {} from '../../linking/facts.ts'
import type {} from '../../setup/facts.ts'
import { outcomeForm } from '../cards/form.ts'
import { type Domain, domains, mayState, nameOf, type SteeringRecord } from '../rules/records.ts'
import {
  endSteering,
  joinAuthors,
  openSteering,
  setDecision,
  stateOutcome,
  steeringById,
  stopRepeating,
} from '../store.ts'
import { sideIn } from './people.ts'
import { closedCardOf, gone, pollCardOf, resultCardOf, steeringCard, steeringHere } from './records.ts'

type Value = { steering: number }

const forAuthor = 'that is for who asked it, and for the Accountable where one is named'

const refreshed = (steering: SteeringRecord): Effect[] =>
  [pollCardOf(steering), resultCardOf(steering)].map((card) => ({ do: 'refresh', card }))

export async function drawOutcome({ steering: id }: Value, ctx: Context) {
  const steering = await steeringHere(ctx, id)
  const card = steering && (await steeringCard(ctx.tx, steering))
  if (!steering || !card) return { refused: gone }
  if (!mayState(steering, ctx.actor.id))
    return { refused: `You cannot state the outcome of ${nameOf(steering)}: ${forAuthor}.` }
  if (steering.state !== 'closed')
    return { refused: `${nameOf(steering)} has no count yet. State the outcome after its close.` }
  if (steering.decisionId !== null)
    return { refused: `${nameOf(steering)} is a decision already; a new one can supersede it.` }
  return outcomeForm(steering, outcomeLine(card.view))
}

type Said = { outcome: string; why?: string | undefined; domain: string }

export async function saveOutcome(
  { outcome, why, domain }: Said,
  { steering: id }: Value,
  ctx: Context,
): Promise<Outcome> {
  const steering = await steeringHere(ctx, id)
  if (!steering) return notTaken(gone)
  const read: Domain = domains.find((one) => one === domain) ?? 'joint'
  const wrong = await notTheirs(read, steering, ctx)
  if (wrong) return { answer: { do: 'refuse', errors: { domain: wrong } } }
  const said = { outcome: outcome.trim(), why: why?.trim() || null, domain: read }
  if (!(await stateOutcome(ctx.tx, steering, said, ctx.actor.id, ctx.now)))
    return notTaken(`${nameOf(steering)} is a decision already. Nothing was changed.`)
  return {
    ...tell(`The outcome of ${nameOf(steering)} stands on its card. Make it a decision there, and it is recorded.`),
    effects: refreshed(steering),
  }
}

/** What and why is accepted by the product side alone, how and when by the project side; a sponsor is on both. */
async function notTheirs(
  domain: Domain,
  { crewIds, organizationId }: SteeringRecord,
  ctx: Context,
): Promise<string | null> {
  const side = await sideIn(ctx.tx, organizationId, ctx.actor.id, crewIds)
  const needed = { what: 'product', how: 'project', joint: null }[domain]
  if (needed === null || side === needed || side === 'both') return null
  return `Only the ${needed} side accepts this kind of decision, and you are not on it. Choose another, or let somebody of that side state it.`
}

/** One press. The record is made by whoever hears it, in this transaction. */
export async function decide({ steering: id }: Value, ctx: Context): Promise<Outcome> {
  const steering = await steeringHere(ctx, id)
  const card = steering && (await steeringCard(ctx.tx, steering))
  if (!steering || !card) return tell(gone)
  if (!mayState(steering, ctx.actor.id)) return tell(`You cannot make ${nameOf(steering)} a decision: ${forAuthor}.`)
  if (!steering.outcome)
    return tell(`State the outcome of ${nameOf(steering)} first: a decision is a sentence, not a count.`)
  if (steering.decisionId !== null) return tell(`${nameOf(steering)} is a decision already. Nothing was changed.`)
  const { organizationId, initiativeId, crewIds, question, settings } = steering
  const { view } = card
  return {
    ...tell(`The outcome of ${nameOf(steering)} goes into the decision log.`),
    facts: [
      {
        fact: 'decision.wanted',
        organizationId,
        crewId: crewIds[0] ?? null,
        initiativeId: card.about ? initiativeId : null,
        domain: settings.domain,
        what: steering.outcome,
        why: [`${nameOf(steering)}: ${question}`, settings.outcomeWhy].filter(Boolean).join(' '),
        options: view.options.map(({ text }) => ({ text, why: null })),
        tally: [...countLines(view), { label: 'Count', text: outcomeLine(view) }],
        impact: null,
        source: sourceOf(view.poll.id),
        link: null,
        actorId: steering.outcomeById ?? ctx.actor.id,
        reviewOn: null,
        under: pollCardOf(steering),
      },
    ],
    effects: refreshed(steering),
  }
}

const sourceOf = (pollId: number) => `poll:${pollId}`

export async function withdraw({ steering: id }: Value, ctx: Context): Promise<Outcome> {
  const steering = await steeringHere(ctx, id)
  const card = steering && (await steeringCard(ctx.tx, steering))
  if (!steering || !card) return tell(gone)
  if (!mayState(steering, ctx.actor.id)) return tell(`You cannot take ${nameOf(steering)} back: ${forAuthor}.`)
  if (!(await withdrawPoll(ctx.tx, card.view.poll.id, ctx.now)))
    return tell(`${nameOf(steering)} has ended already. Nothing was changed.`)
  await endSteering(ctx.tx, steering.id, 'withdrawn')
  return { ...tell(`${nameOf(steering)} is taken back. Nothing was counted.`), effects: refreshed(steering) }
}

export async function stop({ steering: id }: Value, ctx: Context): Promise<Outcome> {
  const steering = await steeringHere(ctx, id)
  if (!steering) return tell(gone)
  if (!mayState(steering, ctx.actor.id)) return tell(`You cannot stop ${nameOf(steering)}: ${forAuthor}.`)
  const stopped = await stopRepeating(ctx.tx, steering.id)
  return {
    ...tell(stopped ? `${nameOf(steering)} repeats no more.` : `${nameOf(steering)} does not repeat.`),
    effects: refreshed(steering),
  }
}

export const facts: NonNullable<Feature['facts']> = {
  async 'poll.closed'({ card }, { tx }): Promise<Consequence> {
    if (card.kind !== 'steering.poll') return {}
    const steering = await steeringById(tx, Number(card.key))
    if (!steering || !(await endSteering(tx, steering.id, 'closed'))) return {}
    const crews = await Promise.all(steering.crewIds.map((id) => crewById(tx, id)))
    const said: Effect[] = crews.flatMap((crew): Effect[] =>
      crew?.channels.length ? [{ do: 'announce', to: crew.id, card: closedCardOf(steering), under: card }] : [],
    )
    const told = [...new Set([steering.authorId, steering.accountableId].filter((id) => id !== null))]
    return {
      effects: [...said, ...told.map((to): Effect => ({ do: 'dm', to, card: resultCardOf(steering), kind: 'urgent' }))],
    }
  },
  async 'decision.made'({ source, decisionId }, { tx }) {
    const view = source.startsWith('poll:') ? await pollView(tx, Number(source.slice('poll:'.length))) : null
    if (view?.poll.cardKind !== 'steering.poll') return {}
    const steering = await steeringById(tx, Number(view.poll.cardKey))
    if (!steering) return {}
    await setDecision(tx, steering.id, decisionId)
    return { effects: refreshed(steering) }
  },
  /** Voting has taken back what was put to that crew alone. */
  async 'crew.deleted'({ crewId }, { tx }) {
    const crew = await crewById(tx, crewId)
    const open = crew ? await openSteering(tx, crew.organizationId) : []
    const over: SteeringRecord[] = []
    for (const steering of open) {
      if (!steering.crewIds.every((id) => id === crewId) || steering.crewIds.length === 0) continue
      await endSteering(tx, steering.id, 'withdrawn')
      await stopRepeating(tx, steering.id)
      over.push(steering)
    }
    return { effects: over.flatMap(refreshed) }
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    await joinAuthors(tx, personId, formerId)
    return {}
  },
}
