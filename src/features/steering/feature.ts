/** Steering polls: a question to a crew, to several, or to people without a channel. */

import { z } from 'zod'
import { wordsArgument } from '../../chat/argument.ts'
import {
  type Card,
  type CardDrawer,
  type Command,
  type Context,
  type Feature,
  formDefinition,
  press,
} from '../../chat/feature.ts'
import { opened } from '../../chat/say.ts'
import { closedCard, pollCard, type SteeringCard } from './cards/poll.ts'
import { drawAsk, saveAsk, steer } from './feature/asking.ts'
import { decide, drawOutcome, facts, saveOutcome, stop, withdraw } from './feature/outcomes.ts'
import { steeringCard } from './feature/records.ts'
import { jobs } from './feature/recurring.ts'
import { steeringById } from './store.ts'

const nothing = z.object({})
const ofSteering = z.object({ steering: z.number().int() })

const command: Command = {
  name: 'steer',
  summary: 'Ask people to choose, and count the answers of both sides',
  alias: true,
  args: [
    wordsArgument('question', 'a question in quotes', 'Who pays for the gateway?'),
    { ...wordsArgument('options', 'options, each in quotes', '"Marketing" "IT"'), rest: true },
  ],
  run: (args, ctx) => steer(args.question as string | undefined, args.options as string | undefined, ctx),
}

const drawn =
  (draw: (card: SteeringCard) => ReturnType<typeof pollCard>): CardDrawer =>
  async (key, read) => {
    const steering = await steeringById(read, Number(key))
    const card = steering && (await steeringCard(read, steering))
    return card && draw(card)
  }

export const steering: Feature = {
  name: 'steering',
  commands: [command],
  presses: {
    'steering.state': press(ofSteering, async (value, ctx: Context) => opened(await drawOutcome(value, ctx))),
    'steering.decide': press(ofSteering, decide),
    'steering.withdraw': press(ofSteering, withdraw),
    'steering.stop': press(ofSteering, stop),
  },
  forms: {
    'steering.ask': formDefinition(nothing, drawAsk, saveAsk),
    'steering.state': formDefinition(ofSteering, drawOutcome, saveOutcome),
  },
  cards: {
    'steering.poll': drawn(pollCard),
    'steering.closed': drawn((card) => closedCard(card, false)),
    'steering.result': drawn((card) => closedCard(card, true)),
  },
  jobs,
  facts,
  /** Taken back, or a decision: nothing about it moves any more. */
  async changing(cards: Card[], read) {
    const kept: Card[] = []
    for (const card of cards) {
      const one = await steeringById(read, Number(card.key))
      if (one && one.state !== 'withdrawn' && one.decisionId === null) kept.push(card)
    }
    return kept
  },
}
