/** What other features tell the portfolio: the number of a decision, a change that was accepted, who took what nobody owned, and who turned out to be one person. */
import type { Context, Fact, Feature } from '../../../chat/feature.ts'
import type {} from '../../assumptions/facts.ts'
import type {} from '../../decisions/facts.ts'
import type {} from '../../guards/facts.ts'
import type {} from '../../raci/facts.ts'
import { setBroken, setQuiet, takeOwnership } from '../store/initiatives.ts'
import { joinInPortfolio } from '../store/joining.ts'
import { nameBaselineDecision, putChance } from '../store/plan.ts'
import { applyChange } from './applying.ts'
import { changed } from './changed.ts'
import type { Own } from './own.ts'

type Wanted = Extract<Fact, { fact: 'decision.wanted' }>

/** What was decided here, for the record. */
export function decisionOf(
  { initiative: { id, organizationId, crewId } }: Own,
  { actor }: Context,
  what: Pick<Wanted, 'domain' | 'what' | 'why' | 'source' | 'reviewOn'>,
): Wanted {
  const none = { options: [], tally: null, impact: null, link: null }
  return { fact: 'decision.wanted', organizationId, crewId, initiativeId: id, actorId: actor.id, ...none, ...what }
}

export const facts: NonNullable<Feature['facts']> = {
  async 'decision.made'({ source, number }, { tx }) {
    const [kind, initiativeId, version] = source.split(':')
    if (kind === 'baseline') await nameBaselineDecision(tx, Number(initiativeId), Number(version), `DEC-${number}`)
    return {}
  },
  'scope.accepted': applyChange,
  async 'assumptions.counted'({ organizationId, initiativeId, broken, percent }, { tx, now }) {
    const other = await setBroken(tx, initiativeId, broken, percent, now)
    return other ? { facts: await changed(tx, 'value', organizationId, [initiativeId]) } : {}
  },
  async 'promise.weighed'({ organizationId, initiativeId, deliverableId, chance, weighedOn, unsigned }, { tx }) {
    const other = await putChance(tx, deliverableId, { chance, weighedOn, unsigned })
    return other ? { facts: await changed(tx, 'plan', organizationId, [initiativeId]) } : {}
  },
  async 'silence.counted'({ initiativeId, project, product, on }, { tx }) {
    await setQuiet(tx, initiativeId, { quietProject: project, quietProduct: product, quietOn: on })
    return {}
  },
  async 'person.joined'({ personId, formerId }, { tx }) {
    await joinInPortfolio(tx, personId, formerId)
    return {}
  },
  async 'ownership.taken'(taken, { tx, now }) {
    await takeOwnership(tx, taken, now)
    return {}
  },
}
