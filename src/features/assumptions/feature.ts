/** Assumptions: what an initiative takes for true, whether it still is, and what rests on it. */

import { z } from 'zod'
import { initiativeArgument } from '../../chat/argument.ts'
import { type Card, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import type {} from '../linking/facts.ts'
import { ask, drawAsk, drawBroken, drawReview, saveReview, waiting } from './feature/reviewing.ts'
import { assumption, drawAdd, drawChange, saveAdd, saveChange, show } from './feature/writing.ts'
import { anyAssumption } from './store/reads.ts'
import { joinOwners } from './store/writing.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofAssumption = z.object({ assumption: z.number().int() })
const answering = ofAssumption.extend({ holds: z.boolean(), review: z.string() })

export const assumptions: Feature = {
  name: 'assumptions',
  commands: [
    {
      name: 'assumption',
      summary: 'Show and change what an initiative takes for true',
      args: [initiativeArgument],
      run: ({ key }, ctx) => assumption(key as string | undefined, ctx),
    },
  ],
  presses: {
    'assumptions.show': press(ofInitiative, show),
    'assumptions.add': press(ofInitiative, async (value, ctx) => opened(await drawAdd(value, ctx))),
    'assumptions.change': press(ofAssumption, async (value, ctx) => opened(await drawChange(value, ctx))),
    'assumptions.review': press(answering, async (value, ctx) => opened(await drawReview(value, ctx))),
  },
  forms: {
    'assumptions.add': formDefinition(ofInitiative, drawAdd, saveAdd),
    'assumptions.change': formDefinition(ofAssumption, drawChange, saveChange),
    'assumptions.review': formDefinition(answering, drawReview, saveReview as never),
  },
  cards: { 'assumptions.ask': drawAsk, 'assumptions.broken': drawBroken },
  jobs: { 'assumptions.review': { late: 'run', run: ask } },
  facts: {
    async 'person.joined'({ personId, formerId }, { tx }) {
      await joinOwners(tx, personId, formerId)
      return {}
    },
  },
  waiting,
  home: ({ actor, now, tx }) => waiting(actor.id, { now, tx }),
  /** Questions that wait for an answer; what broke was said once. */
  async changing(cards: Card[], read) {
    const kept: Card[] = []
    for (const card of cards) {
      const one = card.kind === 'assumptions.ask' ? await anyAssumption(read, Number.parseInt(card.key, 10)) : null
      if (one && one.state !== 'dropped' && card.key.startsWith(`${one.id}.${one.reviewOn}:`)) kept.push(card)
    }
    return kept
  },
}
