/** Looking at the portfolio: status, roadmap, why, capacity. */

import { z } from 'zod'
import { initiativeArgument } from '../../../chat/argument.ts'
import {
  type Command,
  type FormDefinition,
  formDefinition,
  type PressDefinition,
  press,
} from '../../../chat/feature.ts'
import { opened } from '../../../chat/say.ts'
import { dayArgument } from '../../../schedule/argument.ts'
import type { Day } from '../../../schedule/calendar.ts'
import { capacity, roadmap } from './roadmap.ts'
import { sharing } from './sharing.ts'
import { status, statusById } from './status.ts'
import { acknowledge, disagree, drawDisagree, why, whyById } from './why.ts'

const ofInitiative = z.object({ initiative: z.number().int() })
const ofWhy = z.object({ why: z.number().int() })

export const viewCommands: Command[] = [
  {
    name: 'status',
    summary: 'Show how an initiative stands: dates, money, value, people',
    args: [initiativeArgument],
    run: (args, ctx) => status(args.key as string | undefined, ctx),
  },
  {
    name: 'roadmap',
    summary: 'Show what works toward each key result, and when',
    run: (_args, ctx) => roadmap(ctx),
  },
  {
    name: 'why',
    summary: 'Show why an initiative is done, and stand behind it or not',
    args: [initiativeArgument],
    run: (args, ctx) => why(args.key as string | undefined, ctx),
  },
  {
    name: 'capacity',
    summary: 'Show who is over 100 percent, by week and initiative',
    args: [dayArgument('from', 'today'), dayArgument('to', '2027-03-31')],
    run: (args, ctx) => capacity(args.from as Day | undefined, args.to as Day | undefined, ctx),
  },
]

export const viewPresses: Record<string, PressDefinition> = {
  ...sharing.presses,
  'portfolio.status': press(ofInitiative, statusById),
  'portfolio.why': press(ofInitiative, whyById),
  'portfolio.acknowledge': press(ofWhy, acknowledge),
  'portfolio.disagree': press(ofWhy, async (value, ctx) => opened(await drawDisagree(value, ctx))),
}

export const viewForms: Record<string, FormDefinition> = {
  ...sharing.forms,
  'portfolio.disagree': formDefinition(ofWhy, drawDisagree, disagree),
}

/** Of what was shared: each stands as it was drawn, and none of them changes any more. */
export const viewCards = sharing.cards
