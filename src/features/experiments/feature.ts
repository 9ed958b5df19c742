/** Experiments: what is measured and what counts is fixed before the start; both owners decide what becomes of the insight. */

import { z } from 'zod'
import { initiativeArgument } from '../../chat/argument.ts'
import { type Card, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import type {} from '../linking/facts.ts'
import { accept, cards, drawReject, drawResult, end, saveReject, saveResult, waiting } from './feature/measuring.ts'
import { drawPlan, experiment, savePlan, show, start } from './feature/planning.ts'
import { anyExperiment, joinOwners } from './store.ts'

const id = z.number().int()
const ofInitiative = z.object({ initiative: id })
const ofExperiment = z.object({ experiment: id })
const planning = z.object({ initiative: id, experiment: id.nullable() })

export const experiments: Feature = {
  name: 'experiments',
  commands: [
    {
      name: 'experiment',
      summary: 'Show, plan and measure the experiments of an initiative',
      args: [initiativeArgument],
      run: ({ key }, ctx) => experiment(key as string | undefined, ctx),
    },
  ],
  presses: {
    'experiments.show': press(ofInitiative, show),
    'experiments.plan': press(planning, async (value, ctx) => opened(await drawPlan(value, ctx))),
    'experiments.start': press(ofExperiment, start),
    'experiments.result': press(ofExperiment, async (value, ctx) => opened(await drawResult(value, ctx))),
    'experiments.accept': press(ofExperiment, accept),
    'experiments.reject': press(ofExperiment, async (value, ctx) => opened(await drawReject(value, ctx))),
  },
  forms: {
    'experiments.plan': formDefinition(planning, drawPlan, savePlan),
    'experiments.result': formDefinition(ofExperiment, drawResult, saveResult),
    'experiments.reject': formDefinition(ofExperiment, drawReject, saveReject),
  },
  cards,
  jobs: { 'experiments.end': { late: 'run', run: end } },
  facts: {
    async 'person.joined'({ personId, formerId }, { tx }) {
      await joinOwners(tx, personId, formerId)
      return {}
    },
  },
  waiting,
  home: ({ actor, now, tx }) => waiting(actor.id, { now, tx }),
  /** Decided, it does not change any more. */
  async changing(all: Card[], read) {
    const kept: Card[] = []
    for (const card of all) {
      const one = await anyExperiment(read, Number.parseInt(card.key, 10))
      if (one && one.state !== 'accepted' && one.state !== 'rejected') kept.push(card)
    }
    return kept
  },
}
