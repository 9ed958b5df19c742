/** Responsibilities: per initiative, phase and activity, who does it, answers for it, is asked and is told. */

import { z } from 'zod'
import { initiativeArgument } from '../../chat/argument.ts'
import { type Command, type Feature, formDefinition, press } from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import { check, checkOf, take } from './feature/checking.ts'
import { drawActivity, drawWhich, goOn, raci as matrix, saveActivity, show } from './feature/matrix.ts'
import { sharing } from './feature/sharing.ts'
import { joinPersons } from './store/writing.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofActivity = z.object({ initiative: z.number().int(), activity: z.number().int().nullable() })
const taking = z.object({
  initiative: z.number().int(),
  take: z.enum(['activity', 'deliverable', 'project', 'product']),
  of: z.number().int(),
})

const commands: Command[] = [
  {
    name: 'raci',
    summary: 'Show and change who does what on an initiative',
    args: [initiativeArgument],
    run: (args, ctx) => matrix(args.key as string | undefined, ctx),
  },
  {
    name: 'raci check',
    summary: 'Find grey areas, overload, clashes and what nobody owns',
    args: [initiativeArgument],
    run: (args, ctx) => check(args.key as string | undefined, ctx),
  },
]

export const raci: Feature = {
  name: 'raci',
  commands,
  presses: {
    'raci.show': press(ofInitiative, show),
    ...sharing.presses,
    'raci.check': press(ofInitiative, checkOf),
    'raci.add': press(ofInitiative, async ({ initiative }, ctx) =>
      opened(await drawActivity({ initiative, activity: null }, ctx)),
    ),
    'raci.change': press(ofInitiative, async (value, ctx) => opened(await drawWhich(value, ctx))),
    'raci.take': press(taking, take),
  },
  forms: {
    ...sharing.forms,
    'raci.activity': formDefinition(ofActivity, drawActivity, saveActivity),
    'raci.which': formDefinition(ofInitiative, drawWhich, goOn),
  },
  cards: sharing.cards,
  // What was shared stands as it was drawn.
  changing: async () => [],
  facts: {
    async 'person.joined'({ personId, formerId }, { tx }) {
      await joinPersons(tx, personId, formerId)
      return {}
    },
  },
}
