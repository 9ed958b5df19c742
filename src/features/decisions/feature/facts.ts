/** Decisions that other features make, and what becomes of decisions when crews and people change. */
import type { Card, Effect, Feature } from '../../../chat/feature.ts'
import type { Tx } from '../../../db.ts'
import type {} from '../facts.ts'
import { decisionById, decisionBySource, decisionsOfCrew, openOf } from '../store/reads.ts'
import { joinPersons, leaveCrew, supersede } from '../store/writing.ts'
import { putReview } from './deciding.ts'
import { around, cardOf, refreshed, told } from './own.ts'
import { add } from './records.ts'

/** A plan agreed again, or a gate passed, is about the same as the one before and contradicts nothing. */
const compared = (source: string) => !/^(baseline|gate):/.test(source)

export const facts: NonNullable<Feature['facts']> = {
  async 'decision.wanted'(wanted, { tx, now }) {
    const { organizationId, source, actorId, under } = wanted
    const {
      crewId,
      initiativeId,
      keyResultId = null,
      domain,
      what,
      why,
      options,
      tally,
      impact,
      link,
      reviewOn,
    } = wanted
    const data = { crewId, initiativeId, keyResultId, domain, what, why, options, tally, impact, link, reviewOn }
    const made = (decision: { id: number; number: number }) => ({
      fact: 'decision.made' as const,
      source,
      decisionId: decision.id,
      number: decision.number,
      organizationId,
    })
    const known = await decisionBySource(tx, organizationId, source)
    if (known) return { facts: [made(known)] }
    const before = wanted.supersedes ? await decisionById(tx, organizationId, wanted.supersedes) : null
    const replaced = before?.state === 'accepted' ? before : null
    const of = await around(tx, data)
    const decision = await add(
      tx,
      {
        ...data,
        organizationId,
        source,
        effect: null,
        subject: null,
        proposedById: actorId,
        supersedesId: replaced?.id ?? null,
        at: now,
        state: 'accepted',
        acceptedById: actorId,
        acceptedAt: now,
      },
      of,
      compared(source),
    )
    if (replaced) await supersede(tx, replaced.id)
    await putReview(tx, decision, of.crew?.zone ?? of.initiative?.crew?.zone ?? 'UTC')
    const { project, product } = of.people.owners
    const flagged = decision.contradictions.length > 0
    const effects: Effect[] = [
      ...(of.crew
        ? [
            {
              do: 'announce' as const,
              to: of.crew.id,
              card: cardOf(decision.id),
              waits: true as const,
              ...(under && { under }),
            },
          ]
        : []),
      ...(replaced ? [{ do: 'refresh' as const, card: cardOf(replaced.id) }] : []),
      ...(flagged ? told([project, product], 'asked', decision.id, { but: actorId }) : []),
    ]
    return { facts: [made(decision)], effects }
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    const ids = await joinPersons(tx, personId, formerId)
    return { effects: ids.map((id) => ({ do: 'refresh', card: cardOf(id) })) }
  },
  async 'crew.deleted'({ crewId }, { tx }) {
    const decisions = await decisionsOfCrew(tx, crewId)
    await leaveCrew(tx, crewId)
    return { effects: decisions.flatMap((one) => (one.state === 'proposed' ? refreshed(one) : [])) }
  },
}

/** What is superseded or withdrawn changes no more. */
export async function changing(cards: Card[], read: Tx): Promise<Card[]> {
  const ids = new Set(
    await openOf(
      read,
      cards.map(({ key }) => Number.parseInt(key, 10)),
    ),
  )
  return cards.filter(({ key }) => ids.has(Number.parseInt(key, 10)))
}
